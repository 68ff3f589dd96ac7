import Crypto
import ExactJSON
import Foundation
package import Persistence
import XAPI

/// Makes a key. The secret is answered once and kept as its SHA-256 (DESIGN of keys: 256 random bits).
package struct CreateKey: Sendable {
    package struct Request: Sendable {
        package var label: String
        /// The source that the key's statements come from: `cegos`, `cnfpt`, …
        package var source: String
        package var scopes: Set<Scope>
        /// Given where an operator brings the credential (`RELEVE_ADMIN_KEY`); made otherwise.
        package var id: String?
        package var secret: String?

        package init(label: String, source: String, scopes: Set<Scope>, id: String? = nil, secret: String? = nil) {
            self.label = label
            self.source = source
            self.scopes = scopes
            self.id = id
            self.secret = secret
        }
    }

    package enum Outcome: Equatable, Sendable {
        case created(id: String, secret: String)
        case alreadyThere
    }

    private let database: any Database
    private let publicURL: String
    private let random: @Sendable (_ count: Int) -> [UInt8]

    /// - Parameter publicURL: home page of the accounts that keys are as authorities.
    package init(database: any Database, publicURL: String, random: @escaping @Sendable (_ count: Int) -> [UInt8]) {
        self.database = database
        self.publicURL = publicURL
        self.random = random
    }

    /// A credential that nobody has: for whoever must write it down before the key is made.
    package func draw() -> (id: String, secret: String) { (hexadecimal(random(12)), hexadecimal(random(32))) }

    package func callAsFunction(_ request: Request) async throws -> Outcome {
        let drawn = draw()
        let (id, secret) = (request.id ?? drawn.id, request.secret ?? drawn.secret)
        let identifier = InverseFunctionalIdentifier.account(homePage: publicURL, name: id)
        let json = identifier.agentJSON
        let isNew = try await database.writeAgainOnRace { transaction in
            if try transaction.hasKey(id) { return false }
            let term = Term.actor(identifier)
            try transaction.insertKey(
                AccessKey(id: id, secret: secret, request: request, authority: json),
                source: try transaction.source(named: request.source),
                authority: try transaction.intern([term])[term] ?? 0
            )
            return true
        }
        return isNew ? .created(id: id, secret: secret) : .alreadyThere
    }
}

/// A key as it is written.
struct AccessKey: Sendable {
    let id: String
    let secretSHA256: [UInt8]
    let label: String
    let scopes: String
    let authority: [UInt8]

    init(id: String, secret: String, request: CreateKey.Request, authority: [UInt8]) {
        self.id = id
        self.secretSHA256 = Array(SHA256.hash(data: Array(secret.utf8)))
        self.label = request.label
        self.scopes = request.scopes.map(\.rawValue).sorted().joined(separator: " ")
        self.authority = authority
    }
}

package func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
}

extension Transaction {
    func hasKey(_ id: String) throws -> Bool {
        try !rows("SELECT 1 FROM access_key WHERE id = \(id)").isEmpty
    }

    func insertKey(_ key: AccessKey, source: Int64, authority: Int64) throws {
        try execute(
            """
            INSERT INTO access_key (id, secret_sha256, label, source, authority, authority_json, scopes, created_at)
            VALUES (\(key.id), \(key.secretSHA256), \(key.label), \(source), \(authority), \(key.authority),
                    \(key.scopes), \(startedAt))
            """
        )
    }

    /// The number of a source, made where it is new.
    func source(named name: String) throws -> Int64 {
        try execute("INSERT INTO source (name) VALUES (\(name)) ON CONFLICT (name) DO NOTHING")
        return try rows("SELECT id FROM source WHERE name = \(name)").first?.integer(0) ?? 0
    }
}
