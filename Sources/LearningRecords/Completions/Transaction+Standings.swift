import Completion
import Persistence

extension Batch {
    fileprivate init(_ places: [Standing.Place]) {
        self.init(.integers("learner", places.map(\.learner)), .integers("course", places.map(\.course)))
    }

    fileprivate init(_ standings: [Standing]) {
        self.init(
            .integers("learner", standings.map(\.place.learner)), .integers("course", standings.map(\.place.course)),
            .texts("rule", standings.map(\.rule)), .integers("rule_version", standings.map(\.ruleVersion)),
            .texts("status", standings.map(\.status)), .integers("changed_at", standings.map(\.changedAt)),
            .integers("expires_at", standings.map(\.expiresAt)), .integers("completed_at", standings.map(\.completedAt))
        )
    }
}

extension Transaction {
    /// The standings at `places`, their rows locked until the transaction ends; `standing_key` finds each.
    func lockStandings(_ places: [Standing.Place]) throws -> [Standing.Place: Standing] {
        let rows = try rows(
            """
            SELECT t.learner, t.course, t.rule, t.rule_version, t.status, t.changed_at, t.expires_at,
                t.completed_at
            FROM \(Batch(places)) AS k JOIN standing t ON t.learner = k.learner AND t.course = k.course
            \(Fragment.inBatchOrder) \(Fragment.lockRows(of: "t"))
            """
        )
        let standings = try rows.map(Standing.init(_:))
        return Dictionary(standings.map { ($0.place, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The facts of each learner in each course, over all its versions and all the learner's identifiers; `fact_key` finds
    /// them by actor and activity.
    func facts(
        of places: [Standing.Place], _ learners: Learners
    ) throws -> [Standing.Place: [(key: FactKey, facts: StoredFacts)]] {
        let asked = places.flatMap { place in learners.actors(of: place.learner).map { (place: place, actor: $0) } }
        guard !asked.isEmpty else { return [:] }
        let batch = Batch(
            .integers("learner", asked.map(\.place.learner)), .integers("course", asked.map(\.place.course)),
            .integers("actor", asked.map(\.actor))
        )
        let rows = try rows(
            """
            SELECT \(Query.factColumns), k.learner, k.course FROM \(batch) AS k
            JOIN course_activity i ON i.course = k.course
            JOIN fact f ON f.actor = k.actor AND f.activity = i.activity
            """
        )
        var facts: [Standing.Place: [(key: FactKey, facts: StoredFacts)]] = [:]
        for row in rows {
            let place = Standing.Place(learner: try row.integer(8), course: try row.integer(9))
            facts[place, default: []].append((try FactKey(row), try StoredFacts(row)))
        }
        return facts
    }

    /// - Parameter standings: of rows that are there and locked.
    func update(_ standings: [Standing]) throws {
        guard !standings.isEmpty else { return }
        try execute(
            """
            INSERT INTO standing \(rows: Batch(standings)) ON CONFLICT (learner, course)
            DO UPDATE SET rule = excluded.rule, rule_version = excluded.rule_version, status = excluded.status,
                changed_at = excluded.changed_at, expires_at = excluded.expires_at,
                completed_at = excluded.completed_at
            """
        )
    }

    func insert(_ standings: [Standing]) throws {
        guard !standings.isEmpty else { return }
        try execute(
            """
            INSERT INTO standing \(rows: Batch(standings))
            """
        )
    }
}

extension Transaction {
    /// Every place where one of the learners stands; `standing_key` finds them.
    func places(of learners: Set<Int64>) throws -> Set<Standing.Place> {
        let rows = try rows(
            """
            SELECT t.learner, t.course FROM \(Batch(.integers("learner", learners.sorted()))) AS k
            JOIN standing t ON t.learner = k.learner
            """
        )
        return Set(try rows.map { .init(learner: try $0.integer(0), course: try $0.integer(1)) })
    }

    func delete(_ places: Set<Standing.Place>) throws {
        guard !places.isEmpty else { return }
        let gone = try rows(
            """
            DELETE FROM standing WHERE (learner, course) IN
                (SELECT k.learner, k.course FROM \(Batch(places.sorted())) AS k)
            RETURNING learner, course, rule, rule_version, status, changed_at, expires_at, completed_at
            """
        ).map(Standing.init(_:))
        try keep(gone.sorted { $0.place < $1.place }, areGone: true)
        try note(gone.map { StandingDelta(gone: $0) })
    }
}

extension Transaction {
    /// Keeps standings that end now: what was answered until here, and how many records had their leaves.
    ///
    /// - Parameter areGone: whether nothing comes in their place.
    func keep(_ ended: [Standing], areGone: Bool) throws {
        // What began in this transaction was never answered.
        let answered = ended.filter { $0.changedAt < startedAt }
        guard !answered.isEmpty else { return }
        let (time, size) = (startedAt, try logSize())
        let batch = Batch(
            .integers("learner", answered.map(\.place.learner)), .integers("course", answered.map(\.place.course)),
            .integers("until_at", answered.map { _ in time }), .integers("changed_at", answered.map(\.changedAt)),
            .texts("rule", answered.map(\.rule)), .integers("rule_version", answered.map(\.ruleVersion)),
            .texts("status", answered.map(\.status)), .integers("expires_at", answered.map(\.expiresAt)),
            .integers("log_size", answered.map { _ in size }),
            .integers("is_gone", answered.map { _ in areGone ? 1 : 0 })
        )
        try execute("INSERT INTO standing_history \(rows: batch)")
    }
}

extension Standing {
    init(_ row: Row) throws {
        self.init(
            place: Place(learner: try row.integer(0), course: try row.integer(1)), rule: try row.text(2),
            ruleVersion: try row.integer(3), status: try row.text(4), changedAt: try row.integer(5),
            expiresAt: try row.optionalInteger(6), completedAt: try row.optionalInteger(7)
        )
    }
}
