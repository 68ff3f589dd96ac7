import Persistence

/// A change of one standing that counts do not have yet.
///
/// Writers only add these, so that no two of them meet at a count; `FoldTallies` takes them into the counts, and whoever reads
/// counts adds what is left of them: the answer is the same before and after.
struct StandingDelta: Sendable {
    let place: Standing.Place
    let before: Counted?
    let after: Counted?

    /// By what a standing is counted.
    struct Counted: Hashable, Sendable {
        let status: String
        let month: Month?
    }

    /// Nil where both count alike.
    init?(from before: Standing?, to after: Standing) {
        place = after.place
        self.before = before.map(Counted.init(_:))
        self.after = Counted(after)
        guard self.before != self.after else { return nil }
    }

    init(gone standing: Standing) {
        place = standing.place
        before = Counted(standing)
        after = nil
    }
}

extension StandingDelta.Counted {
    fileprivate init(_ standing: Standing) {
        self.init(status: standing.status, month: standing.completedAt.map(Month.init(containing:)))
    }

    fileprivate init?(status: String?, month: Int64?) {
        guard let status else { return nil }
        self.init(status: status, month: month.map(Month.init(number:)))
    }
}

extension Transaction {
    func note(_ deltas: [StandingDelta]) throws {
        guard !deltas.isEmpty else { return }
        let batch = Batch(
            .integers("learner", deltas.map(\.place.learner)), .integers("course", deltas.map(\.place.course)),
            .texts("status_before", deltas.map { $0.before?.status }),
            .texts("status_after", deltas.map { $0.after?.status }),
            .integers("month_before", deltas.map { $0.before?.month?.number }),
            .integers("month_after", deltas.map { $0.after?.month?.number })
        )
        try execute("INSERT INTO standing_delta \(rows: batch)")
    }

    /// Those that counts do not have yet, oldest first.
    func deltas(limit: Int? = nil, locking: Bool = false) throws -> [(id: Int64, delta: StandingDelta)] {
        let limit: Query = limit.map { "LIMIT \($0)" } ?? ""
        let lock: Query = locking ? "\(Fragment.lockRows(of: "d"))" : ""
        return try rows(
            """
            SELECT d.id, d.learner, d.course, d.status_before, d.month_before, d.status_after, d.month_after
            FROM standing_delta d WHERE d.id > 0 ORDER BY d.id \(limit) \(lock)
            """
        ).map { (try $0.integer(0), try StandingDelta($0)) }
    }
}

extension StandingDelta {
    /// Reads the columns that `deltas()` asks for.
    fileprivate init(_ row: Row) throws {
        place = Standing.Place(learner: try row.integer(1), course: try row.integer(2))
        before = Counted(status: try row.optionalText(3), month: try row.optionalInteger(4))
        after = Counted(status: try row.optionalText(5), month: try row.optionalInteger(6))
    }
}
