import EvidenceVerification
import ExactJSON
import Foundation
import Persistence
import XAPI

extension Query {
    /// What `LoggedRead` reads.
    static let readColumns: Query =
        """
        r.at, r.access_key, r.key_name, r.route, r.person, r.actor, r.question, r.inspection, r.purpose, r.status, r.times
        """
}

extension Transaction {
    /// One record of the log.
    func insert(_ reads: [LoggedRead]) throws {
        let row = try rows("INSERT INTO access_batch (at) VALUES (\(startedAt)) RETURNING id").first
        guard let batch = try row?.integer(0) else { throw StoreError.unavailable }
        let contents = reads.map(\.content)
        let rows = Batch(
            .integers("batch", reads.map { _ in batch }), .integers("place", reads.indices.map { Int64($0) }),
            .integers("at", reads.map(\.at)), .texts("access_key", contents.map(\.key)),
            .texts("key_name", contents.map(\.keyName)), .texts("route", contents.map(\.route)),
            .blobs("person", contents.map { $0.person?.storedBytes }), .blobs("actor", contents.map(\.actor)),
            .texts("question", contents.map(\.question)),
            .blobs("inspection", contents.map { $0.inspection?.storedBytes }),
            .texts("purpose", contents.map(\.purpose)), .integers("status", contents.map { Int64($0.status) }),
            .integers("times", reads.map(\.times))
        )
        try execute("INSERT INTO access_read \(rows: rows)")
        try count(reads)
        try appendToLog(.reads, [batch])
    }

    /// Adds to what inspections say of their reads; `inspection_inspection_key` finds each.
    private func count(_ reads: [LoggedRead]) throws {
        let byKey = Dictionary(grouping: reads.filter { $0.content.inspection != nil }, by: \.content.key)
        guard !byKey.isEmpty else { return }
        let inspections = byKey.sorted { $0.key < $1.key }
        let batch = Batch(
            .texts("key", inspections.map(\.key)),
            .integers("times", inspections.map { $0.value.reduce(Int64(0)) { $0 &+ $1.times } }),
            .integers("at", inspections.map { $0.value.map(\.at).max() ?? 0 })
        )
        try execute(
            """
            UPDATE inspection AS i SET reads = i.reads + k.times,
                last_read_at = CASE WHEN i.last_read_at > k.at THEN i.last_read_at ELSE k.at END
            FROM \(batch) AS k WHERE i.inspection_key = k.key
            """
        )
    }

    /// The record of each batch, made again from its rows; `access_read_place` finds them.
    func reads(of entries: (source: Query, condition: Query)) throws -> [Int64: RecordText] {
        let rows = try rows(
            """
            SELECT \(Query.readColumns), l.leaf, r.place FROM \(entries.source)
            JOIN access_read r ON r.batch = l.record
            WHERE \(entries.condition) AND l.kind = \(RecordKind.reads.stored)
            """
        )
        let reads = try rows.map { (leaf: try $0.integer(11), place: try $0.integer(12), read: try LoggedRead($0)) }
        return try Dictionary(grouping: reads, by: \.leaf).mapValues { reads in
            try LoggedRead.record(reads.sorted { $0.place < $1.place }.map(\.read))
        }
    }
}

extension LoggedRead {
    /// Columns as `readColumns` lists them.
    init(_ row: Row) throws {
        var content = Content(key: try row.text(1), keyName: try row.text(2), route: try row.text(3))
        (content.person, content.actor) = (try row.optionalUUID(4), try row.optionalBlob(5))
        (content.question, content.inspection) = (try row.text(6), try row.optionalUUID(7))
        (content.purpose, content.status) = (try row.optionalText(8), Int(clamping: try row.integer(9)))
        self.init(content: content, at: try row.integer(0), times: try row.integer(10))
    }

    fileprivate static func record(_ reads: [LoggedRead]) throws -> RecordText {
        var writer = JSONWriter(capacity: reads.count * 256)
        writer.object { record in
            record.member("reads") { list in list.array(reads) { $1.write(to: &$0) } }
        }
        return try RecordText(.reads, writtenAs: writer.bytes)
    }

    private func write(to list: inout JSONWriter) {
        list.object { read in
            read.member("at", Instant(microseconds: at).rfc3339)
            read.member("key", content.key)
            read.member("name", content.keyName)
            read.member("route", content.route)
            read.member("person", content.person?.canonical)
            read.member("actor", content.actor.map { hexadecimal($0) })
            read.member("question", content.question)
            read.member("inspection", content.inspection?.canonical)
            read.member("purpose", content.purpose)
            read.member("status", content.status)
            read.member("times", times)
        }
    }
}
