import EvidenceVerification
import Foundation
import Persistence
import TransparencyLog
import XAPI

extension Transaction {
    /// Learners as bundles name them.
    func evidenceLearners(_ numbers: Set<Int64>) throws -> [Int64: EvidenceLearner] {
        let batch = Batch(.integers("id", numbers.sorted()))
        let people = try rows("SELECT p.id, p.uid FROM \(batch) AS k JOIN person p ON p.id = k.id").map {
            (try $0.integer(0), EvidenceLearner.person(try $0.uuid(1)))
        }
        let named = Dictionary(people, uniquingKeysWith: { one, _ in one })
        let identifiers = try identifiers(of: numbers.filter { named[$0] == nil })
        return named.merging(identifiers.mapValues { .actor($0.canonical) }) { one, _ in one }
    }

    /// What was done about people, with the identifiers that came, went or moved; `person_event_person`,
    /// `person_event_other` and `log_entry_record` find them.
    func leavesOfEvents(
        about people: Set<Int64>, below size: Int64
    ) throws -> [(leaf: UInt64, actor: (person: Int64, actor: Int64)?)] {
        let batch = Batch(.integers("id", people.sorted()))
        return try ["e.person", "e.other"].flatMap { (column: Query) in
            try rows(
                """
                SELECT l.leaf, k.id, e.actor FROM \(batch) AS k JOIN person_event e ON \(column) = k.id
                JOIN log_entry l ON l.record = e.id AND l.kind = \(RecordKind.personEvent.stored)
                WHERE l.leaf < \(size)
                """
            ).map { row in
                let person = try row.integer(1)
                return (UInt64(try row.integer(0)), try row.optionalInteger(2).map { (person, $0) })
            }
        }
    }

    /// The packages of courses; `course_version_number` and `log_entry_record` find them.
    func leavesOfPackages(_ courses: Set<Int64>, below size: Int64) throws -> [UInt64] {
        let rows = try rows(
            """
            SELECT l.leaf FROM \(Batch(.integers("course", courses.sorted()))) AS k
            JOIN course_version v ON v.course = k.course
            JOIN log_entry l ON l.record = v.id AND l.kind = \(RecordKind.package.stored) WHERE l.leaf < \(size)
            """
        )
        return try rows.map { UInt64(try $0.integer(0)) }
    }

    /// The rules that somebody put in force in courses; `course_rule_course` and `log_entry_record` find them.
    func choicesOfRules(_ courses: Set<Int64>) throws -> [LoggedChoice] {
        try rows(
            """
            SELECT r.course, r.at, l.leaf FROM \(Batch(.integers("course", courses.sorted()))) AS k
            JOIN course_rule r ON r.course = k.course
            LEFT JOIN log_entry l ON l.record = r.id AND l.kind = \(RecordKind.ruleInForce.stored)
            WHERE r.access_key <> ''
            """
        ).map(LoggedChoice.init)
    }

    /// The lists of all sources; `source_trust_source` and `log_entry_record` find them.
    func choicesOfTrust() throws -> [LoggedChoice] {
        try rows(
            """
            SELECT t.source, t.at, l.leaf FROM source o JOIN source_trust t ON t.source = o.id
            LEFT JOIN log_entry l ON l.record = t.id AND l.kind = \(RecordKind.sourceTrust.stored) WHERE o.id > 0
            """
        ).map(LoggedChoice.init)
    }

    /// The statements of actors about activities of courses, and those that void them; `statement_agent_activity`,
    /// `statement_id` and `log_entry_record` find them.
    func leavesOfStatements(_ pairs: [(actor: Int64, course: Int64)], below size: Int64) throws -> [UInt64] {
        guard !pairs.isEmpty else { return [] }
        let batch = Batch(.integers("actor", pairs.map(\.actor)), .integers("course", pairs.map(\.course)))
        let rows = try rows(
            """
            SELECT l.leaf, w.leaf FROM \(batch) AS k JOIN course_activity c ON c.course = k.course
            JOIN statement_agent a ON a.agent = k.actor AND a.activity = c.activity AND a.via = 0
            JOIN statement s ON s.seq = a.seq AND s.actor = k.actor
            JOIN log_entry l ON l.record = s.seq AND l.kind = \(RecordKind.statement.stored)
            LEFT JOIN statement v ON v.id = s.voided_by
            LEFT JOIN log_entry w ON w.record = v.seq AND w.kind = \(RecordKind.statement.stored)
            WHERE l.leaf < \(size)
            """
        )
        return try rows.flatMap { row in
            [try row.integer(0), try row.optionalInteger(1)].compactMap { $0 }.filter { $0 < size }.map { UInt64($0) }
        }
    }

    /// Records with their seals, as they are shown in a bundle: of what was done about people only who they are.
    ///
    /// - Parameter leaves: in order, each once.
    func bundleRecords(at leaves: [UInt64]) throws -> [(record: BundleRecord, kind: RecordKind)] {
        let texts = try loggedRecords(at: leaves.map { Int64($0) })
        var tile: LogTile?
        return try zip(leaves, texts).compactMap { leaf, text in
            let number = Int64(leaf) / LogTile.width
            if tile?.number != number { tile = try logTile(number) }
            guard let keys = tile?.keys(of: Int64(leaf), parts: text.parts) else { throw LogFault.missingHash }
            let shown = try text.committed(under: keys).redacting(text.needless)
            guard let sealed = try shown.sealed() else { return nil }
            return (BundleRecord(leaf: leaf, json: sealed.json, seal: sealed.seal), text.kind)
        }
    }
}

/// What somebody chose about a course or a source, and where it stands in the log.
struct LoggedChoice: Sendable {
    let about: Int64
    /// µs since 1970.
    let at: Int64
    /// Nil where it waits for one.
    let leaf: Int64?

    fileprivate init(_ row: Row) throws {
        about = try row.integer(0)
        at = try row.integer(1)
        leaf = try row.optionalInteger(2)
    }
}
