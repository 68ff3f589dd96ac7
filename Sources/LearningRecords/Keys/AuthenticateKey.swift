import Crypto
import Foundation
package import Persistence
import Synchronization

/// Answers who is calling, by key and secret. What was found is remembered for a few seconds, which bounds how long
/// another node's revocation takes to be seen here.
package final class AuthenticateKey: Sendable {
    private struct Remembered: Sendable {
        let credential: Credential
        let secretSHA256: [UInt8]
        /// The secret before the last rotation, and until when it is good, in µs since 1970.
        let oldSecret: (sha256: [UInt8], until: Int64)?
        let readAt: Int64
    }

    private let database: any Database
    private let clock: @Sendable () -> Int64
    private let remembered = Mutex<[String: Remembered]>([:])
    private let lifetime: Int64 = 5_000_000
    private let capacity = 10_000

    /// - Parameter clock: µs since 1970.
    package init(database: any Database, clock: @escaping @Sendable () -> Int64) {
        self.database = database
        self.clock = clock
    }

    /// The credential of a key that exists, is not revoked and whose secret is the one given; nil otherwise. A secret that is
    /// not the remembered one may be a new one, given on another node: then the key is read again.
    package func callAsFunction(key: String, secret: String) async throws -> Credential? {
        let digest = Array(SHA256.hash(data: Array(secret.utf8)))
        if let known = remembered.withLock({ $0[key] }), clock() < known.readAt &+ lifetime {
            if isRight(digest, for: known) { return known.credential }
        }
        guard let read = try await read(key) else {
            forget(key)
            return try await inspector(key, digest)
        }
        remembered.withLock { remembered in
            if remembered.count >= capacity { remembered.removeAll() }
            remembered[key] = read
        }
        return isRight(digest, for: read) ? read.credential : nil
    }

    /// Called when a key is revoked or gets a new secret on this node.
    package func forget(_ key: String) {
        remembered.withLock { $0[key] = nil }
    }

    private func read(_ key: String) async throws -> Remembered? {
        let now = clock()
        return try await database.glance { transaction in
            let row = try transaction.rows(
                """
                SELECT secret_sha256, source, authority, authority_json, scopes, old_secret_sha256, old_secret_until,
                    label
                FROM access_key
                WHERE id = \(key) AND revoked_at IS NULL
                """
            ).first
            guard let row else { return nil }
            let named = try row.text(4).split(separator: " ").compactMap { Scope(rawValue: String($0)) }
            let credential = Credential(
                key: key, source: try row.integer(1),
                authority: .init(term: try row.integer(2), json: try row.blob(3)),
                scopes: named.reduce(into: []) { $0.formUnion($1.contained) }, name: try row.text(7)
            )
            let old = try row.optionalBlob(5).map { (sha256: $0, until: try row.integer(6)) }
            return Remembered(
                credential: credential, secretSHA256: try row.blob(0), oldSecret: old, readAt: now
            )
        }
    }

    /// Read anew each time: who is revoked is out at once, on every node.
    private func inspector(_ key: String, _ digest: [UInt8]) async throws -> Credential? {
        guard let found = try await database.glance({ try $0.inspection(ofKey: key) }),
            isEqual(found.secretSHA256, digest)
        else { return nil }
        return Credential(
            key: key, source: 0, authority: .init(term: 0, json: []), scopes: [], name: found.inspection.auditor,
            inspection: found.inspection
        )
    }

    private func isRight(_ digest: [UInt8], for key: Remembered) -> Bool {
        if isEqual(key.secretSHA256, digest) { return true }
        guard let old = key.oldSecret, clock() < old.until else { return false }
        return isEqual(old.sha256, digest)
    }

    /// Takes the same time wherever the first difference is.
    private func isEqual(_ one: [UInt8], _ other: [UInt8]) -> Bool {
        guard one.count == other.count else { return false }
        return zip(one, other).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
