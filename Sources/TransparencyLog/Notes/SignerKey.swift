package import Crypto
import Foundation

/// The secret half of a key that signs notes. Its text is `PRIVATE+KEY+` and the same parts as a verifier key's, with
/// the seed in place of the public key (golang.org/x/mod/sumdb/note).
package struct SignerKey: Sendable {
    private static let prefix = "PRIVATE+KEY+"

    package let verifierKey: VerifierKey
    private let key: Curve25519.Signing.PrivateKey

    package init(name: String, key: Curve25519.Signing.PrivateKey = .init()) throws(LogFault) {
        verifierKey = try VerifierKey(name: name, publicKey: Array(key.publicKey.rawRepresentation))
        self.key = key
    }

    package init(text: String) throws(LogFault) {
        guard text.utf8.starts(with: Self.prefix.utf8) else { throw .malformedKey }
        let parts = try KeyText(text.utf8.dropFirst(Self.prefix.utf8.count))
        guard parts.kind == VerifierKey.Kind.ed25519.rawValue else { throw .unknownKeyType }
        guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: parts.content) else {
            throw .malformedKey
        }
        try self.init(name: parts.name, key: key)
        guard verifierKey.keyID == parts.keyID else { throw .otherKeyID }
    }

    /// The secret. Nothing else of this type tells it.
    package var text: String {
        let key = verifierKey
        let seed = Array(self.key.rawRepresentation)
        return Self.prefix + KeyText(name: key.name, keyID: key.keyID, kind: key.kind.rawValue, content: seed).text
    }

    func signature(of text: [UInt8]) throws(LogFault) -> SignedNote.Signature {
        guard let signature = try? key.signature(for: text) else { throw .malformedKey }
        return SignedNote.Signature(name: verifierKey.name, keyID: verifierKey.keyID, bytes: Array(signature))
    }
}

extension SignerKey: CustomStringConvertible, CustomReflectable {
    package var description: String { "signer \(verifierKey.name)" }
    package var customMirror: Mirror { Mirror(self, children: ["verifierKey": verifierKey]) }
}
