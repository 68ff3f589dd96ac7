import Completion
package import Persistence

/// Puts a rule in force in a course: from now on it says who is complete. The standings there follow.
package struct PutRuleInForce: Sendable {
    package struct Request: Sendable {
        /// IRI.
        package var course: String
        package var rule: String
        /// Nil for the newest.
        package var version: Int64?

        package init(course: String, rule: String, version: Int64? = nil) {
            self.course = course
            self.rule = rule
            self.version = version
        }
    }

    package enum Outcome: Sendable {
        /// Also where it was so already.
        case inForce(CourseRules)
        case unknownCourse
        case unknownRule
        case unknownVersion
        /// The rule names an item that no version of the course has.
        case unknownItem(String)
    }

    private let database: any Database
    private let outlines: CourseOutlines

    package init(database: any Database, outlines: CourseOutlines) {
        self.database = database
        self.outlines = outlines
    }

    /// - Parameter key: who asks.
    package func callAsFunction(_ request: Request, by key: String) async throws -> Outcome {
        try await database.write { [outlines] transaction in
            guard let number = try transaction.course(iri: request.course) else { return .unknownCourse }
            guard let rule = try transaction.rule(request.rule, version: request.version) else {
                return try transaction.newestRule(request.rule) == nil ? .unknownRule : .unknownVersion
            }
            // Whoever writes standings by the rule before has ended; who comes sees the new one.
            _ = try transaction.rows("\(Fragment.holdFacts)")
            guard let course = try transaction.courses(numbered: [number])[number] else { return .unknownCourse }
            if let item = try transaction.firstItem(of: rule, missingIn: course) { return .unknownItem(item) }
            if course.rule != rule.key {
                try transaction.execute(
                    "UPDATE course SET rule = \(rule.id), rule_version = \(rule.version) WHERE id = \(number)"
                )
                try transaction.insertRule(rule.key, ofCourse: number, by: key)
                var standings = StandingUpdate(transaction: transaction, outlines: outlines)
                try standings.rewriteNowOrLater(try transaction.learners(inCourse: number))
            }
            guard let rules = try transaction.rules(ofCourse: request.course) else { return .unknownCourse }
            return .inForce(rules)
        }
    }
}

/// The rule in force in a course, and those before.
package struct CourseRules: Sendable {
    package struct Entry: Sendable {
        package let rule: RuleKey
        /// µs since 1970; 0 where it was so before this was kept.
        package let since: Int64
        /// The key that put it in force; empty where an import did.
        package let by: String
    }

    package let course: String
    /// Newest first; the first is in force.
    package let entries: [Entry]
}

/// The rules of a course, past and present.
package struct FindCourseRules: Sendable {
    private let database: any Database

    package init(database: any Database) {
        self.database = database
    }

    /// - Returns: nil where no course has this IRI.
    package func callAsFunction(_ course: String) async throws -> CourseRules? {
        try await database.read { try $0.rules(ofCourse: course) }
    }
}

extension Transaction {
    /// `course_iri` and `course_rule_course` find them; the last hundred.
    fileprivate func rules(ofCourse iri: String) throws -> CourseRules? {
        guard let course = try course(iri: iri) else { return nil }
        let entries = try rows(
            """
            SELECT r.rule, r.version, r.at, r.access_key FROM course_rule r WHERE r.course = \(course)
            ORDER BY r.id DESC LIMIT 100
            """
        ).map { row in
            CourseRules.Entry(
                rule: RuleKey(id: try row.text(0), version: try row.integer(1)), since: try row.integer(2),
                by: try row.text(3)
            )
        }
        return CourseRules(course: iri, entries: entries)
    }

    /// Everybody who stands in the course; `standing_course` finds them.
    fileprivate func learners(inCourse course: Int64) throws -> Set<Int64> {
        let rows = try rows("SELECT t.learner FROM standing t WHERE t.course = \(course)")
        return Set(try rows.map { try $0.integer(0) })
    }

    /// An identifier that the rule names and the course does not have.
    func firstItem(of rule: RuleDocument, missingIn course: StoredCourse) throws -> String? {
        var missing = rule.expression.identifiers
        for version in [course.newest] + course.earlier where !missing.isEmpty {
            missing.subtract(try outline(of: version.id).items.map(\.identifier))
        }
        return missing.min()
    }
}
