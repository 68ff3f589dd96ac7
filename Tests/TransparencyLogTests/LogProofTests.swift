import Testing
import TransparencyLog

@Suite("proofs as text")
struct LogProofTests {
    private static func proof(of index: UInt64, in log: TestLog, extra: [UInt8]? = nil) throws -> LogProof {
        let note = try log.checkpoint().signed(by: [log.key])
        let signed = note.adding([try log.cosignature(of: note.text, time: 1_700_000_000)])
        return LogProof(
            try log.tree.inclusionProof(of: index, inSize: log.tree.frontier.size),
            note: signed,
            extra: extra
        )
    }

    @Test("a proof is read as it was written, and says what holds")
    func holds() throws {
        let log = try TestLog(size: 21)
        for (index, extra) in [(0, nil), (7, [1, 2, 3]), (20, [])] as [(UInt64, [UInt8]?)] {
            let proof = try Self.proof(of: index, in: log, extra: extra)
            let read = try LogProof(reading: proof.bytes)
            #expect(read == proof)
            let proven = try log.verifier.verify(read, of: .leaf(try TestLog.entry(Int(index))))
            #expect(proven.index == index)
            #expect(proven.checkpoint.checkpoint == (try log.checkpoint()))
            #expect(proven.checkpoint.cosignatures.map(\.time) == [1_700_000_000])
            #expect(throws: LogFault.otherRoot) { try log.verifier.verify(read, of: .leaf([])) }
        }
    }

    @Test("it is spelt as the specification says")
    func form() throws {
        let log = try TestLog(size: 1)
        let proof = try Self.proof(of: 0, in: log, extra: [1])
        let lines = String(decoding: proof.bytes, as: UTF8.self).split(
            separator: "\n", omittingEmptySubsequences: false)
        #expect(
            lines.prefix(6) == ["c2sp.org/tlog-proof@v1", "extra AQ==", "index 0", "", "rh.example.fr/releve", "1"])
    }

    @Test("a proof with any bit flipped does not hold")
    func flipped() throws {
        let log = try TestLog(size: 21)
        let bytes = try Self.proof(of: 7, in: log).bytes
        let leaf = TreeHash.leaf(try TestLog.entry(7))
        let witness = try #require(bytes.firstRange(of: Array("— witness".utf8))).lowerBound
        for place in bytes.indices {
            var changed = bytes
            changed[place] ^= 1 << UInt8(place % 8)
            let verified = Result { try log.verifier.verify(LogProof(reading: changed), of: leaf) }
            // Whose cosignature it was may become unknown; what the log signed may not.
            if place >= witness, case .success(let proven) = verified {
                #expect(proven.checkpoint.cosignatures.isEmpty)
            } else {
                #expect(throws: LogFault.self, "\(place)") { try verified.get() }
            }
        }
    }

    @Test(
        "what is no proof is refused",
        arguments: [
            ("", .malformedProof), ("c2sp.org/tlog-proof@v1", .malformedProof),
            ("c2sp.org/tlog-proof@v2\n", .unknownProofVersion),
            ("c2sp.org/tlog-proof@v1\n", .malformedProof), ("c2sp.org/tlog-proof@v1\nindex 01\n\n", .malformedProof),
            ("c2sp.org/tlog-proof@v1\nindex 1\n", .malformedProof),
            ("c2sp.org/tlog-proof@v1\nindex 1\nAA==\n\n", .malformedProof),
            ("c2sp.org/tlog-proof@v1\nextra !\nindex 1\n\n", .malformedProof),
            ("c2sp.org/tlog-proof@v1\nindex 1\nextra AQ==\n\n", .malformedProof),
            ("c2sp.org/tlog-proof@v1\nindex 1\n\n", .malformedNote),
        ] as [(String, LogFault)]
    )
    func malformed(text: String, fault: LogFault) {
        #expect(throws: fault) { try LogProof(reading: Array(text.utf8)) }
    }

    @Test("more hashes than any tree has are not read")
    func long() {
        let line = "4zqMQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n"
        let text = "c2sp.org/tlog-proof@v1\nindex 1\n" + String(repeating: line, count: 64) + "\n"
        #expect(throws: LogFault.malformedProof) { try LogProof(reading: Array(text.utf8)) }
    }

    @Test("a log that has grown shows it since any checkpoint")
    func consistency() throws {
        let log = try TestLog(size: 40)
        let note = try log.checkpoint().signed(by: [log.key])
        for size in 0...40 as ClosedRange<UInt64> {
            let proof = ConsistencyNote(try log.tree.consistencyProof(from: size, to: 40), note: note)
            let read = try ConsistencyNote(reading: proof.bytes)
            #expect(read == proof)
            let old = try log.checkpoint(size: size)
            #expect(try log.verifier.verify(read, since: old).checkpoint.size == 40)
            let fork = try Checkpoint(origin: TestLog.origin, size: size, root: .leaf([]))
            #expect(throws: LogFault.inconsistent) { try log.verifier.verify(read, since: fork) }
        }
    }

    @Test("a restored log, another size and another log's checkpoint are found out")
    func forks() throws {
        let log = try TestLog(size: 40)
        let smaller = try log.checkpoint(size: 30).signed(by: [log.key])
        let restored = ConsistencyNote(ConsistencyProof(oldSize: 40, path: []), note: smaller)
        #expect(throws: LogFault.olderTreeIsLarger) { try log.verifier.verify(restored, since: log.checkpoint()) }
        let note = try log.checkpoint().signed(by: [log.key])
        let proof = ConsistencyNote(try log.tree.consistencyProof(from: 30, to: 40), note: note)
        #expect(throws: LogFault.proofLength) { try log.verifier.verify(proof, since: log.checkpoint(size: 29)) }
        let other = try Checkpoint(origin: "other", size: 30, root: log.tree.root(ofSize: 30))
        #expect(throws: LogFault.otherLog) { try log.verifier.verify(proof, since: other) }
        for text in ["", "old 1", "old x\n\n", "old 1\nAA==\n\n", "new 1\n\n"] {
            #expect(throws: LogFault.malformedProof) { try ConsistencyNote(reading: Array(text.utf8)) }
        }
    }
}
