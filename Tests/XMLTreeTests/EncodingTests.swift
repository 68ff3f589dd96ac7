import Foundation
import Testing
import XMLTree

@Suite("encodings")
struct EncodingTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let bytes: [UInt8]
        let text: String
        let used: String
        var mark: XMLEncoding.ByteOrderMark?
        var declared: String?
        var isFallback = false
    }

    private static func utf16(_ text: String, isBigEndian: Bool) -> [UInt8] {
        text.utf16.flatMap { isBigEndian ? [UInt8($0 >> 8), UInt8($0 & 0xFF)] : [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    }

    private static func declaring(_ name: String, _ content: [UInt8]) -> [UInt8] {
        Array("<?xml version='1.0' encoding=\"\(name)\"?><a>".utf8) + content + Array("</a>".utf8)
    }

    static let cases = [
        Case(testDescription: "UTF-8 when nothing is said", bytes: Array("<a>é</a>".utf8), text: "é", used: "utf-8"),
        Case(
            testDescription: "a UTF-8 mark before all",
            bytes: [0xEF, 0xBB, 0xBF] + Array("<a>é</a>".utf8),
            text: "é",
            used: "utf-8",
            mark: .utf8
        ),
        Case(
            testDescription: "UTF-16, little end first",
            bytes: [0xFF, 0xFE] + utf16("<a>é€</a>", isBigEndian: false),
            text: "é€",
            used: "utf-16-le",
            mark: .utf16LittleEndian
        ),
        Case(
            testDescription: "UTF-16, big end first, declared",
            bytes: [0xFE, 0xFF] + utf16("<?xml version='1.0' encoding='UTF-16'?><a>é</a>", isBigEndian: true),
            text: "é",
            used: "utf-16-be",
            mark: .utf16BigEndian,
            declared: "UTF-16"
        ),
        Case(
            testDescription: "UTF-16 without mark",
            bytes: utf16("<a>é</a>", isBigEndian: false),
            text: "é",
            used: "utf-16-le"
        ),
        Case(
            testDescription: "ISO 8859-1 as declared",
            bytes: declaring("ISO-8859-1", [0xE9]),
            text: "é",
            used: "latin-1",
            declared: "ISO-8859-1"
        ),
        Case(
            testDescription: "Windows-1252 as declared",
            bytes: declaring("windows-1252", [0x80]),
            text: "€",
            used: "windows-1252",
            declared: "windows-1252"
        ),
        Case(
            testDescription: "Cyrillic by the system's converter",
            bytes: declaring("windows-1251", [0xC6]),
            text: "Ж",
            used: "windows-1251",
            declared: "windows-1251"
        ),
        Case(
            testDescription: "Latin letters declared as UTF-8",
            bytes: declaring("UTF-8", [0xE9, 0x92]),
            text: "é’",
            used: "windows-1252",
            declared: "UTF-8",
            isFallback: true
        ),
        Case(
            testDescription: "Latin letters, nothing declared",
            bytes: Array("<a>".utf8) + [0xE9] + Array("</a>".utf8),
            text: "é",
            used: "windows-1252",
            isFallback: true
        ),
        Case(
            testDescription: "an encoding that nobody knows",
            bytes: declaring("x-klingon", Array("é".utf8)),
            text: "é",
            used: "utf-8",
            declared: "x-klingon",
            isFallback: true
        ),
        Case(
            testDescription: "bytes declared as UTF-16 that are not",
            bytes: declaring("UTF-16", Array("é".utf8)),
            text: "é",
            used: "utf-8",
            declared: "UTF-16"
        ),
    ]

    @Test("the mark wins, then the declaration, then UTF-8", arguments: cases)
    func encoding(_ scenario: Case) throws {
        let document = try XMLDocument(parsing: scenario.bytes)
        #expect(document.root.text == scenario.text)
        #expect(document.encoding.used == scenario.used)
        #expect(document.encoding.byteOrderMark == scenario.mark)
        #expect(document.encoding.declared == scenario.declared)
        #expect(document.encoding.isFallback == scenario.isFallback)
    }
}
