import TestSupport
import Testing

@testable import ZipArchive

@Suite("paths of members")
struct PathTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let name: String
        let path: String?
        var isDirectory = false
        var testDescription: String { name.debugDescription }

        /// What `name` becomes, or `nil` where it is refused.
        init(_ name: String, _ path: String?, isDirectory: Bool = false) {
            self.name = name
            self.path = path
            self.isDirectory = isDirectory
        }

        static let safe = [
            Case("imsmanifest.xml", "imsmanifest.xml"),
            Case("a/b/c", "a/b/c"),
            Case("a\\b", "a/b"),
            Case("a//b", "a/b"),
            Case("./a/./b", "a/b"),
            Case("a/", "a", isDirectory: true),
            Case("a\\", "a", isDirectory: true),
            Case("./", ".", isDirectory: true),
            Case("Module 1 - l’accueil.html", "Module 1 - l’accueil.html"),
            Case("100%.html", "100%.html"),
            Case("50%25.html", "50%25.html"),
            Case("caf%C3%A9.html", "caf%C3%A9.html"),
            Case("a%2Fb", "a%2Fb"),
            Case("a..b/c..", "a..b/c.."),
            Case(".htaccess", ".htaccess"),
            Case("à suivre….html", "à suivre….html"),
            Case("10:30.html", "10:30.html"),
            Case("日本語.html", "日本語.html"),
            Case("a/b:c", "a/b:c"),
        ]

        static let refused = [
            "", "/", "//", "/etc/passwd", "\\windows\\win.ini", "\\\\server\\share", "C:\\a", "c:a", "C:/a",
            "..", "../a", "a/../b", "a/..", "a\\..\\..\\b", "..\\a", "./../a", "a/.. /b", "a/.../b", "a/.. ./b",
            "%2e%2e/a", "%2E./a", "..%2Fa", "..%5ca", "a/%2e%2e%2f%2e%2e/b", "%252e%252e/a", "%25252525252e./a",
            "%2Fetc/passwd", "%5Cetc", "C%3A/a", "a%00.html", "a%0Ab", "%C0%AE%C0%AE/a", "%E0%80%AE./a", "%C0%AFa",
            "a\0b", "a\nb", "\u{1B}[2J", "a\u{7F}", "a\u{85}b", "a%C2%85b",
            "\u{2025}/a", "\u{FF0E}\u{FF0E}/a", "..\u{338}/../a", "../\u{338}a",
        ].map { Case($0, nil) }
    }

    @Test("a harmless name becomes a plain path", arguments: Case.safe)
    func safe(_ scenario: Case) throws {
        let path = try MemberPath(scenario.name)
        #expect(path.path == scenario.path)
        #expect(path.isDirectory == scenario.isDirectory)
    }

    @Test("a name that could leave the archive is refused", arguments: Case.refused)
    func refused(_ scenario: Case) throws {
        #expect(throws: ZipRefusal.unsafePath(scenario.name)) { try MemberPath(scenario.name) }
    }

    @Test("the archive is refused for such a name", arguments: Case.refused.filter { !$0.name.contains("\0") })
    func refusedArchive(_ scenario: Case) throws {
        #expect(throws: ZipRefusal.unsafePath(scenario.name)) {
            try ZipArchive(ZipWriter(ZipEntry("a", "1"), ZipEntry(scenario.name, "2")).bytes)
        }
    }

    @Test("all of CP437 is decoded, each byte to another character")
    func codePage437() {
        let text = CodePage437.decode(Array(0x20...0xFF))
        #expect(Set(text.unicodeScalars).count == 0xE0)
        #expect(CodePage437.decode([0x41, 0x82, 0x8A, 0x85, 0x87, 0xE1]) == "Aéèàçß")
        #expect(CodePage437.decode([0xB0, 0xC9, 0xDB, 0xF1, 0xFE, 0xFF]) == "░╔█±■\u{A0}")
    }
}
