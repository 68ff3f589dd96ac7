package import Foundation
package import Persistence
import XAPI

/// What learners wrote about a course or its items, newest first, a page at a time.
package struct FindComments: Sendable {
    package struct Comment: Sendable {
        package let statement: UUID
        /// µs since 1970.
        package let at: Int64
        package let text: String
        /// 0 to 5; nil where the statement rates nothing.
        package let stars: Double?
        /// The activity that it is about: the course, or one of its items.
        package let activity: String
        /// Nil for an identifier that several people share.
        package let learner: CompletionAnswer.Learner?
    }

    package struct Page: Sendable {
        package let items: [Comment]
        package let next: CommentCursor?
    }

    package static let largestPage = 200

    private let database: any Database

    package init(database: any Database) {
        self.database = database
    }

    /// - Parameters:
    ///   - course: its IRI.
    ///   - cursor: the last one that the caller has.
    /// - Returns: nil where there is no such course.
    package func callAsFunction(course: String, after cursor: CommentCursor?, limit: Int) async throws -> Page? {
        let limit = min(max(limit, 1), Self.largestPage)
        return try await database.read { transaction in
            guard let number = try transaction.course(iri: course) else { return nil }
            let activities = try transaction.commentedActivities(inCourse: number)
            // Each activity's own are in order; of all together the first ones are among the first ones of each.
            let found = try activities.flatMap { try transaction.comments($0, after: cursor, limit: limit + 1) }
            let shown = found.sorted { $0.cursor > $1.cursor }.prefix(limit)
            let items = try transaction.shown(Array(shown))
            return Page(items: items, next: found.count > limit ? shown.last?.cursor : nil)
        }
    }
}

/// The last comment of a page.
package struct CommentCursor: Sendable, Comparable {
    /// µs since 1970.
    let at: Int64
    let statement: UUID

    init(at: Int64, statement: UUID) {
        self.at = at
        self.statement = statement
    }

    /// The cursor as it travels in a link.
    package var text: String { Data("\(at).\(statement.canonical)".utf8).base64URLText }

    /// Nil for a text that is no cursor.
    package init?(text: String) {
        guard text.utf8.count <= 200, let data = Data(base64URLText: text) else { return nil }
        let parts = String(decoding: data, as: UTF8.self).split(separator: ".")
        guard parts.count == 2, let at = Int64(parts[0]), let statement = UUID(canonical: String(parts[1])) else {
            return nil
        }
        self.init(at: at, statement: statement)
    }

    package static func < (one: Self, other: Self) -> Bool { (one.at, one.statement) < (other.at, other.statement) }
}

private struct FoundComment {
    let cursor: CommentCursor
    let actor: Int64
    let stars: Int64?
}

extension Transaction {
    /// The key of `course_activity` has a course's activities, `feedback_comment` tells which have comments.
    fileprivate func commentedActivities(inCourse course: Int64) throws -> [Int64] {
        try rows(
            """
            SELECT i.activity FROM course_activity i WHERE i.course = \(course)
            AND EXISTS (SELECT 1 FROM feedback f WHERE f.activity = i.activity AND f.has_comment = 1)
            """
        ).map { try $0.integer(0) }
    }

    /// Along `feedback_comment`.
    fileprivate func comments(
        _ activity: Int64, after cursor: CommentCursor?, limit: Int
    ) throws -> [FoundComment] {
        let older: Query = cursor.map { "AND (f.at, f.statement) < (\($0.at), \($0.statement))" } ?? ""
        return try rows(
            """
            SELECT f.at, f.statement, f.actor, f.stars FROM feedback f
            WHERE f.activity = \(activity) AND f.has_comment = 1 \(older)
            ORDER BY f.at DESC, f.statement DESC LIMIT \(limit)
            """
        ).map { row in
            FoundComment(
                cursor: CommentCursor(at: try row.integer(0), statement: try row.uuid(1)), actor: try row.integer(2),
                stars: try row.optionalInteger(3)
            )
        }
    }

    /// The texts come from the statements.
    fileprivate func shown(_ comments: [FoundComment]) throws -> [FindComments.Comment] {
        guard !comments.isEmpty else { return [] }
        let batch = Batch(.blobs("id", comments.map(\.cursor.statement.storedBytes)))
        let statements = try rows(
            "SELECT s.id, s.raw, s.version FROM \(batch) AS k JOIN statement s ON s.id = k.id"
        ).map { row in
            let version = XAPIVersion(storedNumber: try row.integer(2))
            return (try row.uuid(0), try Statement(stored: try row.blob(1), version: version))
        }
        let byID = Dictionary(statements, uniquingKeysWith: { one, _ in one })
        let owners = try learners(ofActors: Set(comments.map(\.actor)))
        let numbers = Set(comments.compactMap { owners.learner(of: $0.actor) })
        let learners = try shownLearners(numbers, try learners(numbered: numbers), asked: AskedLearner())
        return comments.compactMap { comment in
            guard let statement = byID[comment.cursor.statement], let text = statement.result?.response,
                case .activity(let activity) = statement.object
            else { return nil }
            return FindComments.Comment(
                statement: comment.cursor.statement, at: comment.cursor.at, text: text,
                stars: comment.stars.map { Double($0) / 1_000_000 }, activity: activity.id,
                learner: owners.learner(of: comment.actor).flatMap { learners[$0] }
            )
        }
    }
}
