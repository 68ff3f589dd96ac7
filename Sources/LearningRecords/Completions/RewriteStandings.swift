package import Persistence

/// Rewrites standings that were too many for the transaction that gave identifiers to people, some learners at a time.
///
/// Whoever queues learners holds facts, as this does: so none is queued while it is being rewritten.
package struct RewriteStandings: Sendable {
    private let database: any Database
    private let outlines: CourseOutlines

    package init(database: any Database, outlines: CourseOutlines) {
        self.database = database
        self.outlines = outlines
    }

    /// - Returns: how many learners were rewritten.
    package func callAsFunction() async throws -> Int {
        // Most turns find nothing, and need not hold anybody up.
        let isWaiting = try await database.read { try !$0.waitingLearners(limit: 1).isEmpty }
        guard isWaiting else { return 0 }
        return try await database.write { [outlines] transaction in
            _ = try transaction.rows("\(Fragment.holdFacts)")
            let learners = try transaction.waitingLearners(limit: StandingUpdate.mostLearners)
            guard !learners.isEmpty else { return 0 }
            var standings = StandingUpdate(transaction: transaction, outlines: outlines)
            try standings.rewrite(Set(learners))
            try transaction.takeOffQueue(learners)
            return learners.count
        }
    }
}

extension Transaction {
    /// In the order of the queue's key.
    fileprivate func waitingLearners(limit: Int) throws -> [Int64] {
        try rows("SELECT q.learner FROM standing_queue q WHERE q.learner > 0 ORDER BY q.learner LIMIT \(limit)").map {
            try $0.integer(0)
        }
    }

    fileprivate func takeOffQueue(_ learners: [Int64]) throws {
        let batch = Batch(.integers("learner", learners))
        try execute("DELETE FROM standing_queue WHERE learner IN (SELECT k.learner FROM \(batch) AS k)")
    }

    /// Those whose standings wait to be rewritten.
    func waiting(among learners: Set<Int64>) throws -> Set<Int64> {
        guard !learners.isEmpty else { return [] }
        let rows = try rows(
            """
            SELECT q.learner FROM \(Batch(.integers("learner", learners.sorted()))) AS k
            JOIN standing_queue q ON q.learner = k.learner
            """
        )
        return Set(try rows.map { try $0.integer(0) })
    }
}
