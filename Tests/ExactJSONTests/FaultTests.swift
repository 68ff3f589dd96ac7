import ExactJSON
import Testing

/// A text that is refused, with the fault and its offset.
struct FaultScenario: CustomTestStringConvertible {
    let testDescription: String
    let text: SuiteCase
    let error: JSONError

    init(_ name: String, _ pieces: SuiteCase.Piece..., reason: JSONError.Reason, at offset: Int) {
        testDescription = name
        text = SuiteCase(name, pieces)
        error = JSONError(reason, at: offset)
    }

    static let all = [
        FaultScenario("nothing at all", reason: .empty, at: 0),
        FaultScenario("space alone", " \t\r\n", reason: .empty, at: 4),
        FaultScenario("a byte order mark", 0xEF, 0xBB, 0xBF, "{}", reason: .unexpectedByte, at: 0),
        FaultScenario("a no-break space", "[\u{A0}1]", reason: .unexpectedByte, at: 1),
        FaultScenario("a second value", "{} []", reason: .trailingBytes, at: 3),
        FaultScenario("a null byte behind the value", "1", 0x00, reason: .trailingBytes, at: 1),
        FaultScenario("a comma before the end of an array", "[1 ,\n]", reason: .unexpectedByte, at: 5),
        FaultScenario("a comma before the end of an object", #"{"a":1,}"#, reason: .unexpectedByte, at: 7),
        FaultScenario("a key without quotes", "{a:1}", reason: .unexpectedByte, at: 1),
        FaultScenario("a key without a colon", #"{"a" 1}"#, reason: .unexpectedByte, at: 5),
        FaultScenario("the wrong bracket", #"{"a":1]"#, reason: .unexpectedByte, at: 6),
        FaultScenario("a word that goes astray", "[true, nulL]", reason: .unexpectedByte, at: 10),
        FaultScenario("a word cut off", "tru", reason: .unexpectedEnd, at: 3),
        FaultScenario("an object cut off", #"{"a":1"#, reason: .unexpectedEnd, at: 6),
        FaultScenario("a value missing at the end", #"{"a":"#, reason: .unexpectedEnd, at: 5),
        FaultScenario("a leading zero", "[-01]", reason: .invalidNumber, at: 3),
        FaultScenario("a fraction without digits", "[1.]", reason: .invalidNumber, at: 3),
        FaultScenario("an exponent without digits", "[1e+]", reason: .invalidNumber, at: 4),
        FaultScenario("a sign alone", "[-]", reason: .invalidNumber, at: 2),
        FaultScenario("a number cut off", "1.5e", reason: .unexpectedEnd, at: 4),
        FaultScenario("an unknown escape", #"["ab\'"]"#, reason: .invalidEscape, at: 4),
        FaultScenario("an escape with too few digits", #"["\u12"]"#, reason: .invalidEscape, at: 6),
        FaultScenario("an escape cut off", #"["\"#, reason: .unexpectedEnd, at: 3),
        FaultScenario("a first half alone", #"["\uD800"]"#, reason: .loneSurrogate, at: 2),
        FaultScenario("a second half alone", #"["a\uDC00"]"#, reason: .loneSurrogate, at: 3),
        FaultScenario("two first halves", #"["\uD800\uD800"]"#, reason: .loneSurrogate, at: 2),
        FaultScenario("a half in a key", #"{"\uDFFF":1}"#, reason: .loneSurrogate, at: 2),
        FaultScenario("a line feed in a string", "[\"line\n\"]", reason: .controlCharacter, at: 6),
        FaultScenario("a string that does not end", #""0123456789abcdef"#, reason: .unexpectedEnd, at: 17),
        FaultScenario("an overlong slash", "\"", 0xC0, 0xAF, "\"", reason: .invalidUTF8, at: 1),
        FaultScenario("an overlong form of three bytes", "\"", 0xE0, 0x9F, 0xBF, "\"", reason: .invalidUTF8, at: 1),
        FaultScenario("an overlong form of four", "\"", 0xF0, 0x8F, 0xBF, 0xBF, "\"", reason: .invalidUTF8, at: 1),
        FaultScenario("a surrogate in UTF-8", "\"", 0xED, 0xA0, 0x80, "\"", reason: .invalidUTF8, at: 1),
        FaultScenario("one past U+10FFFF", "\"", 0xF4, 0x90, 0x80, 0x80, "\"", reason: .invalidUTF8, at: 1),
        FaultScenario("a scalar cut off by the quote", "\"ab", 0xE2, 0x82, "\"", reason: .invalidUTF8, at: 3),
        FaultScenario("a scalar cut off by the end", "\"ab", 0xF0, 0x9F, 0x98, reason: .invalidUTF8, at: 3),
    ]
}

@Suite("faults")
struct FaultTests {
    @Test("the first fault is told with its offset", arguments: FaultScenario.all)
    func fault(scenario: FaultScenario) {
        #expect(throws: scenario.error) { try JSONDocument(reading: scenario.text.bytes) }
    }

    @Test("every control character must be escaped", arguments: UInt8(0)..<0x20)
    func controlCharacters(byte: UInt8) {
        for length in 0..<17 {
            let bytes =
                [0x22] + [UInt8](repeating: 0x61, count: length) + [byte, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x22]
            #expect(throws: JSONError(.controlCharacter, at: length + 1)) { try JSONDocument(reading: bytes) }
        }
    }

    @Test("every scalar of UTF-8 is read, and every other sequence of two to four bytes refused")
    func allSequences() {
        let bounds: [UInt8] = [0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF]
        for first in UInt8(0x80)...0xFF {
            for second in bounds {
                for third in bounds {
                    for fourth in bounds {
                        let sequence = [first, second, third, fourth].filter { $0 >= 0x80 }
                        let isRead = (try? JSONDocument(reading: [0x22] + sequence + [0x22])) != nil
                        let isUTF8 = String(validating: sequence, as: UTF8.self) != nil
                        if isRead != isUTF8 { Issue.record("\(sequence): read \(isRead), UTF-8 \(isUTF8)") }
                    }
                }
            }
        }
    }

    @Test("containers inside one another are counted", arguments: [("[", "]"), (#"{"a":"#, "}")])
    func depth(opening: String, closing: String) throws {
        func nested(_ depth: Int) -> [UInt8] {
            let inner = opening == "[" ? "" : "1"
            return Array(
                (String(repeating: opening, count: depth) + inner + String(repeating: closing, count: depth)).utf8
            )
        }
        #expect(throws: Never.self) { try JSONDocument(reading: nested(128)) }
        #expect(throws: JSONError(.tooDeep, at: 128 * opening.utf8.count)) { try JSONDocument(reading: nested(129)) }
        #expect(throws: JSONError(.tooDeep, at: 128 * opening.utf8.count)) {
            try JSONDocument(reading: nested(100_000))
        }
        let deep = JSONDocument.Limits(depth: 100_000)
        #expect(try JSONDocument(reading: nested(100_000), limits: deep).root.range.lowerBound == 0)
    }

    @Test("neighbours do not add to the depth, and a scalar alone needs none")
    func depthOfNeighbours() throws {
        let neighbours = Array(("[" + String(repeating: "[[]],", count: 1000) + "[]]").utf8)
        let limits = JSONDocument.Limits(depth: 3)
        #expect(try JSONDocument(reading: neighbours, limits: limits).root.count == 1001)
        #expect(try JSONDocument(reading: [0x31], limits: JSONDocument.Limits(depth: 0)).root.kind == .number)
    }

    @Test("256 MiB are refused before they are read")
    func length() {
        let spaces = [UInt8](repeating: 0x20, count: 1 << 28)
        #expect(throws: JSONError(.tooLong, at: 1 << 28 - 1)) { try JSONDocument(reading: spaces) }
    }
}
