import ExactJSON
import Foundation
import Testing

@testable import Completion

/// The documents in `Schemas/Rules` are what people read and copy; `NamedRules` is what answers are made with.
@Suite("shipped rule documents")
struct ShippedRuleTests {
    private static let folder = URL(filePath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Schemas/Rules")

    @Test("the document in the folder is the rule in force", arguments: NamedRules.all)
    func document(rule: RuleDocument) throws {
        let bytes = try Data(contentsOf: Self.folder.appending(path: "\(rule.id).json"))
        let document = try JSONDocument(reading: Array(bytes))
        #expect(try RuleDocument(reading: document.root) == rule)
    }

    @Test("no document is without its rule")
    func files() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path())
        #expect(Set(names) == Set(NamedRules.all.map { "\($0.id).json" }))
    }
}
