import Completion
package import Persistence

/// Takes changes of standings into the counts, some at a time. Changes commute, so that it does not matter in which order they
/// come, nor which node takes them.
package struct FoldTallies: Sendable {
    private static let most = 2_000

    private let database: any Database

    package init(database: any Database) {
        self.database = database
    }

    /// - Returns: how many changes were taken in.
    package func callAsFunction() async throws -> Int {
        // Most turns find nothing, and need not hold anybody up.
        let isWaiting = try await database.read { try !$0.deltas(limit: 1).isEmpty }
        guard isWaiting else { return 0 }
        return try await database.write { transaction in
            let waiting = try transaction.deltas(limit: Self.most, locking: true)
            try transaction.take(waiting.map(\.delta))
            try transaction.removeDeltas(waiting.map(\.id))
            return waiting.count
        }
    }
}

/// What is counted of a standing: a course, or a month of completion. Raw values are stored.
enum TallyKind: Int64, Sendable {
    case course = 1
    case month = 2
}

/// A count of standings.
struct TallyKey: Hashable, Comparable, Sendable {
    let kind: TallyKind
    let key: Int64
    let status: String

    static func < (one: TallyKey, other: TallyKey) -> Bool {
        (one.kind.rawValue, one.key, one.status) < (other.kind.rawValue, other.key, other.status)
    }
}

extension StandingDelta {
    /// What it adds to counts of courses and months.
    var counts: [(key: TallyKey, number: Int64)] {
        [(Int64(-1), before), (1, after)].flatMap { sign, counted -> [(TallyKey, Int64)] in
            guard let counted else { return [] }
            let course = TallyKey(kind: .course, key: place.course, status: counted.status)
            let month = counted.month.map { TallyKey(kind: .month, key: $0.number, status: counted.status) }
            return [(course, sign)] + (month.map { [($0, sign)] } ?? [])
        }
    }
}

extension Transaction {
    /// Adds to the counts, in key order, against deadlock.
    func take(_ deltas: [StandingDelta]) throws {
        var tallies: [TallyKey: Int64] = [:]
        var learners: [Int64: Tally] = [:]
        for delta in deltas {
            learners[delta.place.learner, default: Tally()].add(delta)
            for (key, number) in delta.counts { tallies[key, default: 0] += number }
        }
        try add(tallies.filter { $0.value != 0 }.sorted { $0.key < $1.key })
        try add(learners.filter { $0.value != Tally() }.sorted { $0.key < $1.key })
    }

    func add(_ tallies: [(key: TallyKey, value: Int64)]) throws {
        guard !tallies.isEmpty else { return }
        let batch = Batch(
            .integers("kind", tallies.map(\.key.kind.rawValue)), .integers("key", tallies.map(\.key.key)),
            .texts("status", tallies.map(\.key.status)), .integers("standings", tallies.map(\.value))
        )
        try execute(
            """
            INSERT INTO standing_tally \(rows: batch) ON CONFLICT (kind, key, status)
            DO UPDATE SET standings = standing_tally.standings + excluded.standings
            """
        )
    }

    func add(_ learners: [(key: Int64, value: Tally)]) throws {
        guard !learners.isEmpty else { return }
        func column(_ name: String, _ status: CompletionStatus) -> Batch.Column {
            .integers(name, learners.map { $0.value[status] })
        }
        let batch = Batch(
            .integers("learner", learners.map(\.key)), column("not_started", .notStarted),
            column("in_progress", .inProgress), column("completed", .completed), column("failed", .failed),
            column("expired", .expired), column("waived", .waived)
        )
        try execute(
            """
            INSERT INTO learner_tally \(rows: batch) ON CONFLICT (learner) DO UPDATE SET
                not_started = learner_tally.not_started + excluded.not_started,
                in_progress = learner_tally.in_progress + excluded.in_progress,
                completed = learner_tally.completed + excluded.completed,
                failed = learner_tally.failed + excluded.failed,
                expired = learner_tally.expired + excluded.expired, waived = learner_tally.waived + excluded.waived
            """
        )
    }

    func removeDeltas(_ ids: [Int64]) throws {
        guard !ids.isEmpty else { return }
        try execute("DELETE FROM standing_delta WHERE id IN (SELECT k.id FROM \(Batch(.integers("id", ids))) AS k)")
    }
}
