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

    fileprivate init(_ facts: [(key: FactKey, value: StoredFacts)]) {
        self.init(
            Self.columns(of: facts.map(\.key)) + [
                .blobs("facts", facts.map(\.value.facts.encoded)),
                .integers("is_pending", facts.map { $0.value.isPending ? 1 : 0 }),
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
        "f.actor, f.activity, f.registration, f.source, f.session_class, f.defined_by_cmi5, f.facts, f.is_pending"

    static func facts(of keys: [FactKey], isLocking: Bool) -> Query {
        let lock: Query = isLocking ? "\(Fragment.lockFacts)" : ""
        return """
            SELECT \(factColumns) FROM \(Batch(Batch.columns(of: keys))) AS k JOIN fact f ON \(hasKey) \(lock)
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
        self.init(facts: try Facts(encoded: try row.blob(6)), isPending: try row.integer(7) == 1)
    }
}

extension Transaction {
    /// The facts of `keys`, their rows locked until the transaction ends; `fact_key` finds each.
    func lockFacts(_ keys: [FactKey]) throws -> [FactKey: StoredFacts] {
        let facts = try rows(.facts(of: keys, isLocking: true)).map { (try FactKey($0), try StoredFacts($0)) }
        return Dictionary(facts, uniquingKeysWith: { first, _ in first })
    }

    func updateFacts(_ facts: [FactKey: StoredFacts]) throws {
        guard !facts.isEmpty else { return }
        try execute(
            """
            UPDATE fact AS f SET facts = k.facts, is_pending = k.is_pending FROM \(Batch(facts.sorted { $0.key < $1.key })) AS k
            WHERE \(Query.hasKey)
            """
        )
    }

    func insertFacts(_ facts: [FactKey: StoredFacts]) throws {
        guard !facts.isEmpty else { return }
        try execute(
            """
            INSERT INTO fact (actor, activity, registration, source, session_class, defined_by_cmi5, facts, is_pending)
            SELECT k.actor, k.activity, k.registration, k.source, k.session_class, k.defined_by_cmi5, k.facts, k.is_pending
            FROM \(Batch(facts.sorted { $0.key < $1.key })) AS k
            """
        )
    }

    /// What the statements of one fact key say, voided ones left out; `statement_agent_activity` finds them.
    func events(of key: FactKey, limit: Int) throws -> [LearningEvent] {
        let registration: Query =
            key.registration == .zero ? "s.registration IS NULL" : "s.registration = \(key.registration)"
        let rows = try rows(
            """
            SELECT s.id, s.stored, s.version, s.raw FROM statement_agent a JOIN statement s ON s.seq = a.seq
            WHERE a.agent = \(key.actor) AND a.activity = \(key.activity) AND s.actor = \(key.actor)
            AND s.activity = \(key.activity) AND s.source = \(key.source) AND s.voided_by IS NULL AND \(registration)
            LIMIT \(limit)
            """
        )
        return try rows.compactMap(LearningEvent.init(_:)).filter {
            $0.sessionClass == key.sessionClass && $0.isDefinedByCMI5 == key.isDefinedByCMI5
        }
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
