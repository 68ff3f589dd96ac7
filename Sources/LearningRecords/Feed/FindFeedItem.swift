package import Foundation
package import Persistence

/// One statement as the feed shows it, voided or not.
package struct FindFeedItem: Sendable {
    private let database: any Database
    private let authorities: Authorities

    package init(database: any Database, authorities: Authorities) {
        self.database = database
        self.authorities = authorities
    }

    /// - Returns: nil where no statement has this id.
    package func callAsFunction(_ id: UUID) async throws -> FeedItem? {
        try await database.glance { [authorities] in try $0.feedItem(ofStatement: id, authorities) }
    }
}
