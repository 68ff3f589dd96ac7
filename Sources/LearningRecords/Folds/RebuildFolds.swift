package import Persistence

/// Makes anew what does not follow from the statements: facts, then the standings that follow from them, then counts.
///
/// Everything is folded beside what is in use and compared, and what differs is written by the same functions that write it
/// when a statement is voided or an identifier moves, under their locks. So a service may run meanwhile, and loses nothing.
package struct RebuildFolds: Sendable {
    private let database: any Database
    private let check: CheckFolds
    private let refold: RefoldPending
    private let rewrite: RewriteStandings

    package init(database: any Database, outlines: CourseOutlines) {
        self.database = database
        check = CheckFolds(database: database, outlines: outlines)
        refold = RefoldPending(database: database, outlines: outlines)
        rewrite = RewriteStandings(database: database, outlines: outlines)
    }

    /// - Parameter tell: told each fault as it is found.
    /// - Returns: what was looked at, and how many faults were mended.
    package func callAsFunction(tell: (FoldFault) -> Void) async throws -> FoldCheck {
        try await check.walk(tell: tell) { repair in
            switch repair {
            case .facts(let faulty):
                try await database.write { try $0.askRefold(of: faulty) }
                while try await refold() > 0 {}
            case .feedback(let faulty):
                try await database.write { transaction in
                    for feedback in faulty { try transaction.mend(feedback) }
                }
            case .standings(let learners):
                try await database.write { transaction in
                    _ = try transaction.rows("\(Fragment.holdFacts)")
                    try transaction.queueStandings(of: Set(learners))
                }
                while try await rewrite() > 0 {}
            case .counts(let counts):
                try await database.write { try $0.mend(counts) }
            }
        }
    }
}

extension Transaction {
    fileprivate func askRefold(of faulty: [FaultyFacts]) throws {
        try askRefold(of: faulty.filter { !$0.isUnreadable }.map(\.key), isEmptied: false)
        try askRefold(of: faulty.filter(\.isUnreadable).map(\.key), isEmptied: true)
    }
}
