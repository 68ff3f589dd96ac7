package import XAPI

/// What somebody wants a person to be. What is not said stays as it is.
package struct PersonDraft: Sendable {
    /// One attribute's value in a time.
    package struct Value: Sendable {
        package let name: AttributeName
        /// Nil where nothing holds in that time.
        package let value: String?
        /// Nil where it is not said: a value that differs from today's holds from today on, and the first one that is known
        /// since ever.
        package let from: Day?
        package let until: Day?

        package init(_ name: AttributeName, _ value: String?, from: Day? = nil, until: Day? = nil) {
            self.name = name
            self.value = value
            self.from = from
            self.until = until
        }
    }

    package var matricule: String?
    package var familyName: String?
    package var givenName: String?
    /// Identifiers that are attached where the person does not have them; none is taken away.
    package var identifiers: [InverseFunctionalIdentifier] = []
    package var values: [Value] = []

    package init() {}

    /// The name as its folded words; nil where there is none.
    var nameClue: PersonClue? {
        let name = [givenName, familyName].compactMap { $0 }.joined(separator: " ")
        return PersonClue.words(name).isEmpty ? nil : .name(name)
    }
}
