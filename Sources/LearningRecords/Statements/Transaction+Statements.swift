import Foundation
import Persistence
import XAPI

/// What a writer must know of an id before it writes.
struct StatementIdentity {
    let seq: Int64
    let id: UUID
    let voidedBy: UUID?
    /// Nil where the id's place is only held.
    let raw: [UInt8]?
    let version: XAPIVersion
    let factKey: StoredFactKey?

    /// Voiding statements cannot be voided (Data 2.3.2), nor is there anything to void in a place that is held.
    var isVoidable: Bool {
        guard let raw, let statement = try? Statement(stored: raw, version: version) else { return false }
        return statement.voids == nil
    }
}

/// Columns of a fact's key as a statement row has them; session class and cmi5 need the statement's bytes.
struct StoredFactKey {
    let actor: Int64
    let activity: Int64
    let registration: UUID?
    let source: Int64
}

/// Where the next statements stand: numbers in order, and one time for the whole transaction.
struct ReservedPlaces {
    let seqs: [Int64]
    let stored: Int64
}

extension Transaction {
    /// What is known of `ids`; `statement_id` finds each.
    func identities(of ids: [UUID]) throws -> [UUID: StatementIdentity] {
        let batch = Batch(.blobs("id", ids.map(\.storedBytes)))
        let rows = try rows(
            """
            SELECT s.seq, s.id, s.voided_by, s.raw, s.version, s.actor, s.activity, s.registration, s.source
            FROM \(batch) AS k JOIN statement s ON s.id = k.id
            """
        )
        let identities = try rows.map(StatementIdentity.init)
        return Dictionary(identities.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// `stored` never goes back, whatever the clock does: the greater of the transaction's time and the last one seen.
    func reservePlaces(_ count: Int) throws -> ReservedPlaces {
        let batch = Batch(.integers("n", (0..<Int64(count)).map { $0 }))
        let rows = try rows(
            """
            SELECT \(Fragment.nextStatement), (SELECT max(stored) FROM statement) FROM \(batch) AS k
            """
        )
        let last = try rows.first?.optionalInteger(1) ?? 0
        return ReservedPlaces(seqs: try rows.map { try $0.integer(0) }.sorted(), stored: max(startedAt, last))
    }

    func deletePlaceholders(_ ids: [UUID]) throws {
        for id in ids { try execute("DELETE FROM statement WHERE id = \(id) AND raw IS NULL") }
    }

    /// In key order, so that two writers of the same ids wait for each other instead of deadlocking.
    func insert(_ rows: [StatementRow]) throws {
        let rows = rows.sorted { $0.id.storedBytes.lexicographicallyPrecedes($1.id.storedBytes) }
        let contents = rows.map(\.content)
        let batch = Batch(
            .integers("seq", rows.map(\.seq)), .blobs("id", rows.map(\.id.storedBytes)),
            .blobs("voided_by", rows.map { $0.voidedBy?.storedBytes }),
            .integers("stored", contents.map { $0?.stored }),
            .integers("effective", contents.map { $0?.effective }), .integers("verb", contents.map { $0?.verb }),
            .integers("actor", contents.map { $0?.actor }), .integers("activity", contents.map { $0?.activity }),
            .blobs("registration", contents.map { $0?.registration?.storedBytes }),
            .blobs("target", contents.map { $0?.target?.storedBytes }),
            .integers("version", contents.map { $0?.version }),
            .integers("source", contents.map { $0?.source }), .integers("authority", contents.map { $0?.authority }),
            .integers("absent", contents.map { $0?.absent }), .blobs("raw", contents.map { $0?.raw })
        )
        try execute(
            """
            INSERT INTO statement (seq, id, voided_by, stored, effective, verb, actor, activity, registration, target,
                version, source, authority, absent, raw)
            SELECT k.seq, k.id, k.voided_by, k.stored, k.effective, k.verb, k.actor, k.activity, k.registration,
                k.target, k.version, k.source, k.authority, k.absent, k.raw FROM \(batch) AS k
            """
        )
    }

    func insertFilters(of rows: [StatementRow]) throws {
        var agents: [FilterRow] = []
        var activities: [FilterRow] = []
        for row in rows {
            guard let content = row.content else { continue }
            agents += content.agents.map { FilterRow(row.seq, content, $0) }
            activities += content.activities.map { FilterRow(row.seq, content, $0) }
        }
        if !agents.isEmpty { try insertAgents(agents) }
        if !activities.isEmpty { try insertActivities(activities) }
    }

    private func insertAgents(_ rows: [FilterRow]) throws {
        let batch = Batch(
            .integers("agent", rows.map(\.number)), .integers("stored", rows.map(\.stored)),
            .integers("seq", rows.map(\.seq)), .integers("roles", rows.map(\.roles)),
            .integers("verb", rows.map(\.verb)), .integers("activity", rows.map(\.activity))
        )
        try execute(
            """
            INSERT INTO statement_agent (agent, stored, seq, roles, verb, activity)
            SELECT k.agent, k.stored, k.seq, k.roles, k.verb, k.activity FROM \(batch) AS k
            """
        )
    }

    private func insertActivities(_ rows: [FilterRow]) throws {
        let batch = Batch(
            .integers("activity", rows.map(\.number)), .integers("stored", rows.map(\.stored)),
            .integers("seq", rows.map(\.seq)), .integers("roles", rows.map(\.roles))
        )
        try execute(
            """
            INSERT INTO statement_activity (activity, stored, seq, roles)
            SELECT k.activity, k.stored, k.seq, k.roles FROM \(batch) AS k
            """
        )
    }

    func void(_ statements: [StatementIdentity], by voids: [UUID: UUID]) throws {
        for statement in statements {
            try execute("UPDATE statement SET voided_by = \(voids[statement.id]) WHERE seq = \(statement.seq)")
        }
    }
}

/// A row of `statement_agent` or `statement_activity`.
private struct FilterRow {
    let number: Int64
    let roles: Int64
    let seq: Int64
    let stored: Int64
    let verb: Int64
    let activity: Int64?

    init(_ seq: Int64, _ content: StatementRow.Content, _ found: (number: Int64, roles: Int64)) {
        self.number = found.number
        self.roles = found.roles
        self.seq = seq
        self.stored = content.stored
        self.verb = content.verb
        self.activity = content.activity
    }
}

extension StatementIdentity {
    /// Reads the columns that `identities(of:)` asks for.
    init(_ row: Row) throws {
        let raw = try row.optionalBlob(3)
        let key = (actor: try row.optionalInteger(5), activity: try row.optionalInteger(6))
        var factKey: StoredFactKey?
        if let actor = key.actor, let activity = key.activity {
            factKey = StoredFactKey(
                actor: actor, activity: activity, registration: try row.optionalUUID(7), source: try row.integer(8)
            )
        }
        self.init(
            seq: try row.integer(0), id: try row.uuid(1), voidedBy: try row.optionalUUID(2), raw: raw,
            version: XAPIVersion(storedNumber: try row.optionalInteger(4) ?? 1),
            factKey: factKey
        )
    }
}
