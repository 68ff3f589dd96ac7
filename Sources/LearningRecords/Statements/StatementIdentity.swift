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
    /// Whether it was erased: its id is taken, and nothing else of it is there.
    var isErased = false

    /// The place of a statement that has not come: what stores it fills the place.
    var isHeldPlace: Bool { raw == nil }

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

extension Transaction {
    /// What is known of `ids`, their rows locked until the transaction ends, in the order of the ids; `statement_id` finds
    /// each. Whoever fills a place, voids a statement or refers to it holds its row.
    func lockIdentities(of ids: Set<UUID>) throws -> [UUID: StatementIdentity] {
        let batch = Batch(.blobs("id", ids.sorted().map(\.storedBytes)))
        let rows = try rows(
            """
            SELECT s.seq, s.id, s.voided_by, s.raw, s.version, s.actor, s.activity, s.registration, s.source,
                s.erasure
            FROM \(batch) AS k JOIN statement s ON s.id = k.id ORDER BY k.ordinal \(Fragment.lockRows(of: "s"))
            """
        )
        let identities = try rows.map(StatementIdentity.init)
        return Dictionary(identities.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
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
            factKey: factKey, isErased: try row.optionalInteger(9) != nil
        )
    }
}
