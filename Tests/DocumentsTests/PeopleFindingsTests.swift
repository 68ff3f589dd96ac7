import Foundation
import LearningRecords
import TestSupport
import Testing
import XAPI

@Suite("docs/people.md")
struct PeopleFindingsTests {
    private static let place = LiveServer.root.appending(path: "docs/people.md")
    private static let begin = "| code | severity | English | French |\n|---|---|---|---|\n"

    /// One row per code, in the order of the source; `{}` stands for what the line says there.
    private static var table: String {
        begin
            + PeopleFinding.Code.allCases.map { code in
                "| `\(code.rawValue)` | \(code.severity.rawValue) | \(code.template.english) | \(code.template.french) |\n"
            }.joined()
    }

    @Test("lists every finding of a table of people; script/test --update-golden writes it anew")
    func table() throws {
        let text = try String(contentsOf: Self.place, encoding: .utf8)
        let start = try #require(text.firstRange(of: Self.begin)?.lowerBound)
        if ProcessInfo.processInfo.environment["RELEVE_UPDATE_GOLDEN"] != nil {
            try (text[..<start] + Self.table).write(to: Self.place, atomically: true, encoding: .utf8)
        } else {
            #expect(text[start...] == Self.table)
        }
    }
}
