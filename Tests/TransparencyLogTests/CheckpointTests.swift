import Testing

@testable import TransparencyLog

@Suite("checkpoints")
struct CheckpointTests {
    private static let root = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I="
    /// The example of c2sp.org/tlog-cosignature; the keys are not published with it.
    private static let example = """
        example.com/behind-the-sofa
        20852163
        \(root)

        — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
        — witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==

        """

    @Test("the example of the specification is read, and written the same")
    func published() throws {
        let note = try SignedNote(reading: Array(Self.example.utf8))
        let checkpoint = try Checkpoint(reading: note.text)
        #expect(checkpoint.origin == "example.com/behind-the-sofa")
        #expect(checkpoint.size == 20_852_163)
        #expect(checkpoint.extensions.isEmpty)
        #expect(checkpoint.text == note.text)
        #expect(note.bytes == Array(Self.example.utf8))
        #expect(note.signatures.map(\.keyID) == [0x033D_E0AE, 0x8D66_CF3F])
    }

    @Test(
        "what is no checkpoint is refused",
        arguments: [
            "", "\n", "a\n", "a\n1\n", "a\n1\n\(root)", "\n1\n\(root)\n", "a\n01\n\(root)\n", "a\n-1\n\(root)\n",
            "a\n+1\n\(root)\n", "a\n\n\(root)\n", "a\n1 \n\(root)\n", "a\n1\nCsUY\n", "a\n1\n\(root.dropLast())\n",
            "a\n1\n\(root)\n\n", "a\n1\n\(root)\n\nb\n", "a\n9223372036854775808\n\(root)\n", "a\n٣\n\(root)\n",
            "a\n99999999999999999999\n\(root)\n", "a\n1\n\(root.replacing("2I=", with: "2J="))\n",
        ]
    )
    func malformed(text: String) {
        #expect(throws: LogFault.malformedCheckpoint) { try Checkpoint(reading: Array(text.utf8)) }
    }

    @Test("sizes go from nothing to what a database can number; extension lines are kept")
    func lines() throws {
        for size in ["0", "9223372036854775807"] {
            let text = Array("a\n\(size)\n\(Self.root)\none line\nand another\n".utf8)
            let checkpoint = try Checkpoint(reading: text)
            #expect(String(checkpoint.size) == size)
            #expect(checkpoint.extensions == ["one line", "and another"])
            #expect(checkpoint.text == text)
        }
        for origin in ["", "a\nb", "a\u{0}"] {
            #expect(throws: LogFault.malformedCheckpoint) { try Checkpoint(origin: origin, size: 0, root: .empty) }
        }
    }

    @Test("a signed checkpoint verifies, with the time of each witness")
    func signed() throws {
        let log = try TestLog(size: 5)
        let note = try log.checkpoint().signed(by: [log.key])
        let alone = try log.verifier.checkpoint(in: note)
        #expect(alone.checkpoint == (try log.checkpoint()))
        #expect(alone.signatures.map(\.key) == [log.key.verifierKey])
        #expect(alone.cosignatures.isEmpty)
        let cosigned = note.adding([try log.cosignature(of: note.text, time: 1_679_315_147)])
        let verified = try log.verifier.checkpoint(in: SignedNote(reading: cosigned.bytes))
        #expect(verified.cosignatures == [VerifiedSignature(key: log.witness, time: 1_679_315_147)])
        #expect(verified.signatures == alone.signatures)
    }

    @Test("a cosignature of another time, of no time or beyond time is wrong")
    func cosignatures() throws {
        let log = try TestLog(size: 5)
        let note = try log.checkpoint().signed(by: [log.key])
        let right = try log.cosignature(of: note.text, time: 1_700_000_000)
        var lines: [SignedNote.Signature] = [try log.cosignature(of: note.text, time: 1 << 63)]
        let others: [[UInt8]] = [
            Array(right.bytes.dropFirst(8)), [1] + right.bytes.dropFirst(), right.bytes + [0], [0],
        ]
        for bytes in others {
            lines.append(SignedNote.Signature(name: right.name, keyID: right.keyID, bytes: bytes))
        }
        for line in lines {
            #expect(throws: LogFault.wrongSignature) { try log.verifier.checkpoint(in: note.adding([line])) }
        }
    }

    @Test("another log, another key and a witness without the log are refused")
    func strangers() throws {
        let log = try TestLog(size: 5)
        let note = try log.checkpoint().signed(by: [log.key])
        let other = try SignerKey(name: TestLog.origin, key: TestLog.key(9))
        #expect(throws: LogFault.noKnownSignature) {
            try LogVerifier(origin: TestLog.origin, keys: [other.verifierKey]).checkpoint(in: note)
        }
        #expect(throws: LogFault.otherLog) {
            try LogVerifier(origin: "rh.example.fr/other", keys: [log.key.verifierKey]).checkpoint(in: note)
        }
        let witnessed = try SignedNote(signing: note.text, by: [other])
            .adding([log.cosignature(of: note.text, time: 1)])
        #expect(throws: LogFault.notSignedByLog) { try log.verifier.checkpoint(in: witnessed) }
        // Rotation: both sign, and whoever knows one of them believes.
        let both = try log.checkpoint().signed(by: [log.key, other])
        for key in [log.key, other] {
            let verifier = LogVerifier(origin: TestLog.origin, keys: [key.verifierKey])
            #expect(try verifier.checkpoint(in: both).signatures.map(\.key) == [key.verifierKey])
        }
    }

    @Test("a signed text that is no checkpoint is refused")
    func noCheckpoint() throws {
        let log = try TestLog()
        let note = try SignedNote(signing: Array("something else\n".utf8), by: [log.key])
        #expect(throws: LogFault.malformedCheckpoint) { try log.verifier.checkpoint(in: note) }
    }
}
