import Crypto
import CryptoExtras

/// Seals subjects: signatures of which a key gives one alone for a text, and which whoever has its public half can check
/// (RSASSA-PKCS1-v1_5 with SHA-256, RFC 8017 section 8.2). Nobody without the key can tell the seal of a subject, not even
/// one whose address they guess; and the log cannot make two.
package struct PeriodKey: Sendable {
    private let key: _RSA.Signing.PrivateKey

    /// A new key of 2048 bits.
    package init() throws { key = try _RSA.Signing.PrivateKey(keySize: .bits2048) }

    /// - Parameter bytes: what `bytes` answered.
    package init(_ bytes: [UInt8]) throws { key = try _RSA.Signing.PrivateKey(derRepresentation: bytes) }

    /// Keep them secret (RFC 8017 A.1.2, DER).
    package var bytes: [UInt8] { Array(key.derRepresentation) }

    package var verifier: PeriodVerifierKey { PeriodVerifierKey(key.publicKey) }

    package func seal(of subject: PeriodSubject) throws -> [UInt8] {
        Array(try key.signature(for: subject.text, padding: .insecurePKCS1v1_5).rawRepresentation)
    }
}

/// The public half of a `PeriodKey`.
package struct PeriodVerifierKey: Sendable {
    private let key: _RSA.Signing.PublicKey

    fileprivate init(_ key: _RSA.Signing.PublicKey) { self.key = key }

    /// nil for what is no key of 2048 bits and more in DER.
    package init?(_ bytes: [UInt8]) {
        guard let key = try? _RSA.Signing.PublicKey(derRepresentation: bytes) else { return nil }
        self.key = key
    }

    package var bytes: [UInt8] { Array(key.derRepresentation) }
    /// By which the records of periods name it.
    package var digest: String { Base64Text.text(of: Array(SHA256.hash(data: bytes))) }

    func accepts(_ seal: [UInt8], of subject: PeriodSubject) -> Bool {
        key.isValidSignature(.init(rawRepresentation: seal), for: subject.text, padding: .insecurePKCS1v1_5)
    }
}
