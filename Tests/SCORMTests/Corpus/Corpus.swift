import Foundation
import Testing

/// The manifests that lie beside the repository.
struct Corpus: Sendable {
    struct Entry: Sendable, CustomTestStringConvertible {
        let name: String
        let file: String
        let expected: Fact
        let bytes: [UInt8]
        var testDescription: String { name }
    }

    /// Of `shared/corpus`, beside the root of the repository.
    static let folder = URL(filePath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared/corpus")

    static var isHere: Bool {
        FileManager.default.fileExists(atPath: folder.appending(path: "expected.json").path(percentEncoded: false))
    }

    /// Empty where the corpus is not there.
    static let entries: [Entry] = {
        guard isHere, let data = try? Data(contentsOf: folder.appending(path: "expected.json")),
            let json = try? JSONSerialization.jsonObject(with: data) as? [String: Any]
        else { return [] }
        return json.keys.sorted().compactMap { name in
            guard let facts = json[name] as? [String: Any], let file = facts["file"] as? String else { return nil }
            let path = folder.appending(path: "manifests/\(name)/\(file)")
            guard let bytes = try? Data(contentsOf: path) else { return nil }
            return Entry(name: name, file: file, expected: Fact(facts), bytes: Array(bytes))
        }
    }()
}

@Suite("corpus of real manifests")
struct CorpusPresenceTests {
    @Test("the corpus is read whole, or its absence is told")
    func presence() {
        guard Corpus.isHere else {
            print("not run: the corpus of real manifests, since shared/corpus is not beside the repository")
            #expect(ProcessInfo.processInfo.environment["CI"] != "true", "the corpus is missing")
            return
        }
        #expect(Corpus.entries.count == 57)
    }
}
