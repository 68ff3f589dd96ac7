import EvidenceVerification
import ExactJSON
import Foundation
import TestSupport
import Testing
import TransparencyLog
import XAPI

@Suite("the texts of records")
struct RecordTextTests {
    private static let id = UUID(uuid: (1, 2, 3, 4, 5, 6, 0x47, 8, 0x89, 10, 11, 12, 13, 14, 15, 16))
    private static let authority =
        #"{"objectType":"Agent","account":{"homePage":"https://releve.example.fr","name":"cegos"}}"#

    private static func record(of statement: String) -> StatementRecord {
        StatementRecord(
            id: id, stored: Instant(microseconds: 1_767_225_600_000_123), version: .v1_0_3, source: "\"CEGOS\"",
            authority: Array(authority.utf8), raw: Array(statement.utf8)
        )
    }

    private static func hidden(in text: RecordText) -> [String] {
        text.spans.map { String(decoding: text.json[$0], as: UTF8.self) }
    }

    @Test("a statement is its bytes, with what the service set before them")
    func statement() throws {
        let raw =
            #"{ "actor" : {"mbox":"mailto:lea@example.fr"}, "verb":{"id":"https://example.fr/did"}, "#
            + #""object":{"id":"https://example.fr/a"},"result":{"response":"Oui","score":{"scaled":0.50}} }"#
        let record = Self.record(of: raw)
        let text = try record.text()
        #expect(
            String(decoding: text.json, as: UTF8.self)
                == #"{"id":"01020304-0506-4708-890a-0b0c0d0e0f10","stored":"2026-01-01T00:00:00.000123Z","#
                + #""version":"1.0.3","source":"\"CEGOS\"","authority":\#(Self.authority),"statement":\#(raw)}"#
        )
        #expect(Self.hidden(in: text) == [Self.authority, #"{"mbox":"mailto:lea@example.fr"}"#, #""Oui""#])
        #expect(StatementRecord(reading: text.json) == record)
    }

    @Test("every statement is read again as it was written, whatever its spelling")
    func generated() throws {
        for isVersion2 in [false, true] {
            var generator = StatementGenerator(seed: 5, isVersion2: isVersion2)
            for _ in 0..<300 {
                let record = Self.record(of: generator.statement().spelling.sent)
                let text = try record.text()
                #expect(StatementRecord(reading: text.json) == record)
                let keys = try KeyTree(secret: Array(repeating: 1, count: 32)).keys(ofRecord: 3, parts: text.parts)
                let committed = try text.committed(under: keys)
                #expect(try committed.content()?.json == text.json)
                #expect(committed.parts.count == text.parts)
            }
        }
    }

    @Test("other records hide what stands under certain names, at any depth")
    func members() throws {
        let event =
            #"{"event":"changed","identifier":{"mbox":"mailto:a@e.fr"},"changes":"#
            + #"[{"field":"name","before":null,"after":"Léa"},{"field":"site","before":"Nord","after":null}]}"#
        let text = try RecordText(.personEvent, writtenAs: Array(event.utf8))
        #expect(Self.hidden(in: text) == [#"{"mbox":"mailto:a@e.fr"}"#, #""Léa""#, #""Nord""#])
        #expect(try RecordText(.package, writtenAs: Array(event.utf8)).spans.isEmpty)
    }

    @Test("a part whose key was destroyed cannot be committed to")
    func destroyed() throws {
        let text = try Self.record(of: #"{"actor":{"mbox":"mailto:lea@example.fr"}}"#).text()
        var tree = try KeyTree(secret: Array(repeating: 1, count: 32))
        tree.destroy(part: 1, ofRecord: 0, parts: text.parts)
        #expect(throws: LogFault.destroyedKey) { try text.committed(under: tree.keys(ofRecord: 0, parts: text.parts)) }
        #expect(throws: LogFault.destroyedKey) { try text.committed(under: []) }
    }
}
