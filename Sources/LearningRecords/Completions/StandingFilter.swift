import Foundation
import Persistence

/// What a page of standings is chosen by, as numbers.
struct StandingFilter: Sendable {
    var learner: Int64?
    var course: Int64?
    var status: String?
    var cursor: CompletionCursor?
}

/// The last line of a page of completions.
package struct CompletionCursor: Sendable, Equatable {
    let learner: Int64
    let course: Int64

    /// The cursor as it travels in a link.
    package var text: String { Data("\(learner).\(course)".utf8).base64URLText }

    init(learner: Int64, course: Int64) {
        self.learner = learner
        self.course = course
    }

    /// Nil for a text that is no cursor.
    package init?(text: String) {
        guard let data = Data(base64URLText: text) else { return nil }
        let parts = String(decoding: data, as: UTF8.self).split(separator: ".").map { Int64($0) }
        guard parts.count == 2, let learner = parts[0], let course = parts[1] else { return nil }
        self.init(learner: learner, course: course)
    }
}

extension Query {
    /// A page of standings by learner and course, in order of `standing_key`, or of `standing_course`,
    /// `standing_course_status` or `standing_status` where these are asked.
    static func standings(_ filter: StandingFilter, limit: Int) -> Query {
        var conditions: Query = filter.learner.map { "WHERE t.learner = \($0)" } ?? "WHERE t.learner > 0"
        if let course = filter.course { conditions = conditions + " AND t.course = \(course)" }
        if let status = filter.status { conditions = conditions + " AND t.status = \(status)" }
        if let cursor = filter.cursor {
            let after: Query =
                filter.course == nil
                ? " AND (t.learner, t.course) > (\(cursor.learner), \(cursor.course))"
                : " AND t.learner > \(cursor.learner)"
            conditions = conditions + after
        }
        let order: Query =
            filter.learner != nil ? "t.course" : filter.course == nil ? "t.learner, t.course" : "t.learner"
        return "SELECT t.learner, t.course FROM standing t \(conditions) ORDER BY \(order) LIMIT \(limit)"
    }
}
