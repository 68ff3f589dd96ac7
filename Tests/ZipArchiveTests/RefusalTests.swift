import Testing

@testable import ZipArchive

@Suite("refusals")
struct RefusalTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let refusal: ZipRefusal
        let code: String
        /// What both sentences name.
        let words: [String]
        var testDescription: String { "\(refusal)" }

        init(_ refusal: ZipRefusal, _ code: String, _ words: String...) {
            self.refusal = refusal
            self.code = code
            self.words = words
        }

        static let all = [
            Case(.unreadable(errno: 5), "unreadable-archive"),
            Case(.notAZip, "not-a-zip", "zip"),
            Case(.truncated, "archive-truncated"),
            Case(.severalVolumes, "archive-in-volumes", "volumes"),
            Case(.damaged(path: nil), "archive-damaged"),
            Case(.damaged(path: "a/b"), "archive-damaged", "a/b"),
            Case(.encrypted(path: "a/b"), "archive-encrypted", "a/b"),
            Case(.unsupportedMethod(path: "a/b", method: 93), "unsupported-compression", "a/b", "93"),
            Case(.unsafePath("../b"), "unsafe-path", "../b"),
            Case(.duplicateName("A", "a"), "unsafe-path", "A", "a"),
            Case(.linkOrDevice(path: "a/b"), "unsafe-path", "a/b"),
            Case(.folderWithContent(path: "a/b"), "archive-damaged", "a/b"),
            Case(.overlapping("a/b", "c/d"), "archive-damaged", "a/b", "c/d"),
            Case(.lyingHeader(path: "a/b"), "archive-damaged", "a/b"),
            Case(.crcMismatch(path: "a/b"), "archive-damaged", "a/b"),
            Case(.tooManyMembers(limit: 50_000), "archive-too-large", "50000"),
            Case(.tooLarge(.total, path: nil, limit: 8 << 30), "archive-too-large", "8 Gi"),
            Case(.tooLarge(.member, path: "a/b", limit: 2 << 30), "archive-too-large", "a/b", "2 Gi"),
            Case(.tooLarge(.directory, path: nil, limit: 32 << 20), "archive-too-large", "32 Mi"),
            Case(.tooLarge(.path, path: "a/b", limit: 1024), "archive-too-large", "a/b", "1 Ki"),
            Case(.tooLarge(.read, path: "a/b", limit: 999), "archive-too-large", "a/b", "999 "),
            Case(.ratio(path: "a/b", limit: 200), "archive-too-large", "a/b", "200"),
            Case(.ratio(path: nil, limit: 200), "archive-too-large", "200"),
        ]
    }

    @Test("a refusal has a code, and a sentence in each language that names member and limit", arguments: Case.all)
    func sentences(_ scenario: Case) {
        #expect(scenario.refusal.code == scenario.code)
        #expect(scenario.refusal.french != scenario.refusal.english)
        for sentence in [scenario.refusal.message.french, scenario.refusal.message.english] {
            #expect(sentence.hasSuffix("."))
            for word in scenario.words { #expect(sentence.contains(word), "\(sentence)") }
        }
    }

    @Test("a hostile name is shown short and plain")
    func hostileName() {
        let sentence = ZipRefusal.unsafePath("\u{1B}[2J\u{202E}" + String(repeating: "x", count: 5000)).english
        #expect(sentence.unicodeScalars.count < 200)
        #expect(!sentence.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" })
    }
}
