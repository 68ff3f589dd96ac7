import Foundation
import HTTPTypes
import Testing
import XAPI

@testable import HTTPService

@Suite("types of problems")
struct ProblemTypeTests {
    private static let root = URL(filePath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// code → status, English, French
    private static func documented() throws -> [String: [String]] {
        let text = try String(contentsOf: root.appending(path: "docs/problems.md"), encoding: .utf8)
        return text.split(separator: "\n").reduce(into: [:]) { rows, line in
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            guard cells.count == 5, cells[0].hasPrefix("`") else { return }
            rows[cells[0].replacing("`", with: "")] = Array(cells[1...3])
        }
    }

    @Test("are all in docs/problems.md, with status and titles", arguments: ProblemType.allCases)
    func documented(type: ProblemType) throws {
        let row = try #require(try Self.documented()[type.rawValue], "\(type.rawValue) is not documented")
        #expect(row == [String(type.status.code), type.title.english, type.title.french])
    }

    @Test("docs/problems.md holds no other")
    func noOther() throws {
        #expect(try Set(Self.documented().keys) == Set(ProblemType.allCases.map(\.rawValue)))
    }
}
