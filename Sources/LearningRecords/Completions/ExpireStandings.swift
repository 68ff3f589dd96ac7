package import Persistence

/// Writes down that completions have lapsed. Answers say so from the moment on; standings, by which lists are filtered, follow.
package struct ExpireStandings: Sendable {
    private let database: any Database
    private let outlines: CourseOutlines

    package init(database: any Database, outlines: CourseOutlines) {
        self.database = database
        self.outlines = outlines
    }

    /// - Returns: how many standings lapsed.
    package func callAsFunction() async throws -> Int {
        // Most turns find nothing, and need not hold anybody up.
        let isWaiting = try await database.read { try !$0.lapsed(limit: 1).isEmpty }
        guard isWaiting else { return 0 }
        return try await database.write { [outlines] transaction in
            _ = try transaction.rows("\(Fragment.holdFacts)")
            let places = try transaction.lapsed(limit: StandingUpdate.mostLearners)
            var standings = StandingUpdate(transaction: transaction, outlines: outlines)
            try standings.write(Set(places), of: try transaction.learners(numbered: Set(places.map(\.learner))))
            return places.count
        }
    }
}

extension Transaction {
    /// Standings that have lapsed and do not say so; `standing_expiry` finds them in order.
    fileprivate func lapsed(limit: Int) throws -> [Standing.Place] {
        try rows(
            """
            SELECT t.learner, t.course FROM standing t
            WHERE t.expires_at IS NOT NULL AND t.expires_at <= \(startedAt) AND t.status <> 'expired'
            ORDER BY t.expires_at LIMIT \(limit)
            """
        ).map { Standing.Place(learner: try $0.integer(0), course: try $0.integer(1)) }
    }
}
