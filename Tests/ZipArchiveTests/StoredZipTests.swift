import Foundation
import TestSupport
import Testing
import ZipArchive

@Suite("zip files that are written")
struct StoredZipTests {
    private static let members: [(path: String, content: [UInt8])] =
        [
            ("a.json", Array("{}".utf8)), ("dossier/é.txt", []),
            ("b", (0..<100_003).map { UInt8(truncatingIfNeeded: $0 * 7) }),
        ]

    private static func written(_ members: [(path: String, content: [UInt8])]) throws -> [UInt8] {
        var bytes: [UInt8] = []
        var writer = StoredZipWriter { bytes += $0 }
        for (path, content) in members { try writer.add(path, content) }
        try writer.finish()
        return bytes
    }

    @Test("are read again, here and by another program, and are the same each time")
    func whole() throws {
        let bytes = try Self.written(Self.members)
        #expect(try Self.written(Self.members) == bytes)
        let folder = FileManager.default.temporaryDirectory.appending(path: "releve-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "a.zip")
        try Data(bytes).write(to: file)
        let archive = try ZipArchive(path: file.path())
        try archive.verify()
        #expect(archive.members.map(\.path) == Self.members.map(\.path))
        for (path, content) in Self.members {
            let member = try #require(archive.member(path))
            #expect(member.method == .stored)
            #expect(try archive.read(member, limit: 1 << 20) == content)
        }
        #expect(try Shell.run("python3 -m zipfile -t a.zip", in: folder).contains("Done testing"))
    }

    @Test("have no more members than can be counted")
    func tooMany() throws {
        var writer = StoredZipWriter { _ in }
        for number in 0..<65_534 { try writer.add("\(number)", []) }
        #expect(throws: StoredZipWriter.Fault.tooLarge) { try writer.add("more", []) }
    }
}
