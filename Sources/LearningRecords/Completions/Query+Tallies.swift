import Persistence

extension Query {
    /// For each value of an attribute today, how its people stand: in all courses by their counts, in one by its standings.
    /// Along `person_attribute_value`, value by value.
    static func tallies(by name: AttributeName, of filter: AttributeFilter, in course: Int64?, on day: Int64) -> Query {
        """
        SELECT a.value, \(columns(in: course)) FROM person_attribute a \(counted(in: course))
        WHERE a.name = \(name.rawValue) AND \(holds(on: day)) \(filter.conditions(on: day, person: "a.person"))
        GROUP BY a.value
        """
    }

    /// How those stand who have an attribute today, and others beside; along `person_attribute_value`.
    static func tally(
        of first: (name: AttributeName, value: String), _ rest: AttributeFilter, in course: Int64?, on day: Int64
    ) -> Query {
        """
        SELECT \(columns(in: course)) FROM person_attribute a \(counted(in: course))
        WHERE a.name = \(first.name.rawValue) AND a.value = \(first.value) AND \(holds(on: day))
        \(rest.conditions(on: day, person: "a.person"))
        """
    }

    /// The same for each course: the standings of these people, found by `standing_key`, are grouped.
    static func talliesByCourse(
        of first: (name: AttributeName, value: String), _ rest: AttributeFilter, in course: Int64?, on day: Int64
    ) -> Query {
        let one: Query = course.map { "AND t.course = \($0)" } ?? ""
        return """
            SELECT t.course, \(standingsByStatus) FROM person_attribute a JOIN standing t ON t.learner = a.person \(one)
            WHERE a.name = \(first.name.rawValue) AND a.value = \(first.value) AND \(holds(on: day))
            \(rest.conditions(on: day, person: "a.person")) GROUP BY t.course
            """
    }

    /// Along `standing_course_status`.
    static func statuses(ofCourse course: Int64) -> Query {
        "SELECT t.status, count(*) FROM standing t WHERE t.course = \(course) GROUP BY t.status"
    }

    /// Along `standing_course_completed`.
    static func completions(ofCourse course: Int64) -> Query {
        "SELECT t.status, t.completed_at FROM standing t WHERE t.course = \(course) AND t.completed_at IS NOT NULL"
    }

    private static func columns(in course: Int64?) -> Query { course == nil ? talliesByStatus : standingsByStatus }

    private static func counted(in course: Int64?) -> Query {
        course.map { "LEFT JOIN standing t ON t.learner = a.person AND t.course = \($0)" }
            ?? "LEFT JOIN learner_tally y ON y.learner = a.person"
    }

    private static func holds(on day: Int64) -> Query { "a.from_day <= \(day) AND a.until_day >= \(day)" }
}
