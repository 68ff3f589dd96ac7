package import Persistence

/// Removes contents that nothing has referred to for a while, rows and files. Any number of nodes may sweep at once.
package struct SweepBlobs: Sendable {
    /// How long content stays after its last reference went: longer than a reader takes from its row to its file.
    package static let grace = Duration.seconds(3_600)
    /// Contents in one transaction: other writers wait for it on SQLite.
    private static let largestGroup = 100

    private let database: any Database
    private let files: DigestFiles
    /// µs.
    private let grace: Int64

    package init(database: any Database, files: DigestFiles, grace: Duration = Self.grace) {
        self.database = database
        self.files = files
        self.grace = grace.components.seconds * 1_000_000
    }

    /// - Returns: how many contents were removed.
    package func callAsFunction() async throws -> Int {
        var count = 0
        while true {
            let freed = try await database.read { [grace] in
                try $0.freedBlobs(before: $0.startedAt - grace, limit: Self.largestGroup)
            }
            guard !freed.isEmpty else { return count }
            count += try await remove(freed, after: grace)
        }
    }

    /// Removes these without waiting, where nothing refers to them: what an erasure has freed is gone when it ends.
    ///
    /// - Returns: how many were removed.
    package func erase(_ digests: [[UInt8]]) async throws -> Int {
        try await remove(digests, after: 0)
    }

    /// Gives files that no row knows a row that is freed, so that they go in their time: whoever wrote them was stopped
    /// before the commit, or is about to commit, and then counts its reference to this row.
    ///
    /// - Returns: how many such files there were.
    package func adopt() async throws -> Int {
        var rest = try await FileWork.run { [files] in try files.digests() }[...]
        var count = 0
        while !rest.isEmpty {
            let group = Array(rest.prefix(1_000))
            rest = rest.dropFirst(group.count)
            let unknown = try await database.read { try $0.unknownBlobs(among: group) }
            guard !unknown.isEmpty else { continue }
            try await database.write { try $0.insertFreed(unknown) }
            count += unknown.count
        }
        return count
    }

    /// Each file goes while its row is locked, so that whoever keeps the same content meanwhile sees that it is gone.
    private func remove(_ digests: [[UInt8]], after grace: Int64) async throws -> Int {
        try await database.write { [files] transaction in
            let freed = try transaction.lockFreedBlobs(digests, before: transaction.startedAt - grace)
            for blob in freed where blob.isFile { try files.remove(blob.sha256) }
            try transaction.deleteBlobs(freed.map(\.sha256))
            return freed.count
        }
    }
}

extension Transaction {
    /// Contents that were freed at this time or before; `blob_freed` finds them.
    func freedBlobs(before time: Int64, limit: Int) throws -> [[UInt8]] {
        try rows("SELECT sha256 FROM blob WHERE freed_at <= \(time) ORDER BY freed_at LIMIT \(limit)")
            .map { try $0.blob(0) }
    }

    /// Those of `digests` that are freed still; `blob_key` finds each.
    fileprivate func lockFreedBlobs(_ digests: [[UInt8]], before time: Int64) throws -> [StoredBlob.Entry] {
        let batch = Batch(.blobs("sha256", digests.sorted { $0.lexicographicallyPrecedes($1) }))
        let rows = try rows(
            """
            SELECT b.sha256, b.size, b.refs, CASE WHEN b.content IS NULL THEN 1 ELSE 0 END
            FROM blob b WHERE b.sha256 IN (SELECT k.sha256 FROM \(batch) AS k) AND b.freed_at <= \(time)
            ORDER BY b.sha256 \(Fragment.lockRows(of: "b"))
            """
        )
        return try rows.map(StoredBlob.Entry.init(_:))
    }

    fileprivate func deleteBlobs(_ digests: [[UInt8]]) throws {
        guard !digests.isEmpty else { return }
        try execute("DELETE FROM blob WHERE sha256 IN (SELECT k.sha256 FROM \(Batch(.blobs("sha256", digests))) AS k)")
    }

    fileprivate func unknownBlobs(among digests: [[UInt8]]) throws -> [[UInt8]] {
        let batch = Batch(.blobs("sha256", digests))
        return try rows(
            """
            SELECT k.sha256 FROM \(batch) AS k LEFT JOIN blob b ON b.sha256 = k.sha256 WHERE b.sha256 IS NULL
            """
        ).map { try $0.blob(0) }
    }

    /// Their size is not asked: they are on their way out, unless somebody keeps the same content.
    fileprivate func insertFreed(_ digests: [[UInt8]]) throws {
        let batch = Batch(.blobs("sha256", digests.sorted { $0.lexicographicallyPrecedes($1) }))
        try execute(
            """
            INSERT INTO blob (sha256, size, refs, freed_at)
            SELECT k.sha256, 0, 0, \(startedAt) FROM \(batch) AS k WHERE true ON CONFLICT (sha256) DO NOTHING
            """
        )
    }
}
