import Completion
import EvidenceVerification
import ExactJSON
import Persistence

extension Transaction {
    /// A version of a rule, shipped or stored; `rule_version_key` finds it.
    func rule(_ key: RuleKey) throws -> RuleDocument? {
        if let shipped = NamedRules.document(key.id) { return shipped.version == Int(key.version) ? shipped : nil }
        return try rows(
            "SELECT r.document FROM rule_version r WHERE r.rule = \(key.id) AND r.version = \(key.version)"
        ).first.map { try RuleDocument(stored: $0.blob(0)) }
    }

    /// The newest version of a rule; `rule_version_key` finds it.
    func newestRule(_ id: String) throws -> RuleDocument? {
        if let shipped = NamedRules.document(id) { return shipped }
        return try rows(
            "SELECT r.document FROM rule_version r WHERE r.rule = \(id) ORDER BY r.version DESC LIMIT 1"
        ).first.map { try RuleDocument(stored: $0.blob(0)) }
    }

    /// The newest versions of several rules; `rule_version_key` finds them.
    func newestRules(_ ids: Set<String>) throws -> [String: RuleDocument] {
        var rules = ids.reduce(into: [:]) { $0[$1] = NamedRules.document($1) }
        let others = ids.filter { rules[$0] == nil }.sorted()
        guard !others.isEmpty else { return rules }
        let rows = try rows(
            """
            SELECT r.rule, r.document FROM \(Batch(.texts("rule", others))) AS k JOIN rule_version r ON r.rule = k.rule
            AND r.version = (SELECT max(n.version) FROM rule_version n WHERE n.rule = k.rule)
            """
        )
        for row in rows { rules[try row.text(0)] = try RuleDocument(stored: row.blob(1)) }
        return rules
    }

    /// One version, or the newest where none is named.
    func rule(_ id: String, version: Int64?) throws -> RuleDocument? {
        try version.map { try rule(RuleKey(id: id, version: $0)) } ?? newestRule(id)
    }

    func insert(_ rule: RuleDocument, by key: String) throws {
        try execute(
            """
            INSERT INTO rule_version (rule, version, document, access_key, at)
            VALUES (\(rule.id), \(rule.version), \(rule.json), \(key), \(startedAt))
            """
        )
    }

    /// Keeps a course's rule from when it is in force on. Where somebody chose it, this is a record of the log; otherwise
    /// it follows from that of the package.
    ///
    /// - Parameter key: nil where the import did.
    func insertRule(_ rule: RuleKey, ofCourse course: Int64, by key: String?) throws {
        let rows = try rows(
            """
            INSERT INTO course_rule (course, rule, version, access_key, at)
            VALUES (\(course), \(rule.id), \(rule.version), \(key ?? ""), \(startedAt)) RETURNING id
            """
        )
        if key != nil { try appendToLog(.ruleInForce, try rows.map { try $0.integer(0) }) }
    }
}

extension RuleDocument {
    /// Reads what `json` wrote, whatever it refers to being put in.
    init(stored bytes: [UInt8]) throws {
        try self.init(reading: JSONDocument(reading: bytes).root)
    }

    var key: RuleKey { RuleKey(id: id, version: Int64(version)) }
}
