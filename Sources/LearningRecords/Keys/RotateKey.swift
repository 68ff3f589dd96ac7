import Crypto
package import Persistence

/// Gives a key a new secret. The one before is good for a while longer where whoever uses the key needs time; the one
/// before that is not.
package struct RotateKey: Sendable {
    package struct Rotated: Sendable {
        package let secret: String
        /// Until when the secret before is good, in µs since 1970.
        package let oldSecretUntil: Int64
    }

    /// Seconds in seven days.
    package static let longestGrace = 604_800

    private let database: any Database
    private let authenticate: AuthenticateKey?
    private let random: @Sendable (_ count: Int) -> [UInt8]

    package init(
        database: any Database, authenticate: AuthenticateKey? = nil,
        random: @escaping @Sendable (_ count: Int) -> [UInt8]
    ) {
        self.database = database
        self.authenticate = authenticate
        self.random = random
    }

    /// The new secret is good at once on every node; an old one that gets no grace, for a few seconds on others.
    ///
    /// - Parameter grace: seconds for which the secret before is still good; what is out of range is brought into it.
    /// - Returns: nil where no such key is in force.
    package func callAsFunction(_ id: String, grace: Int) async throws -> Rotated? {
        let secret = hexadecimal(random(32))
        let digest = Array(SHA256.hash(data: Array(secret.utf8)))
        let grace = Int64(min(max(grace, 0), Self.longestGrace)) * 1_000_000
        let until = try await database.write { transaction in
            let until = transaction.startedAt &+ grace
            let isRotated = try !transaction.rows(
                """
                UPDATE access_key SET old_secret_sha256 = secret_sha256, old_secret_until = \(until),
                    secret_sha256 = \(digest), rotated_at = \(transaction.startedAt)
                WHERE id = \(id) AND revoked_at IS NULL RETURNING id
                """
            ).isEmpty
            return isRotated ? until : nil
        }
        authenticate?.forget(id)
        return until.map { Rotated(secret: secret, oldSecretUntil: $0) }
    }
}
