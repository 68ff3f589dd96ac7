package import Completion
package import ExactJSON
package import Persistence

/// Makes a rule, or the next version of one: versions never change.
package struct SaveRule: Sendable {
    package enum Outcome: Sendable {
        case created(RuleDocument)
        /// The newest version says the same already.
        case unchanged(RuleDocument)
        /// It is one that is shipped, which only a release changes.
        case shipped
        /// The document is of another rule, or the version in it is not the newest: somebody was faster.
        case conflict(newest: Int)
        case refused(InvalidRule)
        /// No rule can be called so.
        case invalidID
    }

    private let database: any Database

    package init(database: any Database) {
        self.database = database
    }

    /// 1 to 100 letters, digits, dots, hyphens and underscores.
    package static func isID(_ text: String) -> Bool { text.wholeMatch(of: /[A-Za-z0-9._-]{1,100}/) != nil }

    /// - Parameters:
    ///   - document: as `RuleDocument` reads it, without id, and without version or with the one that it is to follow.
    ///   - key: who asks.
    package func callAsFunction(_ document: JSONValue, as id: String, by key: String) async throws -> Outcome {
        guard Self.isID(id) else { return .invalidID }
        guard NamedRules.document(id) == nil else { return .shipped }
        return try await database.writeAgainOnRace { transaction in
            let newest = try transaction.newestRule(id)
            let version = newest?.version ?? 0
            let isOther = document[key: "id"].map { $0.string != id } == true
            let isLate = document[key: "version"].map { $0.integer != Int64(version) } == true
            guard !isOther, !isLate else { return .conflict(newest: version) }
            let known = try transaction.newestRules(RuleDocument.references(in: document))
            let rule: RuleDocument
            do throws(InvalidRule) {
                rule = try RuleDocument(reading: document, as: id, version: version + 1, knowing: { known[$0] })
            } catch { return .refused(error) }
            if let newest, newest == rule.numbered(newest.version) { return .unchanged(newest) }
            try transaction.insert(rule, by: key)
            return .created(rule)
        }
    }
}
