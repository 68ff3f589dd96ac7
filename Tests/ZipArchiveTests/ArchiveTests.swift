import Foundation
import TestSupport
import Testing

@testable import ZipArchive

@Suite("archives")
struct ArchiveTests {
    @Test("irregular and harmless archives are read", arguments: GoodArchive.all)
    func good(_ scenario: GoodArchive) throws {
        #expect(try ZipArchive(scenario.bytes).texts() == scenario.texts)
    }

    @Test("dangerous and damaged archives are refused", arguments: BadArchive.all)
    func bad(_ scenario: BadArchive) throws {
        #expect(throws: scenario.refusal) {
            try ZipArchive(scenario.bytes, limits: scenario.limits).verify()
        }
    }

    @Test("each offset is where the content lies in the file", arguments: GoodArchive.all)
    func offsets(_ scenario: GoodArchive) throws {
        for member in try ZipArchive(scenario.bytes).members where member.method == .stored {
            let start = Int(member.dataOffset)
            let content = scenario.bytes[start..<(start + Int(member.size))]
            #expect(CRC32.of(Array(content)) == member.crc32)
        }
    }

    @Test("members come in the directory's order, folders without a slash")
    func order() throws {
        let archive = try ZipArchive(ZipWriter(ZipEntry("z/"), ZipEntry("z\\b", "1"), ZipEntry("a", "2")).bytes)
        #expect(archive.members.map(\.path) == ["z", "z/b", "a"])
        #expect(archive.members.map(\.isDirectory) == [true, false, false])
        #expect(archive.members[1].rawName == Array("z\\b".utf8))
    }

    @Test("a member is found by its exact path, and by nothing else")
    func exactPath() throws {
        let archive = try ZipArchive(ZipWriter(ZipEntry("b/\u{E9}.html", "1")).bytes)
        #expect(archive.member("b/\u{E9}.html")?.size == 1)
        for path in ["B/\u{E9}.html", "b/e\u{301}.html", "/b/\u{E9}.html", "b\\\u{E9}.html", "b", ""] {
            #expect(archive.member(path) == nil, "\(path)")
        }
    }

    @Test("what is larger than the reader allows is not read")
    func readLimit() throws {
        let archive = try ZipArchive(ZipWriter(ZipEntry("a", "alpha")).bytes)
        let member = try #require(archive.members.first)
        #expect(try archive.read(member, limit: 5) == Array("alpha".utf8))
        #expect(throws: ZipRefusal.tooLarge(.read, path: "a", limit: 4)) { try archive.read(member, limit: 4) }
    }

    @Test("a member of another archive is not read")
    func foreignMember() throws {
        let archive = try ZipArchive(ZipWriter(ZipEntry("a", "alpha")).bytes)
        let other = try ZipArchive(ZipWriter(ZipEntry("b"), ZipEntry("a", "alpha")).bytes)
        for member in other.members {
            #expect(throws: ZipRefusal.damaged(path: member.path)) { try archive.read(member, limit: 9) }
        }
    }

    @Test("a file that is not there, or is none, is refused", arguments: ["/nowhere/at-all.zip", "/", "/dev/null"])
    func noFile(path: String) {
        let error = #expect(throws: ZipRefusal.self) { try ZipArchive(path: path) }
        #expect(error?.code == "unreadable-archive")
    }

    @Test("progress tells what was inflated, up to the sum of sizes")
    func progress() throws {
        let large = String(repeating: "x", count: 100_000)
        let archive = try ZipArchive(ZipWriter(ZipEntry("a", large), ZipEntry(deflated: "b", large)).bytes)
        var seen: [Int64] = []
        try archive.verify { seen.append($0) }
        #expect(seen == seen.sorted())
        #expect(seen.count >= 4)
        #expect(seen.last == 200_000)
    }

    @Test("many tasks read one archive")
    func concurrentReads() async throws {
        let names = (0..<20).map { "\($0).txt" }
        let archive = try ZipArchive(ZipWriter(names.map { ZipEntry(deflated: $0, "content of \($0)") }).bytes)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for round in 0..<200 {
                group.addTask {
                    let name = names[round % names.count]
                    let member = try #require(archive.member(name))
                    #expect(try archive.read(member, limit: 99) == Array("content of \(name)".utf8))
                }
            }
            try await group.waitForAll()
        }
    }

    @Test("a file that shrinks after it was opened is refused, and nothing else happens")
    func shrinkingFile() throws {
        let bytes = ZipWriter(ZipEntry("a", "alpha"), ZipEntry(deflated: "b", "beta")).bytes
        let file = try TemporaryFile(bytes)
        let archive = try ZipArchive(path: file.path)
        #expect(truncate(file.path, 33) == 0)
        #expect(throws: ZipRefusal.damaged(path: "a")) { try archive.verify() }
    }

    @Test(
        "an archive that libzip sees otherwise is refused",
        arguments: [
            ZipEntry("b", "alpha"), ZipEntry("a", "gamma"), ZipEntry(deflated: "a", "alpha"), ZipEntry("a", "alphas"),
        ]
    )
    func otherEyes(seen: ZipEntry) throws {
        let ours = try TemporaryFile(ZipWriter(ZipEntry("a", "alpha")).bytes)
        let theirs = try TemporaryFile(ZipWriter(seen).bytes)
        let (file, other) = (try ArchiveFile(path: ours.path), try ArchiveFile(path: theirs.path))
        let entries = try Entry.all(of: EndOfDirectory(in: file), in: file)
        let contents = try LibZipArchive(other, EndOfDirectory(in: other))
        #expect(throws: ZipRefusal.damaged(path: "a")) { try contents.compare(with: entries) }
        #expect(throws: ZipRefusal.damaged(path: nil)) { try contents.compare(with: entries + entries) }
    }
}
