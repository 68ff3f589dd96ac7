import Crypto
import EvidenceVerification
import Foundation
import Persistence
import TestSupport
import Testing
import TransparencyLog
import XAPI

@testable import LearningRecords

/// Somebody who signs checkpoints of others, made here from the words of C2SP tlog-cosignature.
struct TestWitness {
    private let key = Curve25519.Signing.PrivateKey()
    let verifier: VerifierKey

    init(_ name: String = "witness.example/w1") throws {
        verifier = try VerifierKey(
            name: name, kind: .cosignature, publicKey: Array(key.publicKey.rawRepresentation)
        )
    }

    func cosignature(of text: [UInt8], time: UInt64) throws -> SignedNote.Signature {
        let message = Array("cosignature/v1\ntime \(time)\n".utf8) + text
        let signature = withUnsafeBytes(of: time.bigEndian) { Array($0) } + Array(try key.signature(for: message))
        let id = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: verifier.keyID >> $0) }
        let line = "— \(verifier.name) \(Data(id + signature).base64EncodedString())\n"
        let note = try SignedNote(reading: text + Array("\n\(line)".utf8))
        guard let signature = note.signatures.first else { throw RecordStore.Missing() }
        return signature
    }

    /// As far as the service reads it: DER that holds the digest.
    static func stamp(of text: [UInt8]) -> [UInt8] { [0x30, 0x80] + Array(SHA256.hash(data: text)) + [0, 0] }
}

@Suite("what others say of checkpoints")
struct KeepWitnessesTests {
    @Test("a checkpoint that a witness signed is kept with all who did", arguments: Engine.allCases)
    func kept(engine: Engine) async throws {
        try await engine.withLog { log in
            try await log.grow(0..<3)
            _ = try await log.sign()
            let note = try #require(try await log.last()).note
            let keep = KeepWitnesses(database: log.records.database, files: log.files)
            let (one, other) = (try TestWitness(), try TestWitness("autre.example"))
            let first = note.adding([try one.cosignature(of: note.text, time: 1_700_000_000)])
            #expect(try await keep.keep(first, cosignedBy: [one.verifier], by: "a").get() == first)
            try await log.grow(3..<5)
            _ = try await log.sign()
            let second = note.adding([try other.cosignature(of: note.text, time: 1_700_000_001)])
            let both = try await keep.keep(second, cosignedBy: [other.verifier], by: "a").get()
            #expect(try await keep.cosigned() == both)
            #expect(try await keep.cosigned(size: 3) == both)
            #expect(try await keep.cosigned(size: 5) == nil)
            let seen = try both.signatures(of: [one.verifier, other.verifier]).map(\.time)
            #expect(Set(seen) == [1_700_000_000, 1_700_000_001])
        }
    }

    @Test("what is not about this log, or signed by nobody known, is refused", arguments: Engine.allCases)
    func refused(engine: Engine) async throws {
        try await engine.withLog { log in
            try await log.grow(0..<3)
            _ = try await log.sign()
            let note = try #require(try await log.last()).note
            let keep = KeepWitnesses(database: log.records.database, files: log.files)
            let (one, other) = (try TestWitness(), try TestWitness("autre.example"))
            func refusal(_ note: SignedNote, _ keys: [VerifierKey]) async throws -> KeepWitnesses.Refusal? {
                switch try await keep.keep(note, cosignedBy: keys, by: "a") {
                case .success: nil
                case .failure(let refusal): refusal
                }
            }
            let line = try one.cosignature(of: note.text, time: 7)
            #expect(try await refusal(note, [one.verifier]) == .notCosigned)
            #expect(try await refusal(note.adding([line]), [other.verifier]) == .notCosigned)
            let false1 = try one.cosignature(of: note.text + [0x0A], time: 7)
            #expect(try await refusal(note.adding([false1]), [one.verifier]) == .notCosigned)
            // Signed by the log's key, but of a tree that it never had.
            let signer = try #require(try log.files.keys.read()?.first)
            let forged = try Checkpoint(origin: signer.verifierKey.name, size: 3, root: .empty).signed(by: [signer])
            let seen = forged.adding([try one.cosignature(of: forged.text, time: 7)])
            #expect(try await refusal(seen, [one.verifier]) == .otherTree)
            let stranger = try SignerKey(name: "autre.example/releve")
            let foreign = try Checkpoint(origin: "autre.example/releve", size: 3, root: .empty).signed(by: [stranger])
            #expect(try await refusal(foreign, [one.verifier]) == .otherLog)
            #expect(try await keep.cosigned() == nil)
        }
    }

    @Test("a time stamp is kept where it holds the digest of the checkpoint", arguments: Engine.allCases)
    func stamped(engine: Engine) async throws {
        try await engine.withLog { log in
            try await log.grow(0..<3)
            _ = try await log.sign()
            let text = try #require(try await log.last()).note.text
            let keep = KeepWitnesses(database: log.records.database, files: log.files)
            let reply = TestWitness.stamp(of: text)
            #expect(try await keep.keep(timestamp: reply, ofSize: 3, by: "a") == nil)
            #expect(try await keep.keep(timestamp: reply, ofSize: 3, by: "a") == nil)
            #expect(try await keep.timestamps(ofSize: 3) == [reply])
            #expect(try await keep.keep(timestamp: reply, ofSize: 2, by: "a") == .otherDigest)
            #expect(try await keep.keep(timestamp: reply, ofSize: 9, by: "a") == .otherTree)
            #expect(try await keep.keep(timestamp: reply, ofSize: .max, by: "a") == .otherTree)
            #expect(try await keep.keep(timestamp: Array(reply.dropFirst()), ofSize: 3, by: "a") == .unreadable)
            let large = [0x30] + [UInt8](repeating: 0, count: KeepWitnesses.largestReply)
            #expect(try await keep.keep(timestamp: large, ofSize: 3, by: "a") == .unreadable)
        }
    }

    @Test("the auditor is told when a witness saw the checkpoint, or that it did not", arguments: Engine.allCases)
    func verified(engine: Engine) async throws {
        try await EvidenceStore.run(on: engine) { store in
            let note = try #require(try await store.log.last()).note
            let witness = try TestWitness()
            let cosigned = note.adding([try witness.cosignature(of: note.text, time: 1_700_000_000)])
            _ = try await store.build(BundleQuestion(person: store.lea))
            func verify(_ held: SignedNote?) -> (EvidenceTruth, [String]) {
                var lines: [String] = []
                let verify = VerifyBundle(keys: store.keys, held: held, witnesses: [witness.verifier])
                return (verify(store.path("bundle.zip")) { lines.append($0.text.english) }, lines)
            }
            let (truth, lines) = verify(cosigned)
            #expect(truth == .holds, "\(lines)")
            #expect(
                lines.contains { $0.contains("witness.example/w1 saw the checkpoint on 2023-11-14T22:13:20") },
                "\(lines)"
            )
            let (without, said) = verify(note)
            #expect(without == .unknown, "\(said)")
        }
    }
}
