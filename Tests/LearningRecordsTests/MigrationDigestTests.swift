import Crypto
import Foundation
import Persistence
import TestSupport
import Testing

@testable import LearningRecords

@Suite("Migrations")
struct MigrationDigestTests {
    /// One line each: number, digest of what it says on SQLite and on PostgreSQL. A released one never changes: a new one
    /// takes the next number, and `script/test --update-golden` adds its line, and changes none.
    private static let place = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .appending(path: "Golden/migrations.txt")

    @Test("are numbered in order, each once")
    func numbers() {
        let numbers = migrations.map { $0.number }
        #expect(numbers == numbers.sorted())
        #expect(Set(numbers).count == numbers.count)
        #expect(numbers.first == 1)
    }

    @Test("say what they said when they were released")
    func released() throws {
        var known = try Self.known()
        for migration in migrations {
            let digest = try Self.digest(of: migration)
            if ProcessInfo.processInfo.environment["RELEVE_UPDATE_GOLDEN"] != nil, known[migration.number] == nil {
                known[migration.number] = digest
            }
            #expect(known[migration.number] == digest, "migration \(migration.number) says something else")
        }
        #expect(Set(known.keys) == Set(migrations.map { $0.number }), "a released migration is gone")
        let text = known.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)\n" }.joined()
        if ProcessInfo.processInfo.environment["RELEVE_UPDATE_GOLDEN"] != nil {
            try text.write(to: Self.place, atomically: true, encoding: .utf8)
        }
    }

    private static func known() throws -> [Int: String] {
        let lines = (try? String(contentsOf: place, encoding: .utf8))?.split(separator: "\n") ?? []
        return lines.reduce(into: [:]) { known, line in
            let words = line.split(separator: " ")
            if let number = words.first.flatMap({ Int($0) }), let digest = words.last { known[number] = String(digest) }
        }
    }

    private static func digest(of migration: any Migration.Type) throws -> String {
        var sha256 = SHA256()
        for engine in [SQLEngine.sqlite, .postgres] {
            let recording = RecordingTransaction(engine)
            try migration.init().run(in: recording)
            sha256.update(data: Data(recording.sql.joined(separator: ";").utf8))
        }
        return hexadecimal(sha256.finalize())
    }
}
