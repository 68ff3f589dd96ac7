package import Completion
package import Persistence

/// The rules that are shipped and those that were made here.
package struct FindRules: Sendable {
    package struct Found: Sendable {
        package let rule: RuleDocument
        package let isShipped: Bool
        /// When this version was made, in µs since 1970, and by which key; nil where it is shipped.
        package let made: (at: Int64, by: String)?
        /// IRIs of some courses in which this version is in force.
        package let courses: [String]
    }

    package static let largestPage = 500
    /// Courses that are named with a rule.
    private static let mostCourses = 100

    private let database: any Database

    package init(database: any Database) {
        self.database = database
    }

    /// The newest version of each rule, shipped ones first, then those made here in the order of their ids.
    ///
    /// - Parameter id: of the last one that the caller has.
    package func callAsFunction(after id: String?, limit: Int) async throws -> [Found] {
        let limit = min(max(limit, 1), Self.largestPage)
        return try await database.read { transaction in
            let shipped = id == nil ? NamedRules.all : []
            let made = try transaction.rows(
                """
                SELECT r.rule, max(r.version) FROM rule_version r WHERE r.rule > \(id ?? "") GROUP BY r.rule
                ORDER BY r.rule LIMIT \(limit)
                """
            ).map { RuleKey(id: try $0.text(0), version: try $0.integer(1)) }
            return try (shipped.map(\.key) + made).compactMap {
                try transaction.found($0, mostCourses: Self.mostCourses)
            }
        }
    }

    /// - Returns: nil where no rule is called so, or has no such version.
    package func callAsFunction(_ id: String, version: Int64?) async throws -> Found? {
        try await database.read { transaction in
            guard let rule = try transaction.rule(id, version: version) else { return nil }
            return try transaction.found(rule.key, mostCourses: Self.mostCourses)
        }
    }
}

extension Transaction {
    fileprivate func found(_ key: RuleKey, mostCourses: Int) throws -> FindRules.Found? {
        guard let rule = try rule(key) else { return nil }
        let made = try rows(
            "SELECT r.at, r.access_key FROM rule_version r WHERE r.rule = \(key.id) AND r.version = \(key.version)"
        ).first.map { (at: try $0.integer(0), by: try $0.text(1)) }
        let courses = try rows(
            """
            SELECT c.iri FROM course c WHERE c.rule = \(key.id) AND c.rule_version = \(key.version) ORDER BY c.id
            LIMIT \(mostCourses)
            """
        ).map { try $0.text(0) }
        return FindRules.Found(
            rule: rule, isShipped: NamedRules.document(key.id) != nil, made: made, courses: courses
        )
    }
}
