import EvidenceVerification
import ExactJSON
package import Foundation
package import Persistence
import XAPI

/// A run that destroys what a plan named, with what was due before, what went, and what was due afterwards.
package struct RetentionRun: Sendable {
    package struct Part: Sendable {
        package let schedule: String
        package let version: Int64
        package let before: RetentionCounts
        package internal(set) var gone = RetentionCounts()
        /// What stayed, because by then something kept it.
        package internal(set) var kept = 0
        package internal(set) var waiting = 0
    }

    package let id: UUID
    /// The key that asked for it.
    package let key: String
    /// µs since 1970.
    package let at: Int64
    package let plan: String
    package internal(set) var parts: [Part]
    /// What was due afterwards, and whether the store has given up the room; nil while it runs.
    package let after: [UInt8]?
    package let finishedAt: Int64?
    /// Those that it made, in order.
    package internal(set) var tombstones: [UUID] = []
    /// Where the log has it; nil until it has.
    package let leaf: Int64?
    let number: Int64
}

/// A run, by its id.
package struct FindRetentionRun: Sendable {
    private let database: any Database

    package init(database: any Database) {
        self.database = database
    }

    package func callAsFunction(_ id: UUID) async throws -> RetentionRun? {
        try await database.read { transaction in
            let row = try transaction.rows(
                """
                SELECT r.id, r.uid, r.access_key, r.at, r.plan, r.before, r.after, r.finished_at, l.leaf
                FROM retention_run r
                LEFT JOIN log_entry l ON l.record = r.id AND l.kind = \(RecordKind.retention.stored)
                WHERE r.uid = \(id)
                """
            ).first
            return try row.map { try transaction.run($0) }
        }
    }
}

extension Transaction {
    fileprivate func run(_ row: Row) throws -> RetentionRun {
        var run = RetentionRun(
            id: try row.uuid(1), key: try row.text(2), at: try row.integer(3), plan: hexadecimal(try row.blob(4)),
            parts: try RetentionRun.Part.list(stored: try row.blob(5)), after: try row.optionalBlob(6),
            finishedAt: try row.optionalInteger(7), leaf: try row.optionalInteger(8), number: try row.integer(0)
        )
        // `retention_target_key` gives the order.
        let targets = try rows(
            """
            SELECT t.schedule, t.kind, t.state, t.statements, t.documents, t.answers, t.reads, e.uid FROM retention_target t
            LEFT JOIN erasure e ON e.id = t.erasure WHERE t.run = \(run.number) ORDER BY t.place
            """
        )
        var seen: Set<UUID> = []
        for target in targets {
            let schedule = try target.text(0)
            guard let place = run.parts.firstIndex(where: { $0.schedule == schedule }) else { continue }
            switch try target.integer(2) {
            case RetentionState.waiting.rawValue: run.parts[place].waiting += 1
            case RetentionState.kept.rawValue: run.parts[place].kept += 1
            default: run.parts[place].gone += try RetentionCounts(ofTarget: target)
            }
            // A step's batches have one together.
            if let tombstone = try target.optionalUUID(7), seen.insert(tombstone).inserted {
                run.tombstones.append(tombstone)
            }
        }
        return run
    }

    /// Runs that have ended: what each was to do, and the tombstones that it made.
    func retentionRuns(of entries: (source: Query, condition: Query)) throws -> [Int64: RecordText] {
        let found = try rows(
            """
            SELECT l.leaf, r.id, r.uid, r.at, r.access_key, r.plan, r.before
            FROM \(entries.source) JOIN retention_run r ON r.id = l.record
            WHERE \(entries.condition) AND l.kind = \(RecordKind.retention.stored)
            """
        )
        return try found.reduce(into: [:]) { texts, row in
            var seen: Set<String> = []
            let tombstones = try rows(
                """
                SELECT e.uid FROM retention_target t JOIN erasure e ON e.id = t.erasure
                WHERE t.run = \(try row.integer(1)) ORDER BY t.place
                """
            ).map { try $0.uuid(0).canonical }.filter { seen.insert($0).inserted }
            var writer = JSONWriter(capacity: 512)
            try writer.object { record in
                record.member("run", try row.uuid(2).canonical)
                record.member("at", Instant(microseconds: try row.integer(3)).rfc3339)
                record.member("key", try row.text(4))
                record.member("plan", hexadecimal(try row.blob(5)))
                record.member("schedules", json: try row.blob(6))
                record.member("erasures") { $0.array(tombstones) { $0.string($1) } }
            }
            texts[try row.integer(0)] = try RecordText(.retention, writtenAs: writer.bytes)
        }
    }
}

/// Of a row of `retention_target`.
enum RetentionState: Int64 { case waiting = 0, gone, kept }

extension RetentionCounts {
    /// Columns from `kind` on, as `run(_:)` asks for them.
    fileprivate init(ofTarget row: Row) throws {
        let kind = RetentionItem.Kind(rawValue: try row.integer(1))
        self.init(
            people: kind == .person ? 1 : 0, actors: kind == .actor ? 1 : 0,
            documents: Int(clamping: try row.integer(4)), statements: Int(clamping: try row.integer(3)),
            answers: Int(clamping: try row.integer(5)), reads: Int(clamping: try row.integer(6))
        )
    }

    fileprivate init(stored json: JSONValue?) {
        func number(_ name: String) -> Int { json?[key: name]?.integer.map { Int(clamping: $0) } ?? 0 }
        self.init(
            people: number("people"), actors: number("actors"), documents: number("documents"),
            statements: number("statements"), answers: number("answers"), reads: number("reads")
        )
    }
}

extension RetentionRun.Part {
    /// What a plan says of each of its schedules.
    static func json(of parts: [RetentionPlan.Part]) -> [UInt8] {
        var writer = JSONWriter()
        writer.array(parts) { writer, part in
            writer.object { object in
                object.member("schedule", part.schedule.id)
                object.member("version", part.schedule.version)
                object.member("due", json: part.due.json)
            }
        }
        return writer.bytes
    }

    fileprivate static func list(stored json: [UInt8]) throws -> [Self] {
        try JSONDocument(reading: json).root.elements.map { part in
            Self(
                schedule: part[key: "schedule"]?.string ?? "",
                version: part[key: "version"]?.integer.map { Int64(clamping: $0) } ?? 0,
                before: RetentionCounts(stored: part[key: "due"])
            )
        }
    }
}

extension RetentionPlan {
    /// What is due when a run has ended.
    func afterJSON(isPurged: Bool) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { object in
            object.member("purged", isPurged)
            object.member("schedules", json: RetentionRun.Part.json(of: parts))
        }
        return writer.bytes
    }
}
