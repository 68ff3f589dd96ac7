package import Persistence
package import XAPI

/// Identifiers that are marked as shared, and so count for nobody.
package struct FindSharedIdentifiers: Sendable {
    package struct Shared: Sendable {
        package let identifier: InverseFunctionalIdentifier
        /// µs since 1970.
        package let since: Int64
        let actor: Int64
    }

    package struct Page: Sendable {
        package let items: [Shared]
        package let next: PeopleCursor?
    }

    package static let largestPage = 500

    private let database: any Database

    package init(database: any Database) {
        self.database = database
    }

    package func callAsFunction(after cursor: PeopleCursor? = nil, limit: Int = 100) async throws -> Page {
        let limit = min(max(limit, 1), Self.largestPage)
        let found = try await database.read { transaction in
            // `person_identifier_person` holds those without person together, in order.
            try transaction.rows(
                """
                SELECT i.actor, i.since, coalesce(t.text, t.key) FROM person_identifier i JOIN term t ON t.id = i.actor
                WHERE i.person IS NULL AND i.actor > \(cursor?.person ?? 0) ORDER BY i.actor LIMIT \(limit + 1)
                """
            ).compactMap { row -> Shared? in
                let canonical = String(decoding: try row.blob(2), as: UTF8.self)
                return InverseFunctionalIdentifier(canonical: canonical).map { identifier in
                    try? Shared(identifier: identifier, since: row.integer(1), actor: row.integer(0))
                } ?? nil
            }
        }
        let items = Array(found.prefix(limit))
        return Page(
            items: items, next: found.count > limit ? items.last.map { PeopleCursor(key: [], person: $0.actor) } : nil
        )
    }
}
