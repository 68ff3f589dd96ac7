import EvidenceVerification
package import Foundation
package import Persistence
import XAPI

/// Destroys what a plan named, a hundred things in a transaction. Whoever is stopped between two goes on with the next; any
/// number of nodes may do it at once.
package struct RunRetention: Sendable {
    package enum Outcome: Sendable {
        case started(UUID)
        /// What would go is no longer what the plan said.
        case stale
        /// Another run has not ended yet.
        case underWay(UUID)
    }

    /// Things that one transaction destroys, unless told otherwise; other writers wait for it.
    package static let step = 100

    private let database: any Database
    private let sweepBlobs: SweepBlobs
    private let bundles: BundleShelf
    private let keep: KeepErasures
    private let step: Int
    private let random: @Sendable (_ count: Int) -> [UInt8]

    /// - Parameters:
    ///   - journal: where erasures are kept for the day on which a backup is restored.
    ///   - step: things in one transaction.
    ///   - random: secure random bytes.
    package init(
        database: any Database, sweepBlobs: SweepBlobs, bundles: BundleShelf, journal: ErasureJournal? = nil,
        step: Int = Self.step,
        random: @escaping @Sendable (_ count: Int) -> [UInt8]
    ) {
        keep = KeepErasures(database: database, journal: journal)
        self.step = step
        self.database = database
        self.sweepBlobs = sweepBlobs
        self.bundles = bundles
        self.random = random
    }

    /// Keeps what is to go; `callAsFunction` destroys it. What changes after this is looked at again, thing by thing.
    ///
    /// - Parameters:
    ///   - digest: of the plan that somebody saw.
    ///   - key: the key that asks.
    package func start(_ digest: String, by key: String) async throws -> Outcome {
        let plan = try await PlanRetention(database: database)()
        guard plan.digest == digest else { return .stale }
        let uid = UUID(random: random(16))
        return try await database.writeAgainOnRace { transaction in
            if let open = try transaction.openRun() { return .underWay(open.id) }
            try transaction.insert(plan, as: uid, by: key)
            return .started(uid)
        }
    }

    /// The next step of the run that has not ended.
    ///
    /// - Returns: how many things it looked at, or that it ended the run; 0 where no run is open.
    package func callAsFunction() async throws -> Int {
        guard try await database.read({ try $0.openRun() }) != nil else { return 0 }
        let done = try await database.writeAgainOnRace { [random, step, isKept = keep.isKept] transaction in
            try transaction.stepOfRun(of: step, keepingLines: isKept, random: random)
        }
        guard let done else { return 0 }
        try await keep()
        if !done.released.isEmpty { _ = try await sweepBlobs.erase(done.released) }
        guard done.count == 0 else { return done.count }
        return try await finish(done.run)
    }

    /// The room is given up, and what is due is counted again, before anybody says that the run has ended.
    private func finish(_ run: OpenRun) async throws -> Int {
        try await bundles.removeOrphans()
        let isPurged = try await database.purge(ErasedTable.purged)
        let left = try await PlanRetention(database: database)()
        return try await database.writeAgainOnRace { transaction in
            guard try transaction.openRun(locking: true)?.id == run.id else { return 0 }
            try transaction.finish(run, left: left, isPurged: isPurged)
            return 1
        }
    }
}

/// A run that has not ended.
struct OpenRun: Sendable {
    let id: UUID
    let number: Int64
    /// The key that asked for it.
    let key: String
}

private struct RetentionStep: Sendable {
    let run: OpenRun
    var count = 0
    /// Digests of contents to which there is one reference less.
    var released: [[UInt8]] = []
}

private struct WaitingTarget {
    let place: Int64
    let schedule: String
    let version: Int64
    let kind: Int64
    let number: Int64
}

extension Transaction {
    /// `retention_run_open` finds it.
    func openRun(locking: Bool = false) throws -> OpenRun? {
        let lock: Query = locking ? "\(Fragment.lockRows(of: "r"))" : ""
        return try rows(
            """
            SELECT r.uid, r.id, r.access_key FROM retention_run r WHERE r.finished_at IS NULL
            ORDER BY r.id LIMIT 1 \(lock)
            """
        ).first.map { OpenRun(id: try $0.uuid(0), number: try $0.integer(1), key: try $0.text(2)) }
    }

    fileprivate func insert(_ plan: RetentionPlan, as uid: UUID, by key: String) throws {
        guard let digest = bytes(hexadecimal: plan.digest),
            let run = try rows(
                """
                INSERT INTO retention_run (uid, access_key, at, plan, before)
                VALUES (\(uid), \(key), \(startedAt), \(digest), \(RetentionRun.Part.json(of: plan.parts)))
                RETURNING id
                """
            ).first?.integer(0)
        else { throw StoreError.unavailable }
        let items = plan.items
        guard !items.isEmpty else { return }
        let schedules = items.map { plan.parts[$0.part].schedule }
        let batch = Batch(
            .integers("run", items.map { _ in run }), .integers("place", items.indices.map { Int64($0) }),
            .texts("schedule", schedules.map(\.id)), .integers("version", schedules.map(\.version)),
            .integers("kind", items.map(\.item.kind.rawValue)), .integers("number", items.map(\.item.number)),
            .integers("state", items.map { _ in RetentionState.waiting.rawValue }),
            .integers("statements", items.map { Int64($0.item.counts.statements) }),
            .integers("documents", items.map { Int64($0.item.counts.documents) }),
            .integers("answers", items.map { Int64($0.item.counts.answers) }),
            .integers("reads", items.map { Int64($0.item.counts.reads) })
        )
        try execute("INSERT INTO retention_target \(rows: batch)")
    }

    /// Destroys the next targets of the run that is open, as far as they are due by now and nothing keeps them.
    fileprivate func stepOfRun(
        of size: Int, keepingLines: Bool, random: (_ count: Int) -> [UInt8]
    ) throws -> RetentionStep? {
        guard let run = try openRun(locking: true) else { return nil }
        try keepOthersOut()
        let waiting = try waitingTargets(of: run, limit: size)
        var step = RetentionStep(run: run, count: waiting.count)
        let schedules = try retentionSchedules().inForce.filter(\.draft.isEnabled)
        for (id, targets) in Dictionary(grouping: waiting, by: \.schedule).sorted(by: { $0.key < $1.key }) {
            let schedule = schedules.first { $0.id == id && $0.version == targets.first?.version }
            step.released += try take(targets, of: run, schedule, keepingLines: keepingLines, random: random)
        }
        return step
    }

    /// Targets of one schedule, nil where it is no longer in force.
    ///
    /// - Returns: digests of contents to which there is one reference less.
    private func take(
        _ targets: [WaitingTarget], of run: OpenRun, _ schedule: RetentionSchedule?, keepingLines: Bool,
        random: (_ count: Int) -> [UInt8]
    ) throws -> [[UInt8]] {
        let due = try schedule.map {
            try dueItems(
                of: $0.draft, among: targets.map(\.number), on: Day(containing: startedAt), counting: false
            )
        }
        let free = Dictionary(
            (due ?? []).filter { $0.hold == nil }.map { ($0.number, $0) }, uniquingKeysWith: { one, _ in one }
        )
        var released: [[UInt8]] = []
        var batches: [(target: WaitingTarget, item: RetentionItem)] = []
        for target in targets {
            guard let schedule, let item = free[target.number], item.kind.rawValue == target.kind else {
                try close(target, of: run, as: .kept)
                continue
            }
            if item.kind == .reads {
                batches.append((target, item))
            } else {
                released += try destroy(
                    item, target, of: run, schedule, keepingLine: keepingLines, random: random
                )
            }
        }
        if let schedule, !batches.isEmpty { try destroy(batches, of: run, schedule, random: random) }
        return released
    }

    /// `retention_target_waiting` gives the order.
    private func waitingTargets(of run: OpenRun, limit: Int) throws -> [WaitingTarget] {
        try rows(
            """
            SELECT t.place, t.schedule, t.version, t.kind, t.number FROM retention_target t
            WHERE t.run = \(run.number) AND t.state = 0 ORDER BY t.place LIMIT \(limit)
            """
        ).map {
            WaitingTarget(
                place: try $0.integer(0), schedule: try $0.text(1), version: try $0.integer(2),
                kind: try $0.integer(3), number: try $0.integer(4)
            )
        }
    }

    /// - Returns: digests of contents to which there is one reference less.
    private func destroy(
        _ item: RetentionItem, _ target: WaitingTarget, of run: OpenRun, _ schedule: RetentionSchedule,
        keepingLine: Bool, random: (_ count: Int) -> [UInt8]
    ) throws -> [[UInt8]] {
        guard let subject = item.subject else {
            let blobs = try rows(
                "DELETE FROM document WHERE number = \(item.number) RETURNING blob"
            ).compactMap { try $0.optionalBlob(0) }
            try release(blobs)
            try close(target, of: run, as: .gone)
            return blobs
        }
        let done = try erase(
            subject, head(of: run, schedule, random: random), keepingLine: keepingLine, random: random
        )
        try close(target, of: run, as: .gone, by: done.number, done.counts)
        return done.released
    }

    /// A tombstone for each batch would be as much as what goes. The journal of erasures has none of it: what a backup brings
    /// back is due again, and the next run takes it.
    private func destroy(
        _ batches: [(target: WaitingTarget, item: RetentionItem)], of run: OpenRun, _ schedule: RetentionSchedule,
        random: (_ count: Int) -> [UInt8]
    ) throws {
        let reads = batches.reduce(0) { $0 + $1.item.counts.reads }
        let erasure = try eraseBatches(
            batches.map(\.item.number), reads: reads, head(of: run, schedule, random: random), random: random
        )
        for (target, _) in batches { try close(target, of: run, as: .gone, by: erasure) }
    }

    private func head(
        of run: OpenRun, _ schedule: RetentionSchedule, random: (_ count: Int) -> [UInt8]
    ) -> Tombstone.Head {
        Tombstone.Head(
            id: UUID(random: random(16)), reason: "retention: \(schedule.id), version \(schedule.version)",
            requestedBy: nil, key: run.key
        )
    }

    /// - Parameter counts: what went, where that is somebody with all that is theirs.
    private func close(
        _ target: WaitingTarget, of run: OpenRun, as state: RetentionState, by erasure: Int64? = nil,
        _ counts: ErasureCounts? = nil
    ) throws {
        var gone: Query = ""
        if let counts {
            gone = """
                , statements = \(Int64(counts.statements)), documents = \(Int64(counts.documents)),
                answers = \(Int64(counts.standings))
                """
        }
        try execute(
            """
            UPDATE retention_target SET state = \(state.rawValue), erasure = \(erasure) \(gone)
            WHERE run = \(run.number) AND place = \(target.place)
            """
        )
    }

    fileprivate func finish(_ run: OpenRun, left: RetentionPlan, isPurged: Bool) throws {
        try execute(
            """
            UPDATE retention_run SET after = \(left.afterJSON(isPurged: isPurged)), finished_at = \(startedAt)
            WHERE id = \(run.number)
            """
        )
        try appendToLog(.retention, [run.number])
    }
}
