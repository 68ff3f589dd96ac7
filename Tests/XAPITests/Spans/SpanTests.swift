import ExactJSON
import TestSupport
import Testing
import XAPI

@Suite("What of a statement tells of somebody")
struct SpanTests {
    /// The bytes of each span, one behind the other.
    private static func text(_ spans: [StatementSpan], of bytes: [UInt8]) -> [UInt8] {
        spans.flatMap { bytes[$0.range] }
    }

    @Test("each place of the standard that may identify somebody is cut out", arguments: SpanScenario.all)
    func places(scenario: SpanScenario) throws {
        _ = try Sample.read(scenario.json, .v2_0)
        let bytes = Array(scenario.json.utf8)
        let spans = try StatementSpan.list(of: bytes)
        let found = spans.filter { $0.kind != .rest }.map {
            SpanScenario.Span($0.kind, String(decoding: bytes[$0.range], as: UTF8.self), $0.person?.canonical)
        }
        #expect(found == scenario.spans)
        #expect(Self.text(spans, of: bytes) == bytes)
        // What is left names nobody.
        let rest = String(decoding: Self.text(spans.filter { $0.kind == .rest }, of: bytes), as: UTF8.self)
        for word in ["mailto:", "Ana", "Bo", "Léa", "Nous", "Les A", "https://e.fr/t\""] {
            #expect(!rest.contains(word), "\(word)")
        }
    }

    @Test("every kind has a place")
    func kinds() {
        let kinds = Set(SpanScenario.all.flatMap { $0.spans.map(\.kind) })
        #expect(kinds.union([.rest]) == Set(StatementSpan.Kind.allCases))
    }

    @Test(
        "the spans of 4,000 generated statements make them up, and null fits in place of any", arguments: [false, true])
    func generated(isVersion2: Bool) throws {
        var generator = StatementGenerator(seed: 611, isVersion2: isVersion2)
        for _ in 0..<2_000 {
            let bytes = Array(generator.statement().spelling.sent.utf8)
            let spans = try StatementSpan.list(of: bytes)
            #expect(Self.text(spans, of: bytes) == bytes)
            #expect(spans.allSatisfy { !$0.range.isEmpty })
            let hideable = StatementSpan.hideable(in: try JSONDocument(reading: bytes).root)
            #expect(hideable == spans.filter { $0.kind != .rest }.map(\.range))
            #expect(!zip(spans, spans.dropFirst()).contains { $0.kind == .rest && $1.kind == .rest })
            #expect(spans.contains { $0.kind == .actor || $0.kind == .member })
            let hidden = spans.flatMap { $0.kind == .rest ? Array(bytes[$0.range]) : Array("null".utf8) }
            let again = try StatementSpan.list(of: hidden)
            let nulls = again.filter { $0.kind != .rest }.map { String(decoding: hidden[$0.range], as: UTF8.self) }
            #expect(nulls.allSatisfy { $0 == "null" })
        }
    }

    @Test("in a batch spans are counted from the statement's own first byte")
    func batch() throws {
        let statement = Sample.statement()
        let batch = try JSONDocument(reading: Array("[ \(statement) , \(statement)]".utf8)).root
        let alone = try StatementSpan.list(of: Array(statement.utf8))
        #expect(batch.elements.map { StatementSpan.list(of: $0) } == [alone, alone])
    }

    @Test("space around a statement is rest; what is no statement is all rest, and what is no JSON is refused")
    func others() throws {
        let bytes = Array(" \(Sample.statement())\n".utf8)
        #expect(Self.text(try StatementSpan.list(of: bytes), of: bytes) == bytes)
        for text in ["1", "[]", "{}", #"{"actor2":{}}"#] {
            #expect(try StatementSpan.list(of: Array(text.utf8)).map(\.kind) == [.rest])
        }
        #expect(throws: JSONError.self) { try StatementSpan.list(of: Array("{".utf8)) }
    }

    @Test("a name that stands twice is cut out twice, and odd values whole")
    func odd() throws {
        let json = #"{"actor":{"mbox":1},"actor":"Léa","object":{"objectType":"Group","member":[null,{}]}}"#
        let bytes = Array(json.utf8)
        let spans = try StatementSpan.list(of: bytes).filter { $0.kind != .rest }
        let texts = spans.map { String(decoding: bytes[$0.range], as: UTF8.self) }
        #expect(texts == [#"{"mbox":1}"#, #""Léa""#, "null", "{}"])
        #expect(spans.allSatisfy { $0.person == nil })
        #expect(StatementSpan.hideable(in: try JSONDocument(reading: bytes).root) == spans.map(\.range))
    }
}
