import Crypto
import Foundation
import TransparencyLog

/// A log with keys that every run makes alike, and a witness.
struct TestLog {
    static let origin = "rh.example.fr/releve"

    let key: SignerKey
    let witness: VerifierKey
    private let witnessKey: Curve25519.Signing.PrivateKey
    var tree: MemoryTree

    init(size: Int = 0) throws {
        key = try SignerKey(name: Self.origin, key: Self.key(1))
        witnessKey = try Self.key(2)
        let publicKey = Array(witnessKey.publicKey.rawRepresentation)
        witness = try VerifierKey(name: "witness.example/w1", kind: .cosignature, publicKey: publicKey)
        tree = MemoryTree(leaves: (0..<size).map { TreeHash.leaf(Self.entry($0)) })
    }

    static func entry(_ number: Int) -> [UInt8] { Array("entry \(number)".utf8) }

    static func key(_ byte: UInt8) throws -> Curve25519.Signing.PrivateKey {
        try Curve25519.Signing.PrivateKey(rawRepresentation: Array(repeating: byte, count: 32))
    }

    var verifier: LogVerifier {
        LogVerifier(origin: Self.origin, keys: [key.verifierKey], witnesses: [witness])
    }

    func checkpoint(size: UInt64? = nil) throws -> Checkpoint {
        let size = size ?? tree.frontier.size
        return try Checkpoint(origin: Self.origin, size: size, root: tree.root(ofSize: size))
    }

    /// The line that a witness adds (C2SP tlog-cosignature), made here from the words of the specification.
    func cosignature(of text: [UInt8], time: UInt64) throws -> SignedNote.Signature {
        let message = Array("cosignature/v1\ntime \(time)\n".utf8) + text
        let bigEndian = (0..<8).reversed().map { UInt8(truncatingIfNeeded: time >> (8 * UInt64($0))) }
        let signature = bigEndian + Array(try witnessKey.signature(for: message))
        let id = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: witness.keyID >> $0) }
        let line = "— \(witness.name) \(Data(id + signature).base64EncodedString())\n"
        let note = try SignedNote(reading: text + Array("\n\(line)".utf8))
        return note.signatures[0]
    }
}
