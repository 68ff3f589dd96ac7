import Foundation
import Persistence

/// The statements of one request on their way into the store: whole, or not at all.
struct StatementWrite: JointWrite {
    let batch: [StatementToStore]
    /// The last erasure that was known when its terms were numbered.
    let epoch: Int64
    let outlines: CourseOutlines
    let learn: LearnFromStatements

    /// What memory learns once the transaction is committed.
    struct News {
        let made: [Term: Int64]
        let learnt: LearnFromStatements.Learnt
        let outlines: CourseOutlines.Read
        let written: [(seq: Int64, content: StatementRow.Content)]
    }

    /// Statements that are written by one set of queries, unless one request has more.
    private static let most = 1_000

    /// Requests that stand together are written as one batch, as long as no two of them have an id in common.
    ///
    /// What is new is told to one of them.
    static func perform(
        _ writes: [StatementWrite], in transaction: any Transaction
    ) throws -> [(StoreStatements.Outcome, News?)] {
        var outcomes: [(StoreStatements.Outcome, News?)] = []
        var rest = writes[...]
        while let first = rest.first {
            let batches = rest.prefix(beginning(of: rest)).map(\.batch)
            var writer = StatementWriter(
                transaction: transaction, epoch: first.epoch, learn: first.learn, outlines: first.outlines
            )
            let stored = try writer.store(batches)
            let news = News(
                made: writer.made, learnt: writer.learnt, outlines: writer.standings.outlines.read,
                written: writer.written
            )
            for (place, outcome) in stored.enumerated() { outcomes.append((outcome, place == 0 ? news : nil)) }
            rest = rest.dropFirst(batches.count)
        }
        return outcomes
    }

    /// How many of `writes`, from the first on, can be written as one batch.
    private static func beginning(of writes: ArraySlice<StatementWrite>) -> Int {
        var ids: Set<UUID> = []
        for (count, write) in writes.enumerated() {
            let isFull = ids.count + write.batch.count > most
            let isAlike = write.epoch == writes.first?.epoch
            guard count == 0 || !isFull, isAlike, write.batch.allSatisfy({ ids.insert($0.id).inserted }) else {
                return count
            }
        }
        return writes.count
    }
}
