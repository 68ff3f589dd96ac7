import Crypto
package import Persistence
package import TransparencyLog

/// Keeps what others say of a checkpoint beside it: cosignatures of witnesses (C2SP tlog-cosignature), and time stamps
/// (RFC 3161). Both are brought by an operator; the service asks nobody.
package struct KeepWitnesses: Sendable {
    package enum Refusal: Error, Equatable, Sendable {
        case unreadable
        /// The note is of another log, or not signed by this one.
        case otherLog
        /// Of this size the tree has another root, or it is not that large.
        case otherTree
        /// A signature that no key of the log and none of the witnesses named made, or no cosignature at all.
        case notCosigned
        /// The reply does not hold the digest of the checkpoint.
        case otherDigest
    }

    /// Bytes of a time stamp reply.
    package static let largestReply = 64 << 10

    private let database: any Database
    private let files: LogFiles

    package init(database: any Database, files: LogFiles) {
        self.database = database
        self.files = files
    }

    /// Keeps a checkpoint with cosignatures.
    ///
    /// - Parameter witnesses: the keys of those who cosigned.
    /// - Returns: the note with all cosignatures that are known of it.
    package func keep(
        _ note: SignedNote, cosignedBy witnesses: [VerifierKey], by key: String
    ) async throws -> Result<SignedNote, Refusal> {
        let keys = try files.keys.read()?.map(\.verifierKey) ?? []
        guard let origin = keys.first?.name else { return .failure(.otherLog) }
        let verifier = LogVerifier(origin: origin, keys: keys, witnesses: witnesses)
        let verified: VerifiedCheckpoint
        do { verified = try verifier.checkpoint(in: note) } catch {
            return .failure(error == .wrongSignature ? .notCosigned : .otherLog)
        }
        let count = verified.signatures.count + verified.cosignatures.count
        guard !verified.cosignatures.isEmpty, count == note.signatures.count else { return .failure(.notCosigned) }
        let checkpoint = verified.checkpoint
        return try await database.write { transaction in
            guard try transaction.root(ofTree: checkpoint.size) == checkpoint.root else { return .failure(.otherTree) }
            let all = try transaction.cosigned(size: checkpoint.size)?.adding(note.signatures) ?? note
            try transaction.execute(
                """
                INSERT INTO log_cosigned (size, note, at, access_key)
                VALUES (\(Int64(checkpoint.size)), \(all.bytes), \(transaction.startedAt), \(key))
                ON CONFLICT (size) DO UPDATE SET note = excluded.note, at = excluded.at, access_key = excluded.access_key
                """
            )
            return .success(all)
        }
    }

    /// Keeps what a time stamping authority answered about the text of a checkpoint, which is its first three lines: origin,
    /// size and root, each with its line feed.
    package func keep(
        timestamp reply: [UInt8], ofSize size: UInt64, by key: String
    ) async throws -> Refusal? {
        guard reply.count <= Self.largestReply, reply.first == 0x30 else { return .unreadable }
        guard let origin = try files.keys.read()?.first?.verifierKey.name else { return .otherLog }
        return try await database.write { transaction in
            guard size <= UInt64(Int64.max), let root = try transaction.root(ofTree: size) else { return .otherTree }
            let text = try Checkpoint(origin: origin, size: size, root: root).text
            let isAbout =
                reply.holds(Array(SHA256.hash(data: text))) || reply.holds(Array(SHA384.hash(data: text)))
                || reply.holds(Array(SHA512.hash(data: text)))
            guard isAbout else { return .otherDigest }
            try transaction.execute(
                """
                INSERT INTO log_timestamp (size, reply, at, access_key)
                VALUES (\(Int64(size)), \(reply), \(transaction.startedAt), \(key)) ON CONFLICT (size, reply) DO NOTHING
                """
            )
            return nil
        }
    }

    /// The newest checkpoint that a witness cosigned, or that of a size.
    package func cosigned(size: UInt64? = nil) async throws -> SignedNote? {
        try await database.read { transaction in
            if let size { return try transaction.cosigned(size: size) }
            let row = try transaction.rows("SELECT note FROM log_cosigned ORDER BY size DESC LIMIT 1").first
            return try row.map { try SignedNote(reading: try $0.blob(0)) }
        }
    }

    /// Replies about the checkpoint of a size, oldest first.
    package func timestamps(ofSize size: UInt64) async throws -> [[UInt8]] {
        guard let size = Int64(exactly: size) else { return [] }
        return try await database.read { transaction in
            try transaction.rows("SELECT at, reply FROM log_timestamp WHERE size = \(size)")
                .map { (at: try $0.integer(0), reply: try $0.blob(1)) }.sorted { $0.at < $1.at }.map(\.reply)
        }
    }
}

extension Transaction {
    fileprivate func cosigned(size: UInt64) throws -> SignedNote? {
        guard let size = Int64(exactly: size) else { return nil }
        return try rows("SELECT note FROM log_cosigned WHERE size = \(size)").first.map {
            try SignedNote(reading: try $0.blob(0))
        }
    }
}

extension [UInt8] {
    /// Whether these bytes stand somewhere in it.
    fileprivate func holds(_ other: [UInt8]) -> Bool {
        guard let first = other.first, count >= other.count else { return false }
        return indices.dropLast(other.count - 1).contains { place in
            self[place] == first && self[place..<place + other.count].elementsEqual(other)
        }
    }
}
