import Completion
import Persistence

extension Transaction {
    /// Counts of learners that are not those of their standings, less what the list of changes still holds.
    func faultyCounts(of learners: [Int64], _ standings: [Standing]) throws -> [FaultyCount] {
        var follows: [Int64: Tally] = [:]
        for standing in standings { follows[standing.place.learner, default: Tally()].add(1, standing.status) }
        var kept = try tallies(of: learners)
        let all = Set(learners)
        for (_, delta) in try deltas() where all.contains(delta.place.learner) {
            kept[delta.place.learner, default: Tally()].add(delta)
        }
        return learners.flatMap { learner in
            CompletionStatus.allCases.compactMap { status in
                FaultyCount(
                    .learner(learner, status), kept: kept[learner]?[status], follows: follows[learner]?[status]
                )
            }
        }
    }

    /// `learner_tally` finds them by key.
    private func tallies(of learners: [Int64]) throws -> [Int64: Tally] {
        let rows = try rows(
            """
            SELECT y.learner, \(Query.tallyByStatus) FROM \(Batch(.integers("learner", learners))) AS k
            JOIN learner_tally y ON y.learner = k.learner
            """
        )
        return Dictionary(
            try rows.map { (try $0.integer(0), try Tally($0, from: 1)) }, uniquingKeysWith: { first, _ in first }
        )
    }

    /// Counts of courses and months that are not those of all standings, in one view of the store.
    func faultyCounts() throws -> [FaultyCount] {
        var follows: [TallyKey: Int64] = [:]
        try countCourses(into: &follows)
        try countMonths(into: &follows)
        var kept: [TallyKey: Int64] = [:]
        for kind in [TallyKind.course, .month] {
            for (key, status, number) in try tallies(kind) {
                kept[TallyKey(kind: kind, key: key, status: status), default: 0] &+= number
            }
        }
        for (_, delta) in try deltas() { for (key, number) in delta.counts { kept[key, default: 0] &+= number } }
        return Set(kept.keys).union(follows.keys).sorted().compactMap { key in
            FaultyCount(.tally(key), kept: kept[key], follows: follows[key])
        }
    }

    /// Along `standing_course_status`.
    private func countCourses(into counts: inout [TallyKey: Int64]) throws {
        let rows = try rows(
            "SELECT t.course, t.status, count(*) FROM standing t WHERE t.course > 0 GROUP BY t.course, t.status"
        )
        for row in rows {
            let key = TallyKey(kind: .course, key: try row.integer(0), status: try row.text(1))
            counts[key, default: 0] &+= try row.integer(2)
        }
    }

    /// Along `standing_completed`, page by page.
    private func countMonths(into counts: inout [TallyKey: Int64]) throws {
        for status in CompletionStatus.allCases.map(\.rawValue) {
            var place = (completed: Int64.min, learner: Int64(0), course: Int64(0))
            while true {
                let rows = try rows(.completions(with: status, after: place))
                for row in rows {
                    place = (try row.integer(0), try row.integer(1), try row.integer(2))
                    let month = Month(containing: place.completed)
                    counts[TallyKey(kind: .month, key: month.number, status: status), default: 0] &+= 1
                }
                if rows.count < Query.completionsPage { break }
            }
        }
    }

    /// Adds to counts what they lack.
    func mend(_ faulty: [FaultyCount]) throws {
        var tallies: [TallyKey: Int64] = [:]
        var learners: [Int64: Tally] = [:]
        for count in faulty {
            switch count.place {
            case .tally(let key): tallies[key, default: 0] &+= count.missing
            case .learner(let learner, let status):
                learners[learner, default: Tally()].add(count.missing, status.rawValue)
            }
        }
        try add(tallies.sorted { $0.key < $1.key })
        try add(learners.sorted { $0.key < $1.key })
    }
}

extension Query {
    fileprivate static let completionsPage = 10_000

    fileprivate static func completions(
        with status: String, after place: (completed: Int64, learner: Int64, course: Int64)
    ) -> Query {
        """
        SELECT t.completed_at, t.learner, t.course FROM standing t WHERE t.status = \(status)
        AND t.completed_at IS NOT NULL
        AND (t.completed_at, t.learner, t.course) > (\(place.completed), \(place.learner), \(place.course))
        ORDER BY t.completed_at, t.learner, t.course LIMIT \(completionsPage)
        """
    }
}
