import Completion
package import Persistence

/// Compares everything that is kept for speed with a fresh fold of the statements: facts and feedback with the statements of their
/// actors, standings with the facts, counts with the standings. Nothing is held up meanwhile: each actor, some learners and
/// all counts are each looked at in one view of the store.
package struct CheckFolds: Sendable {
    private let database: any Database
    private let outlines: CourseOutlines

    package init(database: any Database, outlines: CourseOutlines) {
        self.database = database
        self.outlines = outlines
    }

    /// - Parameter tell: told each fault as it is found.
    package func callAsFunction(tell: (FoldFault) -> Void) async throws -> FoldCheck {
        try await walk(tell: tell) { _ in }
    }

    /// What a step found to be mended.
    enum Repair: Sendable {
        case facts([FaultyFacts])
        case feedback([FaultyFeedback])
        case standings([Int64])
        case counts([FaultyCount])
    }

    /// - Parameter mend: called after each step that found something, before the next one.
    func walk(tell: (FoldFault) -> Void, mend: (Repair) async throws -> Void) async throws -> FoldCheck {
        var check = FoldCheck()
        try await walkFacts(&check, tell, mend)
        try await walkStandings(&check, tell, mend)
        let (counts, faults) = try await database.read { transaction in
            let counts = try transaction.faultyCounts()
            return (counts, try transaction.faults(counts))
        }
        check.faults += faults.count
        for fault in faults { tell(fault) }
        if !counts.isEmpty { try await mend(.counts(counts)) }
        return check
    }

    private func walkFacts(
        _ check: inout FoldCheck, _ tell: (FoldFault) -> Void, _ mend: (Repair) async throws -> Void
    ) async throws {
        var actor: Int64 = 0
        while let step = try await database.read({ [actor] in try $0.checkFacts(after: actor) }) {
            actor = step.actor
            check.statements += step.statements
            check.facts += step.facts
            check.faults += step.faults.count + step.feedback.count
            for (_, fault) in step.faults { tell(fault) }
            for feedback in step.feedback { tell(feedback.fault) }
            if !step.feedback.isEmpty { try await mend(.feedback(step.feedback)) }
            if !step.faults.isEmpty { try await mend(.facts(step.faults.map(\.facts))) }
        }
    }

    private func walkStandings(
        _ check: inout FoldCheck, _ tell: (FoldFault) -> Void, _ mend: (Repair) async throws -> Void
    ) async throws {
        var learner: Int64 = 0
        while true {
            let step = try await database.read { [learner, outlines] transaction in
                try transaction.checkStandings(after: learner, outlines).map { ($0, try transaction.faults($0.counts)) }
            }
            guard let (step, counts) = step, let last = step.learners.last else { return }
            learner = last
            check.standings += step.standings
            check.faults += step.faults.count + counts.count
            for fault in step.faults + counts { tell(fault) }
            if !step.counts.isEmpty { try await mend(.counts(step.counts)) }
            if !step.faulty.isEmpty { try await mend(.standings(step.faulty)) }
        }
    }
}

extension Transaction {
    fileprivate func faults(_ counts: [FaultyCount]) throws -> [FoldFault] {
        try counts.map { count in
            let (name, status) =
                switch count.place {
                case .tally(let key) where key.kind == .month: (Month(number: key.key).text, key.status)
                case .tally(let key): (try text(ofCourse: key.key), key.status)
                case .learner(let learner, let status): (try text(ofLearner: learner), status.rawValue)
                }
            return .count(of: name, status: status, kept: count.kept, follows: count.follows)
        }
    }
}
