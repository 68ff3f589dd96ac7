import Persistence

/// Which attributes learners have: on a day, or on the day on which they completed the course.
package struct AttributeFilter: Sendable {
    /// By which completions are counted, the one that chooses fewest people first.
    package static let names: [AttributeName] = [.service, .metier, .employer, .category]

    /// The empty text stands for nothing: those of whom no such attribute holds.
    package var values: [AttributeName: String] = [:]
    /// As they were when they completed the course; who did not complete it is not chosen.
    package var isOfCompletion = false

    package init() {}

    var isEmpty: Bool { values.isEmpty }

    /// The value by which people are looked up, and what else is asked.
    var first: (name: AttributeName, value: String)? {
        Self.names.lazy.compactMap { name in values[name].map { (name, $0) } }.first { !$0.value.isEmpty }
    }

    func without(_ name: AttributeName) -> AttributeFilter {
        var rest = self
        rest.values[name] = nil
        return rest
    }

    /// Conditions on a person, by what holds on a day; the keys of `person_attribute` find it.
    func conditions(on day: Int64, person: Query) -> Query {
        conditions(person: person, when: "o.from_day <= \(day) AND o.until_day >= \(day)")
    }

    /// Conditions on a standing `t`, by what held when it was completed.
    var conditionsAtCompletion: Query {
        guard !isEmpty else { return "" }
        let when: Query =
            "t.completed_at >= o.from_day * 86400000000 AND t.completed_at < (o.until_day + 1) * 86400000000"
        return "AND t.completed_at IS NOT NULL \(conditions(person: "t.learner", when: when))"
    }

    private func conditions(person: Query, when: Query) -> Query {
        values.sorted { $0.key < $1.key }.reduce("") { query, value in
            let exists: Query = value.value.isEmpty ? "NOT EXISTS" : "EXISTS"
            let same: Query = value.value.isEmpty ? "" : "AND o.value = \(value.value)"
            return """
                \(query) AND \(exists) (SELECT 1 FROM person_attribute o WHERE o.person = \(person)
                AND o.name = \(value.key.rawValue) \(same) AND \(when))
                """
        }
    }
}

extension Query {
    /// People who have the filter's first value, or ever had it where their attributes at completion are asked, in the order
    /// of `person_attribute_value`; a person stands once for each time in which they had it.
    static func people(
        _ filter: AttributeFilter, first: (name: AttributeName, value: String), on day: Int64, from: Int64, limit: Int
    ) -> Query {
        let others: Query =
            filter.isOfCompletion
            ? ""
            : """
            AND a.from_day <= \(day) AND a.until_day >= \(day)
            \(filter.without(first.name).conditions(on: day, person: "a.person"))
            """
        return """
            SELECT a.person FROM person_attribute a WHERE a.name = \(first.name.rawValue) AND a.value = \(first.value)
            AND a.person >= \(from) \(others) ORDER BY a.person LIMIT \(limit)
            """
    }

    /// Whoever stands anywhere, one after the other along `standing_key`; for filters that name no value to look up.
    static func learners(_ filter: AttributeFilter, on day: Int64, from: Int64, limit: Int) -> Query {
        let others: Query = filter.isOfCompletion ? "" : filter.conditions(on: day, person: "l.learner")
        return """
            WITH RECURSIVE l(learner) AS (
                SELECT (SELECT min(t.learner) FROM standing t WHERE t.learner >= \(from))
                UNION ALL SELECT (SELECT min(t.learner) FROM standing t WHERE t.learner > l.learner)
                FROM l WHERE l.learner IS NOT NULL)
            SELECT l.learner FROM l WHERE l.learner IS NOT NULL \(others) LIMIT \(limit)
            """
    }
}
