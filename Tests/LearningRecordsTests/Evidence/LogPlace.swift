import Foundation
import Persistence
import TestSupport
import TransparencyLog

@testable import LearningRecords

/// A log over the store of one test, with its key and journal in a folder of their own.
struct LogPlace: Sendable {
    let records: RecordStore
    let folder: URL
    let files: LogFiles

    /// Runs `body` with an empty log; the folder is gone afterwards.
    static func run(_ records: RecordStore, _ body: (LogPlace) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "releve-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = LogFiles(
            keys: folder.appending(path: "log-key").path(), journal: folder.appending(path: "journal").path(),
            publicURL: "https://lrs.example/"
        )
        try await body(LogPlace(records: records, folder: folder, files: files))
    }

    /// As a process that has just started.
    func sign(withoutJournal: Bool = false) async throws -> (count: Int, halt: LogHalt?) {
        let standing = LogStanding()
        let files =
            withoutJournal
            ? LogFiles(keys: keyPath, journal: nil, publicURL: "https://lrs.example/") : files
        let sign = SignCheckpoint(database: records.database, files: files, standing: standing)
        return (try await sign(), standing.halt)
    }

    /// Stores statements, lets the tree grow over them, and signs.
    func grow(_ numbers: Range<Int>, group: Int = 0) async throws {
        let there = try await records.database.read { try $0.treeSize() }
        _ = try await records.store(numbers.map { sampleStatement(numberedID($0, group: group), agent: "\($0)") })
        try await records.grow(to: Int(there) + numbers.count)
    }

    var keyPath: String { folder.appending(path: "log-key").path() }
    var journalPath: String { folder.appending(path: "journal").path() }

    func last() async throws -> StoredCheckpoint? { try await records.database.read { try $0.lastCheckpoint() } }

    /// Every checkpoint that anybody may have seen.
    func journaled() throws -> [Checkpoint] {
        try String(contentsOfFile: journalPath, encoding: .utf8).split(separator: "\n").map { line in
            try Checkpoint(reading: SignedNote(reading: Array(line.replacing("\t", with: "\n").utf8)).text)
        }
    }

    /// Takes the tree back, as a restored backup does.
    func cut(to size: Int64, keepingCheckpoints: Bool = false) async throws {
        try await records.database.write { transaction in
            let number = size / LogTile.width
            let tile = try transaction.logTile(number)
            try transaction.execute("DELETE FROM log_tile WHERE number >= \(number)")
            try transaction.execute("DELETE FROM log_entry WHERE leaf >= \(size)")
            if !keepingCheckpoints { try transaction.forgetCheckpoints() }
            guard let tile, size % LogTile.width > 0 else { return }
            let entries = Array(tile.entries.prefix(Int(size % LogTile.width) * LogTile.entryLength))
            try transaction.execute(
                "INSERT INTO log_tile (number, entries, keys) VALUES (\(number), \(entries), \(tile.keys.bytes))"
            )
        }
    }
}

extension Engine {
    func withLog(_ body: @escaping @Sendable (LogPlace) async throws -> Void) async throws {
        try await withRecords { records in try await LogPlace.run(records, body) }
    }
}
