import EvidenceVerification
package import Foundation
package import Persistence

/// Who read learners' data, newest first.
package struct FindReads: Sendable {
    package struct Request: Sendable {
        /// µs since 1970.
        package var since: Int64?
        /// µs since 1970, itself left out.
        package var until: Int64?
        package var key: String?
        package var person: UUID?
        package var limit = 50
        package var cursor: ReadCursor?

        package init() {}
    }

    package struct Item: Sendable {
        package let read: LoggedRead
        /// Where the log has its record; nil until it has.
        package let leaf: Int64?
        fileprivate let cursor: ReadCursor
    }

    package static let largestPage = 500

    private let database: any Database

    package init(database: any Database) {
        self.database = database
    }

    package func callAsFunction(_ request: Request) async throws -> (items: [Item], next: ReadCursor?) {
        let limit = min(max(request.limit, 1), Self.largestPage)
        var items = try await database.read { try $0.reads(request, limit: limit + 1) }
        guard items.count > limit else { return (items, nil) }
        items.removeLast()
        return (items, items.last?.cursor)
    }
}

/// The last entry of a page.
package struct ReadCursor: Comparable, Sendable {
    let at: Int64
    let batch: Int64
    let place: Int64

    init(at: Int64, batch: Int64, place: Int64) {
        (self.at, self.batch, self.place) = (at, batch, place)
    }

    package static func < (one: ReadCursor, other: ReadCursor) -> Bool {
        (one.at, one.batch, one.place) < (other.at, other.batch, other.place)
    }

    /// As it travels in a link.
    package var text: String { "\(at).\(batch).\(place)" }

    /// Nil for a text that is no cursor.
    package init?(text: String) {
        let numbers = text.split(separator: ".", omittingEmptySubsequences: false).map { Int64($0) }
        guard numbers.count == 3, let at = numbers[0], let batch = numbers[1], let place = numbers[2] else {
            return nil
        }
        self.init(at: at, batch: batch, place: place)
    }
}

extension Transaction {
    /// Along `access_read_person`, `access_read_key` or `access_read_at`, whichever is asked; each has the order.
    fileprivate func reads(_ request: FindReads.Request, limit: Int) throws -> [FindReads.Item] {
        let end = ReadCursor(at: request.until ?? .max, batch: 0, place: 0)
        let before = min(request.cursor ?? end, end)
        let ofPerson: Query = request.person.map { "AND r.person = \($0)" } ?? ""
        let ofKey: Query = request.key.map { "AND r.access_key = \($0)" } ?? ""
        return try rows(
            """
            SELECT \(Query.readColumns), l.leaf, r.batch, r.place FROM access_read r
            LEFT JOIN log_entry l ON l.record = r.batch AND l.kind = \(RecordKind.reads.stored)
            WHERE r.at >= \(request.since ?? .min) AND (r.at, r.batch, r.place) < (\(before.at), \(before.batch), \(before.place))
            \(ofPerson) \(ofKey) ORDER BY r.at DESC, r.batch DESC, r.place DESC LIMIT \(limit)
            """
        ).map { row in
            let read = try LoggedRead(row)
            return FindReads.Item(
                read: read, leaf: try row.optionalInteger(11),
                cursor: ReadCursor(at: read.at, batch: try row.integer(12), place: try row.integer(13))
            )
        }
    }
}
