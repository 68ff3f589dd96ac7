package import Persistence

/// What happened, in the order of the log: each record once, none left out, whatever writers do meanwhile.
package struct FindFeedPage: Sendable {
    package struct Page: Sendable {
        package let items: [FeedItem]
        /// The last leaf of the page, or what was asked where nothing follows.
        package let after: Int64
        /// How many records have a leaf.
        package let logSize: Int64

        /// Whether more follows by now.
        package var isLast: Bool { after >= logSize - 1 }
    }

    /// Records on a page.
    package static let largestPage = 500
    /// Bytes of the statements on a page, which is held in memory; one statement may be larger.
    static let largestSize: Int64 = 8 << 20

    private let database: any Database
    private let authorities: Authorities

    package init(database: any Database, authorities: Authorities) {
        self.database = database
        self.authorities = authorities
    }

    /// - Parameter leaf: the last one that the caller has; -1 for the beginning.
    package func callAsFunction(after leaf: Int64, limit: Int = Self.largestPage) async throws -> Page {
        let limit = min(max(limit, 1), Self.largestPage)
        return try await database.read { [authorities] transaction in
            let end = try transaction.feedEnd(after: leaf, limit: limit, bytes: Self.largestSize)
            return Page(
                items: try end.map { try transaction.feedItems(after: leaf, through: $0, authorities) } ?? [],
                after: end ?? leaf, logSize: try transaction.logSize()
            )
        }
    }
}
