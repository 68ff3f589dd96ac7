import Crypto
import Foundation
import Persistence
import TestSupport
import Testing

@testable import LearningRecords

@Suite("Contents by digest")
struct BlobTests {
    private static let small = Array("une pièce jointe".utf8)
    private static let large = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }

    @Test("come back as they were, in the row up to 64 KiB, else from a file", arguments: Engine.allCases)
    func roundTrip(engine: Engine) async throws {
        try await engine.withBlobs { store in
            let limit = Blobs.rowLimit
            for content in [[], Self.small, Array(Self.large.prefix(limit)), Array(Self.large.prefix(limit + 1))] {
                let digest = try await store.keep(content)
                #expect(digest == Array(SHA256.hash(data: content)))
                let blob = try #require(try await store.blob(digest))
                #expect(blob.size == Int64(content.count))
                #expect(try await store.blobs.bytes(of: blob) == content)
                #expect(store.hasFile(digest) == (content.count > limit))
            }
            #expect(store.spooled.isEmpty)
        }
    }

    @Test("large ones are read in pieces", arguments: Engine.allCases)
    func pieces(engine: Engine) async throws {
        try await engine.withBlobs { store in
            let content = Self.large + Self.large + Self.large
            let blob = try #require(try await store.blob(try await store.keep(content)))
            var pieces: [[UInt8]] = []
            for try await piece in store.blobs.pieces(of: blob) { pieces.append(piece) }
            #expect(pieces.map(\.count) == [BlobPieces.largest, BlobPieces.largest, 600_000 - 2 * BlobPieces.largest])
            #expect(Array(pieces.joined()) == content)
            try store.blobs.files.remove(blob.sha256)
            await #expect(throws: FileFailure.self) { try await store.blobs.bytes(of: blob) }
        }
    }

    @Test("go a while after the last reference went, and not before", arguments: Engine.allCases, [small, large])
    func sweep(engine: Engine, content: [UInt8]) async throws {
        try await engine.withBlobs { store in
            let digest = try await store.keep(content)
            _ = try await store.keep(content, times: 2)
            try await store.release([digest, digest])
            store.clock.advance(seconds: 4_000)
            #expect(try await store.sweep() == 0, "one reference is left")
            try await store.release([digest])
            store.clock.advance(seconds: 3_000)
            #expect(try await store.sweep() == 0, "the grace is not over")
            #expect(try await store.blob(digest) != nil)
            store.clock.advance(seconds: 1_000)
            #expect(try await store.sweep() == 1)
            #expect(try await store.blob(digest) == nil)
            #expect(!store.hasFile(digest))
        }
    }

    @Test("kept again in time, they stay", arguments: Engine.allCases)
    func keptAgain(engine: Engine) async throws {
        try await engine.withBlobs { store in
            let digest = try await store.keep(Self.large)
            try await store.release([digest])
            _ = try await store.keep(Self.large)
            store.clock.advance(seconds: 10_000)
            #expect(try await store.sweep() == 0)
            #expect(try await store.bytes(digest) == Self.large)
        }
    }

    @Test("a transaction that ends in an error keeps nothing; its file goes in time", arguments: Engine.allCases)
    func rolledBack(engine: Engine) async throws {
        struct Stop: Error {}
        try await engine.withBlobs { store in
            let blob = try await store.blobs.prepare(Self.large)
            await #expect(throws: Stop.self) {
                try await store.database.write { transaction in
                    try transaction.keep([blob])
                    throw Stop()
                }
            }
            store.blobs.discard(blob)
            #expect(try await store.blob(blob.sha256) == nil)
            #expect(store.hasFile(blob.sha256))
            #expect(try await store.sweeper().adopt() == 1)
            #expect(try await store.sweeper().adopt() == 0, "each once")
            store.clock.advance(seconds: 4_000)
            #expect(try await store.sweep() == 1)
            #expect(!store.hasFile(blob.sha256))
        }
    }

    @Test("a file that was adopted is kept like any other", arguments: Engine.allCases)
    func adopted(engine: Engine) async throws {
        try await engine.withBlobs { store in
            let blob = try await store.blobs.prepare(Self.large)
            #expect(try await store.sweeper().adopt() == 1)
            try await store.database.write { try $0.keep([blob]) }
            store.blobs.discard(blob)
            store.clock.advance(seconds: 4_000)
            #expect(try await store.sweep() == 0)
            #expect(try await store.bytes(blob.sha256) == Self.large)
        }
    }

    @Test("an erasure removes at once what is free, and nothing else", arguments: Engine.allCases)
    func erase(engine: Engine) async throws {
        try await engine.withBlobs { store in
            let free = try await store.keep(Self.large)
            let held = try await store.keep(Self.small)
            try await store.release([free])
            #expect(try await store.sweeper().erase([free, held, [1, 2, 3]]) == 1)
            #expect(!store.hasFile(free))
            #expect(try await store.bytes(held) == Self.small)
        }
    }

    @Test("all are listed, page by page", arguments: Engine.allCases)
    func list(engine: Engine) async throws {
        try await engine.withBlobs { store in
            let contents = [Self.small, Self.large, [1], [2]]
            for content in contents { _ = try await store.keep(content) }
            var found: [StoredBlob.Entry] = []
            for _ in 0..<4 {
                let last = found.last?.sha256 ?? []
                found += try await store.database.read { try $0.blobs(after: last, limit: 2) }
            }
            #expect(
                found.map(\.sha256)
                    == contents.map { Array(SHA256.hash(data: $0)) }.sorted { $0.lexicographicallyPrecedes($1) })
            #expect(found.filter(\.isFile).map(\.size) == [200_000])
            #expect(found.allSatisfy { $0.references == 1 })
        }
    }
}

@Suite("Contents kept and removed at once")
struct BlobRaceTests {
    @Test("what the sweeper removes between prepare and commit is there again", arguments: Engine.allCases)
    func removedBetween(engine: Engine) async throws {
        try await engine.withBlobs(grace: .zero) { store in
            let content = [UInt8](repeating: 7, count: 100_000)
            let digest = try await store.keep(content)
            try await store.release([digest])
            let blob = try await store.blobs.prepare(content)
            #expect(try await store.sweep() == 1)
            #expect(!store.hasFile(digest), "the sweeper came in between")
            try await store.database.write { try $0.keep([blob]) }
            store.blobs.discard(blob)
            #expect(try await store.bytes(digest) == content)
        }
    }

    @Test("two nodes keep and free one content while both sweep: it is never missing", arguments: Engine.allCases)
    func nodes(engine: Engine) async throws {
        try await engine.withBlobNodes(2, grace: .zero) { stores in
            let content = [UInt8](repeating: 9, count: 100_000)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for store in stores {
                    group.addTask {
                        for _ in 0..<150 {
                            let digest = try await store.keep(content)
                            #expect(try await store.bytes(digest) == content)
                            try await store.release([digest])
                        }
                    }
                    group.addTask { for _ in 0..<150 { _ = try await store.sweep() } }
                }
                try await group.waitForAll()
            }
            let digest = try await stores[0].keep(content)
            #expect(try await stores[1].bytes(digest) == content)
            let entries = try await stores[1].database.read { try $0.blobs(limit: 2) }
            #expect(entries.map(\.references) == [1])
            #expect(stores[0].spooled.isEmpty)
        }
    }
}
