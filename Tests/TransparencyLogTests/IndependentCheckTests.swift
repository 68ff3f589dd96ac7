import Foundation
import TestSupport
import Testing
import TransparencyLog

/// A program that shares no code with the log recomputes tree, tiles, signatures and proofs from its files:
/// `Tests/Clients/check_log.py`.
@Suite("a log that somebody else checks")
struct IndependentCheckTests {
    @Test("every part of a log of 100,000 entries holds")
    func holds() throws {
        let folder = try LogFolder(
            size: 100_000,
            proven: [0, 1, 255, 256, 65_535, 65_536, 77_777, 99_999],
            since: [1, 255, 256, 65_536, 65_537, 99_999, 100_000]
        )
        defer { folder.remove() }
        #expect(try Self.check(folder).hasSuffix("\nall is well\n"))
    }

    @Test(
        "a changed byte is seen",
        arguments: [
            "checkpoint", "keys", "tile/0/000", "tile/0/003.p/232", "tile/1/000.p/3", "tile/entries/001",
            "proofs/777", "since/257", "since/257.root", "records/7.json", "records/7.seal",
        ]
    )
    func changed(path: String) throws {
        let folder = try LogFolder(size: 1_000, proven: [777], since: [257])
        defer { folder.remove() }
        #expect(try Self.check(folder).hasSuffix("\nall is well\n"))
        var bytes = try folder.read(path)
        bytes[bytes.count / 2] ^= 1
        try folder.write(bytes, to: path)
        #expect(throws: Shell.Failure.self) { try Self.check(folder) }
    }

    private static func check(_ folder: LogFolder) throws -> String {
        let program = LiveServer.root.appending(path: "Tests/Clients/check_log.py").path()
        return try Shell.run("python3 '\(program)' .", in: folder.url)
    }
}

/// The files of a log in a folder of its own; proofs are made out of its tiles.
private struct LogFolder: TileSource {
    let url: URL

    init(size: UInt64, proven: [UInt64], since olderSizes: [UInt64]) throws {
        url = FileManager.default.temporaryDirectory.appending(path: "releve-log-\(UUID().uuidString)")
        let log = try TestLog(size: Int(size))
        for tile in Tile.hashTiles(from: 0, to: size) { try write(log.tree.content(of: tile), to: tile.path) }
        for bundle in Tile.entryBundles(from: 0, to: size) {
            try write(Tile.bundle(of: bundle.subtrees.map { try TestLog.entry(Int($0.index)) }), to: bundle.path)
        }
        for number in 0..<Int(size) where TestLog.isRecord(number) {
            // One of four is shown whole.
            let hidden = Set([1, 2].filter { number / 1000 >> ($0 - 1) & 1 == 1 })
            guard let (json, seal) = try TestLog.record(number).redacting(hidden).sealed() else { continue }
            try write(json, to: "records/\(number).json")
            try write(seal, to: "records/\(number).seal")
        }
        try write(Array("\(log.key.verifierKey.text)\n\(log.witness.text)\n".utf8), to: "keys")
        let signed = try log.checkpoint().signed(by: [log.key])
        let note = signed.adding([try log.cosignature(of: signed.text, time: 1_767_225_600)])
        try write(note.bytes, to: "checkpoint")
        let reader = TileHashReader(self, ofSize: size)
        for index in proven {
            let proof = LogProof(try reader.inclusionProof(of: index, inSize: size), note: note)
            try write(proof.bytes, to: "proofs/\(index)")
        }
        for older in olderSizes {
            let proof = ConsistencyNote(try reader.consistencyProof(from: older, to: size), note: note)
            try write(proof.bytes, to: "since/\(older)")
            let root = Data(try reader.root(ofSize: older).bytes).base64EncodedString()
            try write(Array("\(root)\n".utf8), to: "since/\(older).root")
        }
    }

    func contents(of tiles: [Tile]) throws -> [[UInt8]] { try tiles.map { try read($0.path) } }

    func read(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: url.appending(path: path))) }

    func write(_ bytes: [UInt8], to path: String) throws {
        let file = url.appending(path: path)
        let folder = file.deletingLastPathComponent()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
    }

    func remove() { try? FileManager.default.removeItem(at: url) }
}
