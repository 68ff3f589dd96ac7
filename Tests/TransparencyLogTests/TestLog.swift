import Crypto
import Foundation
import TestSupport
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
        tree = MemoryTree(leaves: try (0..<size).map { TreeHash.leaf(try Self.entry($0)) })
    }

    /// Every thousandth is a record, the others are texts.
    static func entry(_ number: Int) throws -> [UInt8] {
        isRecord(number) ? try record(number).entry : Array("entry \(number)".utf8)
    }

    static func isRecord(_ number: Int) -> Bool { number % 1000 == 7 }

    /// A record with two spans, under keys of its own.
    static func record(_ number: Int) throws -> CommittedRecord {
        let (name, text) = (#""Léa \#(number)""#, #"{"fr":"Très bien"}"#)
        let json = Array(#"{"name":\#(name),"leaf":\#(number),"text":\#(text)}"#.utf8)
        let spans = try [name, text].map { part in
            guard let range = json.firstRange(of: Array(part.utf8)) else { throw MemoryTree.Unknown() }
            return range
        }
        var random = SplitMix64(seed: UInt64(number))
        return try CommittedRecord(kind: 1, committing: json, spans: spans) { PartKey(from: &random) }
    }

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
