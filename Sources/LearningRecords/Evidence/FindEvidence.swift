package import Foundation
package import Persistence
package import TransparencyLog

/// What a log shows of itself: its checkpoint, its tiles, and proofs under the checkpoint.
package struct FindEvidence: Sendable {
    package enum Outcome<Found: Sendable>: Sendable {
        case found(Found)
        case notFound
        /// The record has no place under a signed checkpoint yet; it will within a second or two.
        case notYet
        /// Nothing is signed, and nothing shown.
        case halted(LogHalt)
    }

    package enum Record: Sendable {
        case statement(UUID)
        case leaf(UInt64)
    }

    private let database: any Database
    private let standing: LogStanding

    package init(database: any Database, standing: LogStanding) {
        self.database = database
        self.standing = standing
    }

    /// The newest one, signed.
    package func checkpoint() async throws -> Outcome<SignedNote> {
        try await underCheckpoint { _, last in .found(last.note) }
    }

    /// A tile's content. Only what the checkpoint covers is shown, since a tile under one name never changes.
    package func content(of tile: Tile) async throws -> Outcome<[UInt8]> {
        try await underCheckpoint { transaction, last in
            guard tile.isInside(last.size) else { return .notFound }
            return .found(try StoredTiles(transaction: transaction).content(of: tile))
        }
    }

    /// That a record is in the log.
    ///
    /// - Parameter reach: where an inspection asks.
    package func proof(of record: Record, inside reach: InspectionReach? = nil) async throws -> Outcome<LogProof> {
        try await underCheckpoint { transaction, last in
            guard try transaction.isInside(reach, record: record) else { return .notFound }
            guard let leaf = try transaction.leaf(of: record) else {
                return try transaction.isKnown(record) ? .notYet : .notFound
            }
            guard leaf < last.size else { return .notYet }
            let proof = try transaction.treeReader(ofSize: last.size).inclusionProof(of: leaf, inSize: last.size)
            return .found(LogProof(proof, note: last.note))
        }
    }

    /// That the log has only grown since it had so many leaves.
    package func growth(since size: UInt64) async throws -> Outcome<ConsistencyNote> {
        try await underCheckpoint { transaction, last in
            guard size <= last.size else { return .notFound }
            let proof = try transaction.treeReader(ofSize: last.size).consistencyProof(from: size, to: last.size)
            return .found(ConsistencyNote(proof, note: last.note))
        }
    }

    private func underCheckpoint<Found: Sendable>(
        _ find: @escaping @Sendable (any Transaction, StoredCheckpoint) throws -> Outcome<Found>
    ) async throws -> Outcome<Found> {
        if let halt = standing.halt { return .halted(halt) }
        return try await database.read { transaction in
            guard let last = try transaction.lastCheckpoint() else { return .notYet }
            return try find(transaction, last)
        }
    }
}

extension Transaction {
    fileprivate func leaf(of record: FindEvidence.Record) throws -> UInt64? {
        switch record {
        case .leaf(let leaf): try logSize() > Int64(clamping: leaf) ? leaf : nil
        case .statement(let id): try leaves(ofStatements: [id])[id].flatMap(UInt64.init(exactly:))
        }
    }

    /// Whether a statement is there that has no leaf yet.
    fileprivate func isKnown(_ record: FindEvidence.Record) throws -> Bool {
        guard case .statement(let id) = record else { return false }
        return try feedItem(ofStatement: id, Authorities()) != nil
    }
}
