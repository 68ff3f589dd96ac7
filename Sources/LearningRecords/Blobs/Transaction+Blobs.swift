package import Persistence

extension Transaction {
    /// Counts one more reference to each content; one that stands twice is referred to twice.
    ///
    /// The rows stay locked until the transaction ends, which keeps sweepers from their files: a file that a sweeper
    /// removed since it was prepared gets its name again here, before anybody can read the row.
    package func keep(_ blobs: [BlobToKeep]) throws {
        guard !blobs.isEmpty else { return }
        let contents = Dictionary(blobs.map { ($0.sha256, $0) }, uniquingKeysWith: { first, _ in first })
        let counted = CountedDigests(blobs.map(\.sha256))
        let kept = counted.digests.compactMap { contents[$0] }
        let batch = Batch(
            .blobs("sha256", counted.digests), .integers("refs", counted.counts),
            .integers("size", kept.map(\.size)), .blobs("content", kept.map(\.content))
        )
        // Asked for its rows, so that PostgreSQL has locked them when this returns.
        _ = try rows(
            """
            INSERT INTO blob \(rows: batch)
            ON CONFLICT (sha256) DO UPDATE SET refs = blob.refs + excluded.refs, size = excluded.size,
                content = excluded.content, freed_at = NULL
            RETURNING refs
            """
        )
        for blob in kept { try blob.restoreFile() }
    }

    /// Counts one reference less; what nothing refers to any more is removed later (`SweepBlobs`).
    package func release(_ digests: [[UInt8]]) throws {
        guard !digests.isEmpty else { return }
        let counted = CountedDigests(digests)
        let batch = Batch(.blobs("sha256", counted.digests), .integers("refs", counted.counts))
        try execute(
            """
            UPDATE blob AS b SET refs = b.refs - k.refs,
                freed_at = CASE WHEN b.refs <= k.refs THEN \(startedAt) END
            FROM \(batch) AS k WHERE b.sha256 = k.sha256
            """
        )
    }

    /// A content that is kept; `blob_key` finds it.
    package func blob(_ sha256: [UInt8]) throws -> StoredBlob? {
        try rows("SELECT \(Query.blobColumns) FROM blob b WHERE b.sha256 = \(sha256)").first
            .map { try StoredBlob($0) }
    }

    /// A page of everything that is kept, by digest, for backups and checks; `blob_key` gives the order. Contents that
    /// are in rows are left out of it.
    package func blobs(after digest: [UInt8] = [], limit: Int) throws -> [StoredBlob.Entry] {
        let rows = try rows(
            """
            SELECT b.sha256, b.size, b.refs, CASE WHEN b.content IS NULL THEN 1 ELSE 0 END
            FROM blob b WHERE b.sha256 > \(digest) ORDER BY b.sha256 LIMIT \(limit)
            """
        )
        return try rows.map(StoredBlob.Entry.init(_:))
    }
}

/// Digests in key order, each once: two transactions that meet on them wait for each other instead of deadlocking.
private struct CountedDigests {
    let digests: [[UInt8]]
    let counts: [Int64]

    init(_ all: [[UInt8]]) {
        let counted = Dictionary(all.map { ($0, Int64(1)) }, uniquingKeysWith: +)
            .sorted { $0.key.lexicographicallyPrecedes($1.key) }
        digests = counted.map(\.key)
        counts = counted.map(\.value)
    }
}
