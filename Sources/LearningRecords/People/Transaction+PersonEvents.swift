import EvidenceVerification
import Foundation
import Persistence
import XAPI

extension Query {
    /// What `PersonEvent` reads, of a row `e` of `person_event`.
    static let personEventColumns: Query =
        "e.id, e.kind, p.uid, o.uid, coalesce(t.text, t.key), e.access_key, e.at, e.detail"
    static let personEventJoins: Query = """
        LEFT JOIN person p ON p.id = e.person LEFT JOIN person o ON o.id = e.other LEFT JOIN term t ON t.id = e.actor
        """
}

/// An event as it is written.
struct NewPersonEvent: Sendable {
    let kind: PersonEvent.Kind
    /// 0 where an identifier was nobody's.
    let person: Int64
    var other: Int64?
    var actor: Int64?
    var changes: [FieldChange] = []
    var isRestricted = false
}

extension Transaction {
    /// Adds events, all by one key and at one time, and gives them their leaves.
    func record(_ events: [NewPersonEvent], by key: String) throws {
        guard !events.isEmpty else { return }
        let batch = Batch(
            .texts("kind", events.map(\.kind.rawValue)), .integers("person", events.map(\.person)),
            .integers("other", events.map(\.other)), .integers("actor", events.map(\.actor)),
            .integers("restricted", events.map { $0.isRestricted ? 1 : 0 }),
            .blobs("detail", events.map { FieldChange.json(of: $0.changes) })
        )
        let numbers = try rows(
            """
            INSERT INTO person_event (kind, person, other, actor, access_key, at, restricted, detail)
            SELECT k.kind, k.person, k.other, k.actor, \(key), \(startedAt), k.restricted, k.detail FROM \(batch) AS k
            RETURNING id
            """
        )
        try appendToLog(.personEvent, try numbers.map { try $0.integer(0) }.sorted())
    }

    /// What was done about a person, newest first; `person_event_person` and `person_event_other` give the order.
    func events(of person: Int64, before: Int64, limit: Int, includingRestricted: Bool) throws -> [PersonEvent] {
        let visible: Query = includingRestricted ? "" : "AND e.restricted = 0"
        let found = try ["e.person", "e.other"].flatMap { (column: Query) in
            try rows(
                """
                SELECT \(Query.personEventColumns) FROM person_event e \(Query.personEventJoins)
                WHERE \(column) = \(person) AND e.id < \(before) \(visible) ORDER BY e.id DESC LIMIT \(limit)
                """
            ).compactMap(PersonEvent.init(_:))
        }
        return Array(found.sorted { $0.number > $1.number }.prefix(limit))
    }
}

extension PersonEvent {
    /// Reads `Query.personEventColumns`; nil for a kind that this program does not know.
    init?(_ row: Row) throws {
        guard let kind = Kind(rawValue: try row.text(1)) else { return nil }
        let canonical = try row.optionalBlob(4).map { String(decoding: $0, as: UTF8.self) }
        self.init(
            number: try row.integer(0), kind: kind, person: try row.optionalUUID(2), other: try row.optionalUUID(3),
            identifier: canonical.flatMap(InverseFunctionalIdentifier.init(canonical:)), key: try row.text(5),
            at: try row.integer(6), changes: try row.blob(7)
        )
    }
}
