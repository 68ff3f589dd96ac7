import Completion
import Persistence

/// Who stood where at a time, a page at a time: from standings that have been since, and from the history of those that were
/// followed by others.
struct PastStandings {
    let transaction: any Transaction
    /// µs since 1970.
    let time: Int64

    /// How often a page looks further for lines of a status.
    private static let mostRounds = 20

    struct Line: Sendable {
        let place: Standing.Place
        /// As it was said then.
        let status: String
    }

    /// - Returns: lines of the asked status in the order of learner and course, and the place behind which the next page
    ///   begins; nil where nothing follows. A page may be short, since where a learner stood is known only when looked at.
    func page(_ filter: StandingFilter, limit: Int) throws -> (lines: [Line], next: Standing.Place?) {
        var lines: [Line] = []
        var (after, hasMore, rounds) = (filter.cursor?.place, true, 0)
        while hasMore, lines.count < limit, rounds < Self.mostRounds {
            let places = try places(filter, after: after, limit: limit)
            lines += try self.lines(at: places).filter { filter.status == nil || $0.status == filter.status }
            (after, hasMore, rounds) = (places.last ?? after, places.count == limit, rounds + 1)
        }
        let shown = Array(lines.prefix(limit))
        return lines.count > limit ? (shown, shown.last?.place) : (shown, hasMore ? after : nil)
    }

    /// Places where somebody stands now or stood then, in order.
    private func places(
        _ filter: StandingFilter, after: Standing.Place?, limit: Int
    ) throws -> [Standing.Place] {
        let now = try transaction.rows(.places(filter, after: after, limit: limit))
        let past = try transaction.rows(.pastPlaces(filter, at: time, after: after, limit: limit))
        let found = try (now + past).map { Standing.Place(learner: try $0.integer(0), course: try $0.integer(1)) }
        return Array(Set(found).sorted().prefix(limit))
    }

    private func lines(at places: [Standing.Place]) throws -> [Line] {
        guard !places.isEmpty else { return [] }
        let batch = Batch(.integers("learner", places.map(\.learner)), .integers("course", places.map(\.course)))
        let now = try transaction.rows(
            """
            SELECT k.learner, k.course, t.status, t.expires_at FROM \(batch) AS k
            JOIN standing t ON t.learner = k.learner AND t.course = k.course WHERE t.changed_at <= \(time)
            """
        )
        let past = try transaction.rows(
            """
            SELECT k.learner, k.course, h.status, h.expires_at FROM \(batch) AS k JOIN standing_history h
            ON h.learner = k.learner AND h.course = k.course AND h.until_at > \(time) WHERE h.changed_at <= \(time)
            """
        )
        let lines = try (now + past).map { row in
            let hasLapsed = try row.optionalInteger(3).map { $0 <= time } ?? false
            return Line(
                place: .init(learner: try row.integer(0), course: try row.integer(1)),
                status: hasLapsed ? CompletionStatus.expired.rawValue : try row.text(2)
            )
        }
        return lines.sorted { $0.place < $1.place }
    }
}

extension Query {
    /// `standing_key`, or `standing_course`, gives the order.
    fileprivate static func places(_ filter: StandingFilter, after: Standing.Place?, limit: Int) -> Query {
        let who: Query = filter.learner.map { "t.learner = \($0)" } ?? "t.learner > 0"
        let place = condition(filter, after: after, "t")
        return """
            SELECT t.learner, t.course FROM standing t WHERE \(who) \(place.condition)
            ORDER BY \(place.order) LIMIT \(limit)
            """
    }

    /// Those where something ended later than the time. Of one course only places where nothing stands now, since the others
    /// are found there: `standing_history_gone` gives the order. Else those where somebody stood at the time, in the order of
    /// `standing_history_key`.
    fileprivate static func pastPlaces(
        _ filter: StandingFilter, at time: Int64, after: Standing.Place?, limit: Int
    ) -> Query {
        let who: Query = filter.learner.map { "h.learner = \($0)" } ?? "h.learner > 0"
        let ofCourse = filter.course != nil && filter.learner == nil
        let when: Query = ofCourse ? "h.is_gone = 1" : "h.changed_at <= \(time)"
        let columns: Query = ofCourse ? "h.learner, min(h.course)" : "h.learner, h.course"
        let once: Query = ofCourse ? "GROUP BY h.learner" : ""
        let place = condition(filter, after: after, "h")
        return """
            SELECT \(columns) FROM standing_history h WHERE \(who) \(place.condition) AND h.until_at > \(time)
            AND \(when) \(once) ORDER BY \(place.order) LIMIT \(limit)
            """
    }

    private static func condition(
        _ filter: StandingFilter, after: Standing.Place?, _ table: Query
    ) -> (condition: Query, order: Query) {
        var condition: Query = ""
        if let course = filter.course { condition = "AND \(table).course = \(course)" }
        if let after {
            let behind: Query =
                filter.course != nil
                ? " AND \(table).learner > \(after.learner)"
                : filter.learner != nil
                    ? " AND \(table).course > \(after.course)"
                    : " AND (\(table).learner, \(table).course) > (\(after.learner), \(after.course))"
            condition = condition + behind
        }
        if let reach = filter.reach { condition = condition + .isInside(reach, table) }
        let order: Query =
            filter.learner != nil
            ? "\(table).course" : filter.course != nil ? "\(table).learner" : "\(table).learner, \(table).course"
        return (condition, order)
    }
}
