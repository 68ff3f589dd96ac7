import EvidenceVerification
import ExactJSON
import Persistence
import XAPI

/// Records of what somebody chose: the rule of a course, and for which courses a source is trusted.
extension Transaction {
    /// With the document, but for rules that are shipped.
    func rulesInForce(of entries: (source: Query, condition: Query)) throws -> [Int64: RecordText] {
        let rows = try rows(
            """
            SELECT l.leaf, c.iri, r.rule, r.version, r.at, r.access_key, d.document
            FROM \(entries.source) JOIN course_rule r ON r.id = l.record JOIN course c ON c.id = r.course
            LEFT JOIN rule_version d ON d.rule = r.rule AND d.version = r.version
            WHERE \(entries.condition) AND l.kind = \(RecordKind.ruleInForce.stored)
            """
        )
        return try rows.reduce(into: [:]) { texts, row in
            let document = try row.optionalBlob(6) ?? Array("null".utf8)
            var writer = JSONWriter(capacity: document.count + 256)
            try writer.object { record in
                record.member("course", try row.text(1))
                record.member("rule", try row.text(2))
                record.member("version", try row.integer(3))
                record.member("at", Instant(microseconds: try row.integer(4)).rfc3339)
                record.member("key", try row.text(5))
                record.member("document", json: document)
            }
            texts[try row.integer(0)] = try RecordText(.ruleInForce, writtenAs: writer.bytes)
        }
    }

    func trust(of entries: (source: Query, condition: Query)) throws -> [Int64: RecordText] {
        let rows = try rows(
            """
            SELECT l.leaf, o.name, t.at, t.access_key, t.courses
            FROM \(entries.source) JOIN source_trust t ON t.id = l.record JOIN source o ON o.id = t.source
            WHERE \(entries.condition) AND l.kind = \(RecordKind.sourceTrust.stored)
            """
        )
        let lists = try rows.map { try $0.optionalText(4).map(NumberList.init) }
        let iris = try iris(ofCourses: lists.reduce(into: []) { $0.formUnion($1?.numbers ?? []) })
        return try zip(rows, lists).reduce(into: [:]) { texts, entry in
            let (row, list) = entry
            var writer = JSONWriter(capacity: 256)
            try writer.object { record in
                record.member("source", try row.text(1))
                record.member("at", Instant(microseconds: try row.integer(2)).rfc3339)
                record.member("key", try row.text(3))
                record.member("courses") { courses in
                    guard let list else { return courses.null() }
                    courses.array(list.numbers.sorted()) { $0.string(iris[$1] ?? "") }
                }
            }
            texts[try row.integer(0)] = try RecordText(.sourceTrust, writtenAs: writer.bytes)
        }
    }
}
