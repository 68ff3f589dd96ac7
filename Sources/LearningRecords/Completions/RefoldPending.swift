import Completion
package import Persistence

/// Refolds the facts from which something was taken back and that were too long for the transaction that did so.
///
/// The statements are read in one view of the store, page by page, while writers go on; then, with the row of facts
/// locked, what that view did not see is added. Where something more was taken back meanwhile, the key waits for the next
/// round.
package struct RefoldPending: Sendable {
    /// Statements held in memory at once.
    static let page = 1_000

    private let database: any Database
    private let outlines: CourseOutlines

    package init(database: any Database, outlines: CourseOutlines) {
        self.database = database
        self.outlines = outlines
    }

    /// - Returns: how many keys were refolded.
    package func callAsFunction() async throws -> Int {
        let waiting = try await database.read { try $0.pendingFacts(limit: 16) }
        var count = 0
        for (key, asked) in waiting {
            let view = try await database.read { transaction in
                (facts: try transaction.fold(key), horizon: try transaction.horizon())
            }
            let isDone = try await database.write { [outlines] transaction in
                let before = try transaction.lockFacts([key]).first ?? nil
                guard before?.refoldsAsked == asked else { return false }
                var facts = view.facts
                for event in try transaction.events(of: key, notIn: view.horizon) { facts.fold(event) }
                let change = FactChange(key: key, before: before, after: StoredFacts(facts: facts))
                try transaction.updateFacts([change])
                var standings = StandingUpdate(transaction: transaction, outlines: outlines)
                try standings.write(for: [change])
                return true
            }
            if isDone { count += 1 }
        }
        return count
    }
}

extension Transaction {
    /// Keys whose refold waits, and how often it was asked for; `fact_pending` finds them.
    fileprivate func pendingFacts(limit: Int) throws -> [(key: FactKey, asked: Int64)] {
        let rows = try rows(
            """
            SELECT \(Query.factColumns) FROM fact f WHERE f.refolds_asked > 0 ORDER BY f.actor, f.activity LIMIT \(limit)
            """
        )
        return try rows.map { (try FactKey($0), try $0.integer(7)) }
    }

    fileprivate func fold(_ key: FactKey) throws -> Facts {
        var facts = Facts()
        var place: StatementPlace?
        while true {
            let rows = try rows(.statements(ofFact: key, after: place, limit: RefoldPending.page))
            for event in try rows.compactMap(LearningEvent.init(_:)) where key.holds(event) { facts.fold(event) }
            guard let last = rows.last, rows.count == RefoldPending.page else { return facts }
            place = StatementPlace(stored: try last.integer(1), seq: try last.integer(4))
        }
    }

    fileprivate func events(of key: FactKey, notIn horizon: Horizon) throws -> [LearningEvent] {
        try rows(.statements(ofFact: key, notIn: horizon)).compactMap(LearningEvent.init(_:)).filter(key.holds)
    }
}

extension Query {
    /// Statements of one key in order; `statement_agent_activity` returns them so.
    fileprivate static func statements(
        ofFact key: FactKey, after place: StatementPlace? = nil, notIn horizon: Horizon? = nil, limit: Int? = nil
    ) -> Query {
        let after: Query = place.map { "AND (a.stored, a.seq) > (\($0.stored), \($0.seq))" } ?? ""
        let unseen: Query = horizon.map { "AND NOT \($0.sees)" } ?? ""
        let limit: Query = limit.map { "LIMIT \($0)" } ?? ""
        return """
            SELECT s.id, s.stored, s.version, s.raw, s.seq FROM statement_agent a JOIN statement s ON s.seq = a.seq
            WHERE a.agent = \(key.actor) AND a.activity = \(key.activity) AND a.via = 0 AND s.actor = \(key.actor)
            AND s.activity = \(key.activity) AND s.source = \(key.source) AND s.voided_by IS NULL \(key.isRegistration)
            \(after) \(unseen) ORDER BY a.stored, a.seq \(limit)
            """
    }
}

extension FactKey {
    /// Whether a statement of this actor, activity, registration and source belongs to this key.
    func holds(_ event: LearningEvent) -> Bool {
        event.sessionClass == sessionClass && event.isDefinedByCMI5 == isDefinedByCMI5
    }

    /// A statement without registration and one with the UUID of zeros are alike.
    fileprivate var isRegistration: Query {
        hasRegistration
            ? "AND s.registration = \(registration)"
            : "AND (s.registration IS NULL OR s.registration = \(registration))"
    }
}
