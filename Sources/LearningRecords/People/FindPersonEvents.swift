package import Foundation
package import Persistence

/// What was done about a person, newest first: who did it, when, and what changed.
package struct FindPersonEvents: Sendable {
    package struct Page: Sendable {
        package let items: [PersonEvent]
        /// The number of the last event, where more follow.
        package let next: Int64?
    }

    package static let largestPage = 500

    private let database: any Database

    package init(database: any Database) {
        self.database = database
    }

    /// - Parameters:
    ///   - number: of an event; only those before it are answered.
    ///   - includingRestricted: whether changes of restricted attributes are shown.
    /// - Returns: nil where there is no such person.
    package func callAsFunction(
        of id: UUID, before number: Int64 = .max, limit: Int = 100, includingRestricted: Bool
    ) async throws -> Page? {
        let limit = min(max(limit, 1), Self.largestPage)
        return try await database.read { transaction in
            guard let person = try transaction.number(ofPerson: id) else { return nil }
            let found = try transaction.events(
                of: person, before: number, limit: limit + 1, includingRestricted: includingRestricted
            )
            let items = Array(found.prefix(limit))
            return Page(items: items, next: found.count > limit ? items.last?.number : nil)
        }
    }
}
