package import Foundation
package import XAPI

/// A human whom the service knows, with the identifiers that are theirs and what holds of them over time.
package struct Person: Sendable {
    package struct Identifier: Sendable {
        package let value: InverseFunctionalIdentifier
        /// µs since 1970.
        package let since: Int64
        let actor: Int64
    }

    package let id: UUID
    /// Nil for whom the employer gave none, as seasonal people.
    package internal(set) var matricule: String?
    package internal(set) var familyName: String
    package internal(set) var givenName: String
    /// The person that this one was merged into, where it was.
    package let mergedInto: UUID?
    package internal(set) var identifiers: [Identifier] = []
    package internal(set) var attributes: [AttributeName: Timeline] = [:]
    /// µs since 1970.
    package let createdAt: Int64
    package let changedAt: Int64
    var number: Int64

    /// `Marie Dupont`.
    package var name: String { [givenName, familyName].filter { !$0.isEmpty }.joined(separator: " ") }

    /// Bytes of a name.
    package static let longestName = 200
    /// Bytes of a matricule.
    package static let longestMatricule = 64
    /// Identifiers of one person.
    package static let mostIdentifiers = 100
}

/// What people ask of a person that cannot be done.
package enum PeopleRefusal: Error, Equatable, Sendable {
    case unknownPerson
    /// It was merged: what is asked belongs to the person named.
    case isMerged(into: UUID)
    case matriculeTaken(by: UUID)
    case identifierTaken(by: UUID)
    /// It is marked as shared, and so is nobody's.
    case identifierIsShared
    /// The person does not have the identifier.
    case identifierIsNotTheirs
    case tooManyIdentifiers
    case samePerson
    /// Two drafts of one request are about the same person.
    case askedTwice
    /// Several people without matricule are called so.
    case isAmbiguous
    /// The second was not merged into the first.
    case notMerged
    /// A new person needs a name.
    case nameMissing
    /// An attribute ends before it begins.
    case endsBeforeItBegins(AttributeName)
}

extension Person {
    /// What holds on a day, restricted attributes only where asked.
    package func values(on day: Day, includingRestricted: Bool) -> [AttributeName: String] {
        let visible = attributes.filter { includingRestricted || !$0.key.isRestricted }
        return visible.compactMapValues { $0.value(on: day)?.value }
    }
}
