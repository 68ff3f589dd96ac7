import Foundation
import TransparencyLog

/// Every erasure, in a file that lies elsewhere than the database: after the restore of an older backup it tells who must not be
/// there. A line is an `ErasureLine`. Several nodes may share the file.
package struct ErasureJournal: Sendable {
    private let path: String

    package init(path: String) {
        self.path = path
    }

    /// Every line; and how many cannot be read. What a crash left of one was never answered, and comes again whole.
    ///
    /// - Throws: where there is a file that cannot be read.
    func lines() throws -> (lines: [ErasureLine], unreadable: Int) {
        guard FileManager.default.fileExists(atPath: path) else { return ([], 0) }
        let bytes = try Data(contentsOf: URL(filePath: path))
        let texts = bytes.split(separator: Self.lineFeed)
        let read = texts.map { ErasureLine(reading: Array($0)) }
        let lines = read.compactMap { $0 }
        let torn = zip(texts, read).count { $1 == nil && $0.last != UInt8(ascii: "}") }
        return (lines, texts.count - lines.count - torn)
    }

    /// Adds lines, and returns when they are on disk.
    func append(_ lines: [[UInt8]]) throws {
        let isNew = !FileManager.default.fileExists(atPath: path)
        let isTorn = try isTorn()
        let file = try WritableFile(appendingTo: path)
        try file.write((isTorn ? [Self.lineFeed] : []) + lines.flatMap { $0 + [Self.lineFeed] })
        try file.synchronize()
        if isNew { try WritableFile.synchronize(URL(filePath: path).deletingLastPathComponent().path()) }
    }

    private static let lineFeed = UInt8(ascii: "\n")

    /// Whether the file ends within a line.
    private func isTorn() throws -> Bool {
        guard FileManager.default.fileExists(atPath: path) else { return false }
        let file = try FileHandle(forReadingFrom: URL(filePath: path))
        defer { try? file.close() }
        let size = try file.seekToEnd()
        guard size > 0 else { return false }
        try file.seek(toOffset: size - 1)
        return try file.readToEnd()?.last != Self.lineFeed
    }
}
