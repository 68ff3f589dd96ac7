import Foundation
import LearningRecords
import Persistence
import TestSupport
import Testing

@Suite("what an import leaves in the folder of packages")
struct LeftoverTests {
    @Test("one file, named by its digest; a validation and a refusal leave none", arguments: Engine.allCases)
    func kept(engine: Engine) async throws {
        try await engine.withRecords { records in
            try await PackageFolder.run { folder in
                let importPackage = folder.importPackage(into: records.database)
                _ = try await importPackage(try folder.upload(), source: "a", validate: true)
                _ = try await importPackage(try folder.upload([1, 2, 3]), source: "a", validate: false)
                #expect(try folder.names.isEmpty)
                for source in ["a", "a", "b"] {
                    _ = try await importPackage(try folder.upload(), source: source, validate: false)
                    #expect(try folder.names == [PackageFolder.name])
                }
            }
        }
    }

    @Test("nothing, where the version is not stored and no other refers to the bytes", arguments: Engine.allCases)
    func failed(engine: Engine) async throws {
        try await engine.withRecords { records in
            try await PackageFolder.run { folder in
                let inVain = folder.importPackage(into: FaultyDatabase(database: records.database, error: .full))
                await #expect(throws: StoreError.full) {
                    try await inVain(try folder.upload(), source: "a", validate: false)
                }
                #expect(try folder.names.isEmpty)
                let importPackage = folder.importPackage(into: records.database)
                _ = try await importPackage(try folder.upload(), source: "b", validate: false)
                await #expect(throws: StoreError.full) {
                    try await inVain(try folder.upload(), source: "a", validate: false)
                }
                #expect(try folder.names == [PackageFolder.name], "the other source's version needs it")
            }
        }
    }

    @Test("the file, where a connection lost in the commit leaves open whether it is stored", arguments: [false, true])
    func unknown(isWritten: Bool) async throws {
        try await Engine.sqlite.withRecords { records in
            try await PackageFolder.run { folder in
                let lost = FaultyDatabase(database: records.database, error: .unavailable, isWritten: isWritten)
                let inVain = folder.importPackage(into: lost)
                await #expect(throws: StoreError.unavailable) {
                    try await inVain(try folder.upload(), source: "a", validate: false)
                }
                #expect(try folder.names == [PackageFolder.name])
                let removeLeftovers = RemoveLeftovers(database: records.database, files: folder.files)
                try await removeLeftovers(before: .distantFuture)
                #expect(try folder.names == (isWritten ? [PackageFolder.name] : []), "the next start knows")
            }
        }
    }

    @Test("the file, where another import of the same bytes fails and takes it away")
    func takenAway() async throws {
        try await Engine.sqlite.withRecords { records in
            try await PackageFolder.run { folder in
                let path = "\(folder.files.folder)/\(PackageFolder.name)"
                let robbed = FaultyDatabase(database: records.database, written: { unlink(path) })
                _ = try await folder.importPackage(into: robbed)(try folder.upload(), source: "a", validate: false)
                #expect(try folder.names == [PackageFolder.name])
                unlink(path)
                let again = folder.importPackage(into: records.database)
                _ = try await again(try folder.upload(), source: "a", validate: false)
                #expect(try folder.names == [PackageFolder.name], "the same bytes again bring a lost file back")
            }
        }
    }

    @Test("at the next start, nothing that is older than an upload may take", arguments: Engine.allCases)
    func swept(engine: Engine) async throws {
        try await engine.withRecords { records in
            try await PackageFolder.run { folder in
                let importPackage = folder.importPackage(into: records.database)
                _ = try await importPackage(try folder.upload(), source: "a", validate: false)
                let orphan = String(repeating: "0", count: 64)
                for name in ["\(orphan).zip", ".old.upload", "notes.txt", "x.zip"] { try folder.make(name) }
                // A process that stopped while it looked whether a version refers to the file.
                try FileManager.default.moveItem(
                    atPath: "\(folder.files.folder)/\(PackageFolder.name)",
                    toPath: "\(folder.files.folder)/\(PackageFolder.name.dropLast(4)).aside"
                )
                try folder.setAge(ofAll: 100)
                try folder.make(".new.upload")
                try folder.make("\(orphan.dropLast())1.zip")
                let removeLeftovers = RemoveLeftovers(database: records.database, files: folder.files)
                try await removeLeftovers(before: Date(timeIntervalSinceNow: -50))
                let left = [".new.upload", "\(orphan.dropLast())1.zip", PackageFolder.name, "notes.txt", "x.zip"]
                #expect(try folder.names == left.sorted())
            }
        }
    }
}
