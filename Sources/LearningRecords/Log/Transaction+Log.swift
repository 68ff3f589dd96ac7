import EvidenceVerification
import Foundation
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

    /// Those of some statements that were taken over from another system; `statement_id` and the key of `term` find them.
    func imported(among ids: Set<UUID>) throws -> Set<UUID> {
        guard !ids.isEmpty else { return [] }
        let rows = try rows(
            """
            SELECT s.id, s.authority FROM \(Batch(.blobs("id", ids.sorted().map(\.storedBytes)))) AS k
            JOIN statement s ON s.id = k.id
            """
        ).map { (id: try $0.uuid(0), authority: try $0.integer(1)) }
        let authorities = try identifiers(of: Set(rows.map(\.authority)))
        return Set(rows.filter { authorities[$0.authority]?.isOfImports == true }.map(\.id))
    }
}

extension InverseFunctionalIdentifier {
    fileprivate var isOfImports: Bool {
        switch self {
        case .account(_, let name): name == ImportedAuthority.accountName
        default: false
        }
    }
}
