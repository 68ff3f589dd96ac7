package import ExactJSON

extension InvalidStatement {
    /// The refusal for the first key that an object of the document gives twice (xAPI 1.0.3 Data 2.2: "A Statement MUST
    /// use each property no more than one time"); nil where there is none.
    ///
    /// Repetitions inside the value of an extension do not count: "An LRS MUST NOT reject a Statement based on the
    /// values of the extensions map" (Data 4.1).
    ///
    /// - Parameter document: one statement, a batch of them, or another object of the data model.
    package init?(duplicateKeysIn document: JSONDocument) {
        guard let duplicate = document.duplicateKeys.first(where: { !$0.isInside("extensions", levels: 2) }) else {
            return nil
        }
        self.init(
            code: .duplicateKey,
            pointer: duplicate.pointer,
            section: Section.formatting.citation,
            message: Code.duplicateKey.message(property: duplicate.name, expected: nil),
        )
    }
}
