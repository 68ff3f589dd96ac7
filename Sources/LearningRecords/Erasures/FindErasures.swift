import EvidenceVerification
package import Foundation
package import Persistence

/// What is left of an erasure: it does not say who it was.
package struct Tombstone: Sendable {
    /// What is known before anything is erased.
    struct Head: Sendable {
        let id: UUID
        let reason: String
        let requestedBy: String?
        let key: String
        /// The erasure that this one repeats.
        var again: UUID?
    }

    package let id: UUID
    package let reason: String
    package let requestedBy: String?
    /// The key that asked for it.
    package let key: String
    /// µs since 1970.
    package let at: Int64
    /// `ErasureCounts` as JSON.
    package let counts: [UInt8]
    /// The erasure that this one repeats, since a backup was restored that is older than that.
    package let again: UUID?
    /// Where the log has it; nil until it has.
    package let leaf: Int64?
    package let number: Int64
}

/// The erasures that were made, newest first.
package struct FindErasures: Sendable {
    package static let largestPage = 500

    private let database: any Database

    package init(database: any Database) {
        self.database = database
    }

    /// - Parameter before: number of the last one of the page before.
    package func callAsFunction(
        before: Int64? = nil, limit: Int = 50
    ) async throws -> (items: [Tombstone], next: Int64?) {
        let limit = min(max(limit, 1), Self.largestPage)
        var items = try await database.read { try $0.tombstones(before: before ?? .max, limit: limit + 1) }
        guard items.count > limit else { return (items, nil) }
        items.removeLast()
        return (items, items.last?.number)
    }
}

extension Transaction {
    /// The key of `erasure` gives the order.
    fileprivate func tombstones(before: Int64, limit: Int) throws -> [Tombstone] {
        try rows(
            """
            SELECT e.id, e.uid, e.reason, e.requested_by, e.access_key, e.at, e.counts, l.leaf, e.again FROM erasure e
            LEFT JOIN log_entry l ON l.record = e.id AND l.kind = \(RecordKind.erasure.stored)
            WHERE e.id < \(before) ORDER BY e.id DESC LIMIT \(limit)
            """
        ).map { row in
            Tombstone(
                id: try row.uuid(1), reason: try row.text(2), requestedBy: try row.optionalText(3),
                key: try row.text(4), at: try row.integer(5), counts: try row.blob(6),
                again: try row.optionalUUID(8), leaf: try row.optionalInteger(7), number: try row.integer(0)
            )
        }
    }
}
