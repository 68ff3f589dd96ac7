import Crypto
import EvidenceVerification
import ExactJSON
import Persistence
import TransparencyLog
import XAPI

/// What of the log was erased: rows of `erased_part`.
extension Transaction {
    /// By leaf, the commitments of parts that were erased; `erased_part_key` finds them.
    func erasedParts(at leaves: [Int64]) throws -> [Int64: [Int: TreeHash]] {
        let rows = try rows(
            """
            SELECT e.leaf, e.part, e.commitment FROM \(Batch(.integers("leaf", leaves))) AS k
            JOIN erased_part e ON e.leaf = k.leaf AND e.part > 0
            """
        )
        return try rows.reduce(into: [:]) { parts, row in
            guard let commitment = TreeHash(try row.blob(2)) else { return }
            parts[try row.integer(0), default: [:]][Int(clamping: try row.integer(1))] = commitment
        }
    }

    /// Leaves whose records are gone, as a tombstone says: one without is a leaf whose record somebody took away.
    func erasedLeaves(from first: Int64, to end: Int64) throws -> Set<Int64> {
        let rows = try rows(
            """
            SELECT l.leaf FROM log_entry l JOIN erased_part e ON e.leaf = l.leaf AND e.part = 0
            WHERE l.leaf >= \(first) AND l.leaf < \(end) AND l.kind = 0
            """
        )
        return Set(try rows.map { try $0.integer(0) })
    }

    /// Tombstones. They count and commit to what was erased, so that nothing more can be taken away in their name.
    func erasures(of entries: (source: Query, condition: Query)) throws -> [Int64: RecordText] {
        let rows = try rows(
            """
            SELECT l.leaf, e.id, e.uid, e.at, e.access_key, e.reason, e.requested_by, e.again
            FROM \(entries.source) JOIN erasure e ON e.id = l.record
            WHERE \(entries.condition) AND l.kind = \(RecordKind.erasure.stored)
            """
        )
        return try rows.reduce(into: [:]) { texts, row in
            let parts = try ErasedParts(of: try row.integer(1), in: self)
            var writer = JSONWriter(capacity: 512)
            try writer.object { record in
                record.member("erasure", try row.uuid(2).canonical)
                record.member("at", Instant(microseconds: try row.integer(3)).rfc3339)
                record.member("key", try row.text(4))
                record.member("reason", try row.text(5))
                record.member("requested_by", try row.optionalText(6))
                if let again = try row.optionalUUID(7) { record.member("again", again.canonical) }
                record.member("records", parts.records)
                record.member("redacted", parts.redacted)
                record.member("parts", hexadecimal(parts.digest))
            }
            texts[try row.integer(0)] = try RecordText(.erasure, writtenAs: writer.bytes)
        }
    }
}

/// What one erasure took of the log.
private struct ErasedParts {
    /// Whole records.
    private(set) var records: Int64 = 0
    /// Parts of others.
    private(set) var redacted: Int64 = 0
    /// SHA-256 of leaf and part of each, eight bytes and four, in order.
    let digest: [UInt8]

    init(of erasure: Int64, in transaction: any Transaction) throws {
        let rows = try transaction.rows(
            "SELECT e.leaf, e.part FROM erased_part e WHERE e.erasure = \(erasure) ORDER BY e.leaf, e.part"
        )
        var hash = SHA256()
        for row in rows {
            let (leaf, part) = (try row.integer(0), try row.integer(1))
            if part == 0 { records += 1 } else { redacted += 1 }
            withUnsafeBytes(of: leaf.bigEndian) { hash.update(bufferPointer: $0) }
            withUnsafeBytes(of: UInt32(truncatingIfNeeded: part).bigEndian) { hash.update(bufferPointer: $0) }
        }
        digest = Array(hash.finalize())
    }
}
