import Foundation
import Persistence

/// What a page of standings is chosen by, as numbers.
struct StandingFilter: Sendable {
    var learner: Int64?
    var course: Int64?
    var status: String?
    /// Of courses.
    var source: Int64?
    /// Courses of one version of a path.
    var path: AskedPath?
    var attributes = AttributeFilter()
    /// Where an inspection asks.
    var reach: InspectionReach?
    /// When they were completed: µs since 1970, the end excluded.
    var completed: Range<Int64>?
    var cursor: CompletionCursor?

    /// Nothing is asked but who, where and how they stand.
    var isPlain: Bool { !isOfCourses && attributes.isEmpty && completed == nil }

    /// Courses of a source or of a path.
    var isOfCourses: Bool { source != nil || path != nil }
}

/// A path whose courses are asked.
struct AskedPath: Sendable {
    let id: String
    let version: Int64
    let courses: Set<Int64>

    init(_ path: LearningPath) {
        (id, version) = (path.id, path.version)
        courses = Set(path.steps.flatMap { $0.courses.map(\.number) })
    }
}

/// The last line of a page of completions.
package struct CompletionCursor: Sendable, Equatable {
    let learner: Int64
    let course: Int64
    /// Where lines are in the order of their completion.
    let completedAt: Int64?

    init(learner: Int64, course: Int64, completedAt: Int64? = nil) {
        self.learner = learner
        self.course = course
        self.completedAt = completedAt
    }

    var place: Standing.Place { .init(learner: learner, course: course) }

    /// The cursor as it travels in a link.
    package var text: String {
        let numbers = [learner, course] + [completedAt].compactMap { $0 }
        return Data(numbers.map { String($0) }.joined(separator: ".").utf8).base64URLText
    }

    /// Nil for a text that is no cursor.
    package init?(text: String) {
        guard let data = Data(base64URLText: text) else { return nil }
        let parts = String(decoding: data, as: UTF8.self).split(separator: ".").map { Int64($0) }
        guard 2...3 ~= parts.count, let learner = parts[0], let course = parts[1] else { return nil }
        self.init(learner: learner, course: course, completedAt: parts.dropFirst(2).first ?? nil)
    }
}

extension Query {
    /// A page of standings by learner and course, in order of `standing_key`, or of `standing_course`,
    /// `standing_course_status` or `standing_status` where these are asked.
    static func standings(_ filter: StandingFilter, on day: Int64, limit: Int) -> Query {
        var conditions: Query = filter.learner.map { "WHERE t.learner = \($0)" } ?? "WHERE t.learner > 0"
        if let cursor = filter.cursor {
            let after: Query =
                filter.course == nil
                ? " AND (t.learner, t.course) > (\(cursor.learner), \(cursor.course))"
                : " AND t.learner > \(cursor.learner)"
            conditions = conditions + after
        }
        let order: Query =
            filter.learner != nil ? "t.course" : filter.course == nil ? "t.learner, t.course" : "t.learner"
        return """
            SELECT t.learner, t.course, t.completed_at FROM standing t
            \(conditions) \(filter.conditions(on: day, isFoundByLearner: filter.learner != nil))
            ORDER BY \(order) LIMIT \(limit)
            """
    }

    /// A page of standings of one status in the order of their completion, along `standing_completed` or, where a course is
    /// asked, `standing_course_completed`.
    static func standings(
        _ filter: StandingFilter, completedIn period: Range<Int64>, status: String, limit: Int
    ) -> Query {
        let course: Query = filter.course.map { "t.course = \($0) AND" } ?? ""
        let columns: Query =
            filter.course == nil ? "t.completed_at, t.learner, t.course" : "t.completed_at, t.learner"
        let after: Query =
            filter.cursor.flatMap { cursor in
                cursor.completedAt.map { time in
                    filter.course == nil
                        ? "AND (\(columns)) > (\(time), \(cursor.learner), \(cursor.course))"
                        : "AND (\(columns)) > (\(time), \(cursor.learner))"
                }
            } ?? ""
        return """
            SELECT t.learner, t.course, t.completed_at FROM standing t
            WHERE \(course) t.status = \(status) AND t.completed_at >= \(period.lowerBound)
            AND t.completed_at < \(period.upperBound) \(after) ORDER BY \(columns) LIMIT \(limit)
            """
    }
}

extension StandingFilter {
    /// Conditions on a standing `t`, apart from whose it is.
    ///
    /// - Parameter isFoundByLearner: then no index of a status may tempt the engine, which knows no numbers: one person has few
    ///   standings, and a status has most.
    func conditions(on day: Int64, isFoundByLearner: Bool) -> Query {
        var conditions =
            attributes.isOfCompletion
            ? attributes.conditionsAtCompletion : attributes.conditions(on: day, person: "t.learner")
        if let course { conditions = conditions + " AND t.course = \(course)" }
        if let status {
            let column: Query = isFoundByLearner ? "t.status || ''" : "t.status"
            conditions = conditions + " AND \(column) = \(status)"
        }
        if let completed {
            let period: Query =
                " AND t.completed_at >= \(completed.lowerBound) AND t.completed_at < \(completed.upperBound)"
            conditions = conditions + period
        }
        if let source {
            let ofSource: Query =
                " AND EXISTS (SELECT 1 FROM course c WHERE c.id = t.course AND c.source = \(source))"
            conditions = conditions + ofSource
        }
        if let path {
            let ofPath: Query =
                """
                 AND EXISTS (SELECT 1 FROM path_course q WHERE q.path = \(path.id) AND q.version = \(path.version)
                AND q.course = t.course)
                """
            conditions = conditions + ofPath
        }
        if let reach { conditions = conditions + .isInside(reach, "t") }
        return conditions
    }
}
