import Foundation
package import TransparencyLog
import XAPI

/// The keys that sign checkpoints: a file that only its owner may read, a key a line, the newest first. Each of them signs,
/// so that whoever knows the former one can follow to the next.
package struct LogKeyFile: Sendable {
    private let path: String

    package init(path: String) {
        self.path = path
    }

    /// - Returns: nil where there is no file; at least one key otherwise.
    /// - Throws: `LogFault.malformedKey` and its like where the file holds anything else.
    package func read() throws -> [SignerKey]? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        guard !lines.isEmpty else { throw LogFault.malformedKey }
        return try lines.map { line throws(LogFault) in try SignerKey(text: String(line)) }
    }

    /// Puts the first key there, unless another process has put one there meanwhile.
    func make(_ key: SignerKey) throws {
        let temporary = try written([key])
        defer { unlink(temporary) }
        guard link(temporary, path) == 0 || errno == EEXIST else { throw FileFailure.last("link") }
        try synchronizeFolder()
    }

    func replace(with keys: [SignerKey]) throws {
        let temporary = try written(keys)
        defer { unlink(temporary) }
        guard rename(temporary, path) == 0 else { throw FileFailure.last("rename") }
        try synchronizeFolder()
    }

    private func written(_ keys: [SignerKey]) throws -> String {
        let text = Array(keys.map { $0.text + "\n" }.joined().utf8)
        // Nodes that share the folder write keys of their own, and may number their processes alike.
        let temporary = "\(path).\(UUID(digestOf: text).canonical)"
        // What a crash left.
        unlink(temporary)
        let file = try WritableFile(making: temporary)
        try file.write(text)
        try file.synchronize()
        return temporary
    }

    private func synchronizeFolder() throws {
        try WritableFile.synchronize(URL(filePath: path).deletingLastPathComponent().path())
    }
}
