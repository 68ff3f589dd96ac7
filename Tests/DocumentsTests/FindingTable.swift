import Foundation
import TestSupport
import Testing
import XAPI

/// The table of findings at the end of a document: one row per code, in the order of the source; `{}` stands for what the
/// file says there.
struct FindingTable {
    private static let begin = "| code | severity | English | French |\n|---|---|---|---|\n"

    private let place: URL
    private let table: String

    init(in document: String, rows: [(code: String, severity: String, template: LocalizedText)]) {
        place = LiveServer.root.appending(path: document)
        table =
            Self.begin
            + rows.map { "| `\($0.code)` | \($0.severity) | \($0.template.english) | \($0.template.french) |\n" }
            .joined()
    }

    /// With `script/test --update-golden` the document is written anew.
    func check() throws {
        let text = try String(contentsOf: place, encoding: .utf8)
        let start = try #require(text.firstRange(of: Self.begin)?.lowerBound)
        if ProcessInfo.processInfo.environment["RELEVE_UPDATE_GOLDEN"] != nil {
            try (text[..<start] + table).write(to: place, atomically: true, encoding: .utf8)
        } else {
            #expect(text[start...] == table)
        }
    }
}
