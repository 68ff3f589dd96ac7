import Completion
import Foundation
import Persistence
import XAPI

extension Batch {
    /// Columns of `fact_key`.
    fileprivate static func columns(of keys: [FactKey]) -> [Column] {
        [
            .integers("actor", keys.map(\.actor)), .integers("activity", keys.map(\.activity)),
            .blobs("registration", keys.map(\.registration.storedBytes)), .integers("source", keys.map(\.source)),
            .integers("session_class", keys.map(\.sessionClass.rawValue)),
            .integers("defined_by_cmi5", keys.map { $0.isDefinedByCMI5 ? 1 : 0 }),
        ]
    }

    fileprivate init(_ changes: [FactChange]) {
        self.init(
            Self.columns(of: changes.map(\.key)) + [
                .blobs("facts", changes.map(\.after.facts.encoded)),
                .integers("refolds_asked", changes.map(\.after.refoldsAsked)),
            ]
        )
    }
}

extension Query {
    /// Where a row `f` of `fact` has the key of a row `k` of a batch.
    fileprivate static let hasKey: Query = """
        f.actor = k.actor AND f.activity = k.activity AND f.registration = k.registration AND f.source = k.source
        AND f.session_class = k.session_class AND f.defined_by_cmi5 = k.defined_by_cmi5
        """

    static let factColumns: Query =
        "f.actor, f.activity, f.registration, f.source, f.session_class, f.defined_by_cmi5, f.facts, f.refolds_asked"

    fileprivate static func lockedFacts(of keys: [FactKey]) -> Query {
        """
        SELECT k.ordinal, f.facts, f.refolds_asked FROM \(Batch(Batch.columns(of: keys))) AS k JOIN fact f ON \(hasKey)
        \(Fragment.inBatchOrder) \(Fragment.lockRows(of: "f"))
        """
    }
}

extension FactKey {
    /// Reads the columns of `Query.factColumns`.
    init(_ row: Row) throws {
        self.init(
            actor: try row.integer(0), activity: try row.integer(1), registration: try row.uuid(2),
            source: try row.integer(3), sessionClass: SessionClass(rawValue: try row.integer(4)) ?? .unknown,
            isDefinedByCMI5: try row.integer(5) == 1
        )
    }
}

extension StoredFacts {
    init(_ row: Row) throws {
        self.init(facts: try Facts(encoded: try row.blob(6)), refoldsAsked: try row.integer(7))
    }
}

extension Transaction {
    /// The facts of `keys`, place by place, their rows locked until the transaction ends; `fact_key` finds each.
    func lockFacts(_ keys: [FactKey]) throws -> [StoredFacts?] {
        var facts = [StoredFacts?](repeating: nil, count: keys.count)
        for row in try rows(.lockedFacts(of: keys)) {
            let place = Int(try row.integer(0)) - 1
            guard facts.indices.contains(place) else { continue }
            facts[place] = StoredFacts(facts: try Facts(encoded: try row.blob(1)), refoldsAsked: try row.integer(2))
        }
        return facts
    }

    /// - Parameter changes: of rows that are there and locked, in key order.
    func updateFacts(_ changes: [FactChange]) throws {
        guard !changes.isEmpty else { return }
        // No `UPDATE FROM`, for which SQLite makes a table of the batch.
        try execute(
            """
            INSERT INTO fact \(rows: Batch(changes))
            ON CONFLICT (actor, activity, registration, source, session_class, defined_by_cmi5)
            DO UPDATE SET facts = excluded.facts, refolds_asked = excluded.refolds_asked
            """
        )
    }

    /// - Parameter changes: of rows that are not there, in key order.
    func insertFacts(_ changes: [FactChange]) throws {
        guard !changes.isEmpty else { return }
        try execute(
            """
            INSERT INTO fact \(rows: Batch(changes))
            """
        )
    }

    /// Lets `RefoldPending` make facts anew from their statements; until it has, answers say `pending`.
    ///
    /// - Parameters:
    ///   - keys: in order.
    ///   - isEmptied: where nobody can read what is there.
    func askRefold(of keys: [FactKey], isEmptied: Bool) throws {
        guard !keys.isEmpty else { return }
        let batch = Batch(
            Batch.columns(of: keys) + [
                .blobs("facts", keys.map { _ in Facts().encoded }), .integers("refolds_asked", keys.map { _ in 1 }),
            ]
        )
        let facts: Query = isEmptied ? "excluded.facts" : "fact.facts"
        try execute(
            """
            INSERT INTO fact \(rows: batch)
            ON CONFLICT (actor, activity, registration, source, session_class, defined_by_cmi5)
            DO UPDATE SET facts = \(facts), refolds_asked = fact.refolds_asked + 1
            """
        )
    }

    /// What the statements of fact keys say, voided ones left out; nothing for a key with which `limit` statements would be
    /// passed, counting from the first. `statement_agent_activity` finds them.
    func events(of keys: [FactKey], limit: Int) throws -> [FactKey: [LearningEvent]] {
        guard !keys.isEmpty else { return [:] }
        let sizes = try statementCounts(of: keys, limit: limit)
        var sum = 0
        let few = zip(keys, sizes).filter { _, size in
            guard sum + size <= limit else { return false }
            sum += size
            return true
        }.map(\.0)
        var events = Dictionary(few.map { ($0, [LearningEvent]()) }, uniquingKeysWith: { first, _ in first })
        guard !few.isEmpty else { return [:] }
        for row in try rows(.statements(ofFacts: few)) {
            guard let key = few[checked: try row.integer(4)], let event = try LearningEvent(row) else { continue }
            if key.holds(event) { events[key, default: []].append(event) }
        }
        return events
    }

    /// How many statements there are about each key's actor and activity, as far as one more than `limit`; each pair of these
    /// is counted once, however many keys have it.
    private func statementCounts(of keys: [FactKey], limit: Int) throws -> [Int] {
        let pairs = keys.map { ActorAndActivity(actor: $0.actor, activity: $0.activity) }
        let distinct = Array(Set(pairs))
        let batch = Batch(.integers("actor", distinct.map(\.actor)), .integers("activity", distinct.map(\.activity)))
        let counts = try rows(
            """
            SELECT (SELECT count(*) FROM (SELECT 1 FROM statement_agent a WHERE a.agent = k.actor
            AND a.activity = k.activity LIMIT \(limit + 1)) AS few) FROM \(batch) AS k ORDER BY k.ordinal
            """
        ).map { Int(try $0.integer(0)) }
        let byPair = Dictionary(zip(distinct, counts), uniquingKeysWith: { first, _ in first })
        return pairs.map { byPair[$0] ?? 0 }
    }
}

extension Query {
    /// The statements about the actor and activity of each key, in its registration and from its source, with the key's
    /// place in the list at the end; `statement_agent_activity` finds them.
    fileprivate static func statements(ofFacts keys: [FactKey]) -> Query {
        let batch = Batch(
            Batch.columns(of: keys) + [
                .integers("is_unregistered", keys.map { $0.hasRegistration ? 0 : 1 }),
                .integers("place", keys.indices.map(Int64.init)),
            ]
        )
        return """
            SELECT s.id, s.stored, s.version, s.raw, k.place FROM \(batch) AS k
            JOIN statement_agent a ON a.agent = k.actor AND a.activity = k.activity AND a.via = 0
            JOIN statement s ON s.seq = a.seq
            WHERE s.actor = k.actor AND s.activity = k.activity AND s.source = k.source AND s.voided_by IS NULL
            AND (s.registration = k.registration OR (k.is_unregistered = 1 AND s.registration IS NULL))
            """
    }
}

private struct ActorAndActivity: Hashable {
    let actor: Int64
    let activity: Int64
}

extension Array {
    /// Nil for a place that is none.
    subscript(checked place: Int64) -> Element? {
        Int(exactly: place).flatMap { indices.contains($0) ? self[$0] : nil }
    }
}

extension LearningEvent {
    /// Reads id, stored, version and raw bytes of a statement row.
    init?(_ row: Row) throws {
        let statement = try Statement(
            stored: try row.blob(3), version: XAPIVersion(storedNumber: try row.integer(2))
        )
        self.init(statement, id: try row.uuid(0), stored: Instant(microseconds: try row.integer(1)))
    }
}
