import Foundation

/// Code that a document shows, to be run as it stands there.
package enum ShownCode {
    /// The first block of Python in a document of the project that holds these words.
    package static func python(in document: String, holding words: String) throws -> String {
        let text = try String(contentsOf: LiveServer.root.appending(path: document), encoding: .utf8)
        let blocks = text.components(separatedBy: "```python\n").dropFirst()
        guard let block = blocks.first(where: { $0.contains(words) })?.components(separatedBy: "```").first else {
            throw Shell.Failure(description: "\(document) shows no Python with “\(words)”")
        }
        return block
    }
}
