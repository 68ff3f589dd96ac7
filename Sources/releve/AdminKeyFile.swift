import ArgumentParser
import Foundation
import LearningRecords

/// `DATA/admin-key`: one line, `key:secret`, which `curl -u` takes. Only its owner may read it, and it is never overwritten.
struct AdminKeyFile {
    struct Credential {
        let id: String
        let secret: String

        var text: String { "\(id):\(secret)" }
    }

    let path: String

    /// Nil where there is no file.
    ///
    /// - Throws: where it holds anything else.
    func read() throws -> Credential? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        let lines = try? String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        let parts = lines?.first?.split(separator: ":", maxSplits: 1).map(String.init) ?? []
        guard lines?.count == 1, parts.count == 2 else {
            throw ValidationError("\(path) does not hold key:secret. Move it away, and a new key is made.")
        }
        return Credential(id: parts[0], secret: parts[1])
    }

    /// Puts the file there, whole and durable, or not at all.
    ///
    /// - Returns: false where another process has put one there meanwhile.
    func write(_ credential: Credential) throws -> Bool {
        let temporary = "\(path).\(credential.id)"
        let file = try WritableFile(making: temporary)
        defer { unlink(temporary) }
        try file.write(Array("\(credential.text)\n".utf8))
        try file.synchronize()
        guard link(temporary, path) == 0 else {
            guard errno == EEXIST else { throw FileFailure.last("link") }
            return false
        }
        try WritableFile.synchronize(URL(filePath: path).deletingLastPathComponent().path())
        return true
    }
}
