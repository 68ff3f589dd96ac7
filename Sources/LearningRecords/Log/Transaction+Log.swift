import EvidenceVerification
package import Foundation
import Persistence
import XAPI

extension Transaction {
    /// Gives records their leaves in the transaction that writes them. On PostgreSQL transactions overlap, and
    /// `SequenceRecords` does it once they have committed: it finds statements by itself.
    func appendToLog(_ kind: RecordKind, _ records: [Int64]) throws {
        guard !records.isEmpty else { return }
        guard engine == .sqlite else { return try queueForLog(kind, records) }
        let size = try logSize()
        let batch = Batch(
            .integers("leaf", records.indices.map { size &+ Int64($0) }),
            .integers("kind", records.map { _ in kind.stored }), .integers("record", records)
        )
        try execute("INSERT INTO log_entry \(rows: batch)")
    }

    private func queueForLog(_ kind: RecordKind, _ records: [Int64]) throws {
        guard kind != .statement else { return }
        let batch = Batch(.integers("kind", records.map { _ in kind.stored }), .integers("record", records))
        try execute("INSERT INTO log_queue \(rows: batch)")
    }

    /// The entries of the log behind a leaf, in order; its key gives it.
    func logEntries(after leaf: Int64, limit: Int) throws -> [LogEntry] {
        try rows(
            "SELECT l.leaf, l.kind, l.record FROM log_entry l WHERE l.leaf > \(leaf) ORDER BY l.leaf LIMIT \(limit)"
        ).map { LogEntry(leaf: try $0.integer(0), kind: try $0.integer(1), record: try $0.integer(2)) }
    }

    /// How many records have a leaf.
    func logSize() throws -> Int64 {
        try rows("SELECT coalesce(max(leaf) + 1, 0) FROM log_entry").first?.integer(0) ?? 0
    }

    /// The leaves of statements, where they have one yet; `statement_id` and `log_entry_record` find them.
    func leaves(ofStatements ids: Set<UUID>) throws -> [UUID: Int64] {
        guard !ids.isEmpty else { return [:] }
        let rows = try rows(
            """
            SELECT s.id, l.leaf FROM \(Batch(.blobs("id", ids.sorted().map(\.storedBytes)))) AS k
            JOIN statement s ON s.id = k.id
            JOIN log_entry l ON l.record = s.seq AND l.kind = \(RecordKind.statement.stored)
            """
        )
        return Dictionary(try rows.map { (try $0.uuid(0), try $0.integer(1)) }, uniquingKeysWith: { first, _ in first })
    }

    /// Where statements stand in the log, and which of them were taken over from another system; `statement_id`,
    /// `log_entry_record` and the key of `term` find them.
    func placesInLog(of ids: Set<UUID>) throws -> PlacesInLog {
        var places = PlacesInLog()
        guard !ids.isEmpty else { return places }
        var authorities: [UUID: Int64] = [:]
        for row in try rows(
            """
            SELECT s.id, s.authority, l.leaf FROM \(Batch(.blobs("id", ids.sorted().map(\.storedBytes)))) AS k
            JOIN statement s ON s.id = k.id
            LEFT JOIN log_entry l ON l.record = s.seq AND l.kind = \(RecordKind.statement.stored)
            """
        ) {
            let id = try row.uuid(0)
            places.leaves[id] = try row.optionalInteger(2)
            authorities[id] = try row.integer(1)
        }
        let known = try identifiers(of: Set(authorities.values))
        places.imported = Set(authorities.filter { known[$0.value]?.isOfImports == true }.keys)
        return places
    }
}

/// A row of `log_entry`: which record stands at a leaf.
struct LogEntry: Sendable {
    let leaf: Int64
    /// Of `RecordKind`.
    let kind: Int64
    /// Of a statement: its `seq`.
    let record: Int64
}

/// Where the statements of answers stand in the log.
package struct PlacesInLog: Sendable {
    /// Those that have none yet are missing.
    package internal(set) var leaves: [UUID: Int64] = [:]
    /// Taken over from another system.
    package internal(set) var imported: Set<UUID> = []
}

extension InverseFunctionalIdentifier {
    fileprivate var isOfImports: Bool {
        switch self {
        case .account(_, let name): name == ImportedAuthority.accountName
        default: false
        }
    }
}
