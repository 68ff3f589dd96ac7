import Testing
import TransparencyLog

/// Keys and notes that are published with golang.org/x/mod/sumdb/note and c2sp.org/signed-note.
@Suite("signed notes")
struct NoteTests {
    private static let signer = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
    private static let peter = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    private static let enoch = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop"
    private static let text = """
        If you think cryptography is the answer to your problem,
        then you don't know what your problem is.

        """
    private static let petersLine =
        "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
    private static let enochsLine =
        "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n"

    private static func note(_ lines: String...) throws -> SignedNote {
        try SignedNote(reading: Array("\(text)\n\(lines.joined())".utf8))
    }

    @Test("the published key signs the published text as published")
    func signing() throws {
        let key = try SignerKey(text: Self.signer)
        #expect(key.text == Self.signer)
        #expect(key.verifierKey.text == Self.peter)
        #expect(key.verifierKey.keyID == 0xC74F_20A3)
        let note = try SignedNote(signing: Array(Self.text.utf8), by: [key])
        #expect(String(decoding: note.bytes, as: UTF8.self) == Self.text + "\n" + Self.petersLine)
        #expect(!"\(key)".contains("AYEK"))
    }

    @Test("known keys are verified, others are as if they were not there")
    func verifying() throws {
        let (peter, enoch) = (try VerifierKey(text: Self.peter), try VerifierKey(text: Self.enoch))
        let note = try Self.note(Self.petersLine, Self.enochsLine)
        #expect(try note.signatures(of: [peter]).map(\.key) == [peter])
        #expect(try note.signatures(of: [enoch, peter]).map(\.key) == [peter, enoch])
        #expect(try Self.note(Self.petersLine, Self.petersLine).signatures(of: [peter]).count == 1)
        #expect(throws: LogFault.noKnownSignature) { try note.signatures(of: []) }
        #expect(throws: LogFault.noKnownSignature) { try Self.note(Self.enochsLine).signatures(of: [peter]) }
    }

    @Test("the example of the specification verifies")
    func example() throws {
        let key = try VerifierKey(text: "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")
        let signature = "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM="
        let note = try SignedNote(
            reading: Array("This is an example message.\n\n— example.com/foo \(signature)\n".utf8)
        )
        #expect(try note.signatures(of: [key]).map(\.key) == [key])
    }

    @Test("a wrong signature by a known key is not outweighed by a right one")
    func wrong() throws {
        let keys = [try VerifierKey(text: Self.peter), try VerifierKey(text: Self.enoch)]
        let wrong = Self.enochsLine.replacing("+QQ=", with: "+QU=").replacing("+QU=", with: "+QA=")
        for note in [try Self.note(Self.petersLine, wrong), try Self.note(wrong, Self.petersLine)] {
            #expect(throws: LogFault.wrongSignature) { try note.signatures(of: keys) }
        }
    }

    @Test("a note with any bit flipped does not verify")
    func flipped() throws {
        let key = try VerifierKey(text: Self.peter)
        let bytes = try Self.note(Self.petersLine).bytes
        for place in bytes.indices {
            var changed = bytes
            changed[place] ^= 1 << UInt8(place % 8)
            #expect(throws: LogFault.self, "\(place)") { try SignedNote(reading: changed).signatures(of: [key]) }
        }
    }

    @Test("no part of a key and no changed one is a key")
    func keys() {
        for (text, isKey) in [
            (Self.peter, { (text: String) in (try? VerifierKey(text: text)) != nil }),
            (Self.signer, { (text: String) in (try? SignerKey(text: text)) != nil }),
        ] {
            #expect(isKey(text))
            let bytes = Array(text.utf8)
            for place in bytes.indices {
                var changed = bytes
                changed[place] &+= 1
                #expect(!isKey(String(decoding: changed, as: UTF8.self)), "\(place)")
                #expect(!isKey(String(decoding: bytes[..<place], as: UTF8.self)))
                if place > 0 { #expect(!isKey(String(decoding: bytes[place...], as: UTF8.self))) }
            }
        }
    }

    @Test(
        "why a key is refused",
        arguments: [
            ("PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==", .malformedKey),
            ("PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .unknownKeyType),
            ("PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .otherKeyID),
            ("PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .malformedKey),
            ("Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .malformedKey),
            ("+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .malformedKey), ("", .malformedKey),
        ] as [(String, LogFault)]
    )
    func badKey(text: String, fault: LogFault) {
        #expect(throws: fault) { try VerifierKey(text: text) }
    }

    @Test(
        "what is no note is refused",
        arguments: [
            "", "\n", "\n\n", "text\n", "text\n\n", "text\n\nmore\n", "text\n— A AAAAAAE=\n", "text\n\n— A AAAAAAE=",
            "text\n\n— A AAAAAAE=\n\n", "text\n\n- A AAAAAAE=\n", "text\n\n— A AAAAAA==\n", "text\n\n— A AAAAAAE\n",
            "text\n\n— A  AAAAAAE=\n", "text\n\n—  AAAAAAE=\n", "text\n\n— A+B AAAAAAE=\n",
            "text\n\n— A\u{A0}B AAAAAAE=\n",
            "text\n\n— A AAAAAAE= \n", "text\n\n— A AAAAAAE=\r\n", "te\u{0}xt\n\n— A AAAAAAE=\n",
            "te\txt\n\n— A AAAAAAE=\n",
            "text\n\n— A AAAAAAF=\n", "text\n\n— A AAAA AAE=\n", "text\n\n—A AAAAAAE=\n",
        ]
    )
    func malformed(text: String) {
        #expect(throws: LogFault.malformedNote) { try SignedNote(reading: Array(text.utf8)) }
    }

    @Test("a text may have empty lines; bytes that are no UTF-8, and notes beyond bounds, are refused")
    func bounds() throws {
        let line = "— A AAAAAAE=\n"
        let note = try SignedNote(reading: Array("a\n\nb\n\n\(line)".utf8))
        #expect(note.text == Array("a\n\nb\n".utf8))
        #expect(try SignedNote(reading: note.bytes) == note)
        #expect(note.adding(note.signatures) == note)
        #expect(throws: LogFault.malformedNote) { try SignedNote(reading: [0xFF] + note.bytes) }
        let many = String(repeating: line, count: 101)
        #expect(throws: LogFault.noteTooLarge) { try SignedNote(reading: Array("a\n\n\(many)".utf8)) }
        #expect(try SignedNote(reading: Array("a\n\n\(many.dropLast(line.count))".utf8)).signatures.count == 100)
        #expect(throws: LogFault.noteTooLarge) {
            try SignedNote(reading: Array(repeating: 0x61, count: 1 << 20) + note.bytes)
        }
        let key = try SignerKey(text: Self.signer)
        for text in ["", "no line feed", "a\tb\n"] {
            #expect(throws: LogFault.malformedNote) { try SignedNote(signing: Array(text.utf8), by: [key]) }
        }
        #expect(throws: LogFault.malformedNote) { try SignedNote(signing: Array("a\n".utf8), by: []) }
    }
}
