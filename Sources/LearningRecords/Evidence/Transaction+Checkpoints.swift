import Persistence
import TransparencyLog

/// A checkpoint that was signed, as the store has it.
struct StoredCheckpoint: Sendable {
    let day: Int64
    let note: SignedNote
    let checkpoint: Checkpoint
    /// µs since 1970.
    let signedAt: Int64

    var size: UInt64 { checkpoint.size }

    fileprivate init(_ row: Row) throws {
        day = try row.integer(0)
        note = try SignedNote(reading: try row.blob(1))
        checkpoint = try Checkpoint(reading: note.text)
        signedAt = try row.integer(2)
    }
}

extension Transaction {
    /// The newest one.
    func lastCheckpoint() throws -> StoredCheckpoint? {
        try rows("SELECT day, note, signed_at FROM log_checkpoint ORDER BY day DESC LIMIT 1").first
            .map(StoredCheckpoint.init(_:))
    }

    /// Keeps a checkpoint in the place of the one before, where that is of the same day.
    func keep(_ note: SignedNote, size: UInt64) throws {
        let today = startedAt / 86_400_000_000
        let day = max(today, try lastCheckpoint()?.day ?? today)
        try execute(
            """
            INSERT INTO log_checkpoint (day, size, note, signed_at)
            VALUES (\(day), \(Int64(size)), \(note.bytes), \(startedAt))
            ON CONFLICT (day) DO UPDATE SET size = excluded.size, note = excluded.note, signed_at = excluded.signed_at
            WHERE log_checkpoint.size <= excluded.size
            """
        )
    }

    /// When the last checkpoint of the first day was signed: µs since 1970.
    func firstSignedDay() throws -> Int64? {
        try rows("SELECT signed_at FROM log_checkpoint ORDER BY day LIMIT 1").first?.integer(0)
    }

    /// Those of a log that ended.
    func forgetCheckpoints() throws { try execute("DELETE FROM log_checkpoint") }

    /// The root of the tree at a size; nil where the tree is smaller.
    func root(ofTree size: UInt64) throws -> TreeHash? {
        guard try treeSize() >= Int64(size) else { return nil }
        return try treeReader(ofSize: size).root(ofSize: size)
    }

    func treeReader(ofSize size: UInt64) -> TileHashReader<StoredTiles> {
        TileHashReader(StoredTiles(transaction: self), ofSize: size)
    }
}
