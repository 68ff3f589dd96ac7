import Foundation
import TransparencyLog

/// Every checkpoint that was signed, in a file that lies elsewhere than the data: a restored backup of these is found out by
/// it. A line is a signed note with a tab in place of each line feed.
package struct CheckpointJournal: Sendable {
    /// No line is longer.
    private static let longestLine: UInt64 = 1 << 20

    private let path: String

    package init(path: String) {
        self.path = path
    }

    /// The last checkpoint; nil where there is none. What a crash left of a line was never published, and counts for
    /// nothing.
    ///
    /// - Throws: a `LogFault` where the last line is no checkpoint.
    func last() throws -> Checkpoint? {
        guard let line = try tail().lines.last else { return nil }
        return try Checkpoint(reading: SignedNote(reading: line.map { $0 == Self.tab ? Self.lineFeed : $0 }).text)
    }

    /// Every checkpoint in it; a line that is none is left out.
    func all() throws -> [Checkpoint] {
        guard let bytes = FileManager.default.contents(atPath: path) else { return [] }
        return bytes.split(separator: Self.lineFeed).compactMap { line in
            let note = try? SignedNote(reading: line.map { $0 == Self.tab ? Self.lineFeed : $0 })
            return note.flatMap { try? Checkpoint(reading: $0.text) }
        }
    }

    /// Adds a checkpoint, and returns when it is on disk.
    func append(_ note: SignedNote) throws {
        let line = note.bytes.map { $0 == Self.lineFeed ? Self.tab : $0 } + [Self.lineFeed]
        let isNew = !FileManager.default.fileExists(atPath: path)
        let isTorn = try tail().isTorn
        let file = try WritableFile(appendingTo: path)
        try file.write((isTorn ? [Self.lineFeed] : []) + line)
        try file.synchronize()
        if isNew { try WritableFile.synchronize(URL(filePath: path).deletingLastPathComponent().path()) }
    }

    private static let lineFeed = UInt8(ascii: "\n")
    private static let tab = UInt8(ascii: "\t")

    /// The last whole lines, and whether the file ends within one.
    private func tail() throws -> (lines: [ArraySlice<UInt8>], isTorn: Bool) {
        guard FileManager.default.fileExists(atPath: path) else { return ([], false) }
        let file = try FileHandle(forReadingFrom: URL(filePath: path))
        defer { try? file.close() }
        let size = try file.seekToEnd()
        try file.seek(toOffset: size - min(size, 2 * Self.longestLine))
        let bytes = Array(try file.readToEnd() ?? Data())
        guard let end = bytes.lastIndex(of: Self.lineFeed) else { return ([], !bytes.isEmpty) }
        let lines = bytes[..<end].split(separator: Self.lineFeed).filter { isWhole($0) }
        return (lines, end != bytes.count - 1)
    }

    /// A line that a crash cut off ends with no signature; the next one follows it all the same.
    private func isWhole(_ line: ArraySlice<UInt8>) -> Bool { line.last == Self.tab }
}
