import EvidenceVerification
import ExactJSON
import Persistence
import XAPI

extension Query {
    /// Entries `l` of the log from a leaf on, up to another; its key gives the order.
    fileprivate static func entries(_ leaves: ClosedRange<Int64>) -> (source: Query, condition: Query) {
        ("log_entry l", "l.leaf >= \(leaves.lowerBound) AND l.leaf <= \(leaves.upperBound)")
    }

    /// Entries at these leaves.
    fileprivate static func entries(_ leaves: [Int64]) -> (source: Query, condition: Query) {
        ("\(Batch(.integers("leaf", leaves))) AS k JOIN log_entry l ON l.leaf = k.leaf", "l.leaf >= 0")
    }
}

extension Transaction {
    /// The records behind leaf `after`, up to `end`, in order, as the log commits to them.
    ///
    /// - Parameter known: those that need not be read, by their leaves.
    func loggedRecords(
        after: Int64, through end: Int64, knowing known: [Int64: RecordText] = [:]
    ) throws -> [RecordText] {
        guard after < end else { return [] }
        let leaves = after + 1...end
        guard !known.isEmpty else { return try texts(of: Query.entries(leaves), at: leaves) }
        let unknown = leaves.filter { known[$0] == nil }
        let read = Dictionary(
            uniqueKeysWithValues: zip(unknown, try texts(of: Query.entries(unknown), at: unknown))
        )
        return leaves.compactMap { known[$0] ?? read[$0] }
    }

    /// Those at some leaves.
    ///
    /// - Parameter leaves: in order, each once.
    func loggedRecords(at leaves: [Int64]) throws -> [RecordText] {
        guard !leaves.isEmpty else { return [] }
        let erased = try erasedParts(at: leaves)
        return try zip(leaves, texts(of: Query.entries(leaves), at: leaves)).map { leaf, text in
            var text = text
            text.erased = erased[leaf] ?? [:]
            return text
        }
    }

    private func texts(
        of entries: (source: Query, condition: Query), at leaves: some Collection<Int64>
    ) throws -> [RecordText] {
        var texts: [Int64: RecordText] = [:]
        for item in try feedItems(of: entries, Authorities()) {
            if let leaf = item.leaf { texts[leaf] = try item.record.text() }
        }
        // Most stretches are statements alone.
        if texts.count < leaves.count {
            texts.merge(try personEvents(of: entries)) { first, _ in first }
            texts.merge(try packages(of: entries)) { first, _ in first }
            texts.merge(try rulesInForce(of: entries)) { first, _ in first }
            texts.merge(try trust(of: entries)) { first, _ in first }
            texts.merge(try erasures(of: entries)) { first, _ in first }
            texts.merge(try periods(of: entries)) { first, _ in first }
            texts.merge(try retentionRuns(of: entries)) { first, _ in first }
            texts.merge(try reads(of: entries)) { first, _ in first }
        }
        return try leaves.map { leaf in
            guard let text = texts[leaf] else { throw MissingRecord(leaf: leaf) }
            return text
        }
    }

    private func personEvents(of entries: (source: Query, condition: Query)) throws -> [Int64: RecordText] {
        let rows = try rows(
            """
            SELECT \(Query.personEventColumns), l.leaf FROM \(entries.source) JOIN person_event e ON e.id = l.record
            \(Query.personEventJoins) WHERE \(entries.condition) AND l.kind = \(RecordKind.personEvent.stored)
            """
        )
        return try rows.reduce(into: [:]) { texts, row in
            if let event = try PersonEvent(row) { texts[try row.integer(8)] = try event.record() }
        }
    }

    private func packages(of entries: (source: Query, condition: Query)) throws -> [Int64: RecordText] {
        let rows = try rows(
            """
            SELECT l.leaf, v.id, c.iri, v.number, o.name, v.sha256, v.size, v.imported_at, v.content
            FROM \(entries.source) JOIN course_version v ON v.id = l.record JOIN course c ON c.id = v.course
            JOIN source o ON o.id = v.source
            WHERE \(entries.condition) AND l.kind = \(RecordKind.package.stored)
            """
        )
        return try rows.reduce(into: [:]) { texts, row in
            let version = LoggedPackage(row, items: try items(of: try row.integer(1)))
            texts[try row.integer(0)] = try version.record()
        }
    }

    /// The items of a course version with their IRIs; the primary key of `course_item` returns them in order.
    private func items(of version: Int64) throws -> [Row] {
        try rows(
            """
            SELECT coalesce(t.text, t.key), i.identifier, i.title, i.kind, i.parent, i.launchable, i.mastery_score,
                i.move_on
            FROM course_item i JOIN term t ON t.id = i.activity WHERE i.version = \(version) ORDER BY i.position
            """
        )
    }
}

/// A leaf has no record of a kind that this program knows: somebody took it away.
struct MissingRecord: Error {
    let leaf: Int64
}

extension RecordKind {
    /// In `log_entry.kind`.
    var stored: Int64 { Int64(rawValue) }
}

extension FeedItem {
    /// As the log commits to it.
    fileprivate var record: StatementRecord {
        StatementRecord(
            id: statement.id, stored: statement.stored, version: statement.version, source: source,
            authority: statement.authority, raw: statement.raw
        )
    }
}

extension PersonEvent {
    fileprivate func record() throws -> RecordText {
        var writer = JSONWriter(capacity: changes.count + 256)
        writer.object { record in
            record.member("event", kind.rawValue)
            record.member("at", Instant(microseconds: at).rfc3339)
            record.member("key", key)
            record.member("person", person?.canonical)
            record.member("other", other?.canonical)
            record.member("identifier", json: identifier?.agentJSON ?? Array("null".utf8))
            record.member("changes", json: changes)
        }
        return try RecordText(.personEvent, writtenAs: writer.bytes)
    }
}

/// A row of `course_version`, with the rows of its items.
private struct LoggedPackage {
    let row: Row
    let items: [Row]

    init(_ row: Row, items: [Row]) {
        self.row = row
        self.items = items
    }

    func record() throws -> RecordText {
        var writer = JSONWriter(capacity: 1_024)
        try writer.object { record in
            record.member("course", try row.text(2))
            record.member("version", try row.integer(3))
            record.member("source", try row.text(4))
            record.member("sha256", hexadecimal(try row.blob(5)))
            record.member("size", try row.integer(6))
            record.member("at", Instant(microseconds: try row.integer(7)).rfc3339)
            try record.member("items") { try $0.array(items) { try $0.item($1) } }
            record.member("answer", json: try row.blob(8))
        }
        return try RecordText(.package, writtenAs: writer.bytes)
    }
}

extension JSONWriter {
    /// Columns as `items(of:)` asks for them.
    fileprivate mutating func item(_ row: Row) throws {
        try object { item in
            item.member("activity", String(decoding: try row.blob(0), as: UTF8.self))
            item.member("identifier", try row.text(1))
            item.member("title", try row.text(2))
            item.member("kind", try row.text(3))
            item.member("parent", try row.optionalInteger(4))
            item.member("launchable", try row.integer(5) == 1)
            item.member("mastery_score", try row.optionalReal(6))
            item.member("move_on", try row.optionalText(7))
        }
    }
}
