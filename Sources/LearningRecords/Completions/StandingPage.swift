import Completion
import Persistence

/// One page of standings being found: each filter along an index, with a number of rows that grows with the people or courses
/// asked, never with statements. A filter has a course, or a source or path or both of these.
struct StandingPage {
    let transaction: any Transaction
    let filter: StandingFilter
    /// What holds "now".
    private let day: Int64

    init(_ filter: StandingFilter, in transaction: any Transaction) {
        self.transaction = transaction
        self.filter = filter
        day = Day(containing: transaction.startedAt).number
    }

    /// Places in the page's order, as many as `limit` at most.
    func places(limit: Int) throws -> [CompletionCursor] {
        if filter.learner != nil { return try rows(.standings(filter, on: day, limit: limit)) }
        // Whose standings do not all count must not be walked through.
        if filter.reach != nil || !filter.attributes.isEmpty { return try byPeople(limit: limit) }
        if filter.isOfCourses { return try byCourses(limit: limit) }
        return try along(filter, limit: limit)
    }

    private func along(_ filter: StandingFilter, limit: Int) throws -> [CompletionCursor] {
        guard let period = filter.completed else { return try rows(.standings(filter, on: day, limit: limit)) }
        let statuses = [CompletionStatus.completed, .expired].map(\.rawValue)
        let found = try statuses.filter { [nil, $0].contains(filter.status) }.flatMap { status in
            try rows(.standings(filter, completedIn: period, status: status, limit: limit), isByTime: true)
        }
        return Array(found.sorted(by: CompletionCursor.cameBefore).prefix(limit))
    }

    /// Course by course: those of the source or the path that have something to show.
    private func byCourses(limit: Int) throws -> [CompletionCursor] {
        var found: [CompletionCursor] = []
        // One more: what the cursor's course has may all be behind the cursor.
        for course in try courses(limit: limit + 1) {
            var one = filter
            (one.course, one.source, one.path) = (course, nil, nil)
            if one.cursor?.course != course { one.cursor = nil }
            found += try along(one, limit: limit - found.count)
            if found.count >= limit { break }
        }
        return found
    }

    /// `course_source` has them in order, or `path_course_key` those of a path; the indexes of `standing` tell which have
    /// something.
    private func courses(limit: Int) throws -> [Int64] {
        var one = filter
        (one.source, one.path) = (nil, nil)
        let ofPath: Query =
            filter.path.map { path in
                """
                AND c.id IN (SELECT q.course FROM path_course q
                    WHERE q.path = \(path.id) AND q.version = \(path.version))
                """
            } ?? ""
        let ofSource: Query = filter.source.map { "AND c.source = \($0)" } ?? ""
        let statuses: Query =
            filter.completed == nil || filter.status != nil ? "" : "AND t.status IN ('completed', 'expired')"
        return try transaction.rows(
            """
            SELECT c.id FROM course c WHERE c.id >= \(filter.cursor?.course ?? 0) \(ofSource) \(ofPath)
            AND EXISTS (SELECT 1 FROM standing t WHERE t.course = c.id \(statuses)
                \(one.conditions(on: day, isFoundByLearner: false)))
            ORDER BY c.id LIMIT \(limit)
            """
        ).map { try $0.integer(0) }
    }

    /// Some people at a time, more and more, and where each stands.
    private func byPeople(limit: Int) throws -> [CompletionCursor] {
        var found: [CompletionCursor] = []
        var from = filter.cursor?.learner ?? 1
        var chunk = filter.course == nil ? 16 : limit
        while found.count < limit {
            let people = try people(from: from, limit: chunk)
            found += try standings(of: Set(people))
            guard people.count == chunk, let last = people.last, last < .max else { break }
            from = last + 1
            chunk = min(chunk * 4, 1_000)
        }
        return Array(found.prefix(limit))
    }

    private func people(from: Int64, limit: Int) throws -> [Int64] {
        if let reach = filter.reach {
            return try transaction.rows(.people(of: reach, filter.attributes, on: day, from: from, limit: limit)).map {
                try $0.integer(0)
            }
        }
        let query: Query =
            filter.attributes.first.map {
                .people(filter.attributes, first: $0, on: day, from: from, limit: limit)
            } ?? .learners(filter.attributes, on: day, from: from, limit: limit)
        return try transaction.rows(query).map { try $0.integer(0) }
    }

    /// `standing_key` finds them.
    private func standings(of people: Set<Int64>) throws -> [CompletionCursor] {
        guard !people.isEmpty else { return [] }
        var rest = filter
        // Whoever has them today was looked up by them.
        if !filter.attributes.isOfCompletion { rest.attributes = AttributeFilter() }
        let found = try rows(
            """
            SELECT t.learner, t.course, t.completed_at FROM \(Batch(.integers("learner", people.sorted()))) AS k
            JOIN standing t ON t.learner = k.learner
            WHERE k.learner > 0 \(rest.conditions(on: day, isFoundByLearner: true))
            """
        )
        return found.filter { place in filter.cursor.map { $0.place < place.place } ?? true }
            .sorted { $0.place < $1.place }
    }

    /// - Parameter isByTime: whether the page is in the order of completion.
    private func rows(_ query: Query, isByTime: Bool = false) throws -> [CompletionCursor] {
        try transaction.rows(query).map { row in
            CompletionCursor(
                learner: try row.integer(0), course: try row.integer(1),
                completedAt: isByTime ? try row.optionalInteger(2) : nil
            )
        }
    }
}

extension CompletionCursor {
    fileprivate static func cameBefore(_ one: CompletionCursor, _ other: CompletionCursor) -> Bool {
        let (first, second) = (one.completedAt ?? 0, other.completedAt ?? 0)
        return first == second ? one.place < other.place : first < second
    }
}
