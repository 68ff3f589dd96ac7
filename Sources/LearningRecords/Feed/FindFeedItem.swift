package import Foundation
package import Persistence

/// One statement as the feed shows it, voided or not.
package struct FindFeedItem: Sendable {
    private let database: any Database

    package init(database: any Database) {
        self.database = database
    }

    /// - Returns: nil where no statement has this id.
    package func callAsFunction(_ id: UUID) async throws -> FeedItem? {
        try await database.read { try $0.feedItem(ofStatement: id) }
    }
}
