import ExactJSON
import Foundation
import Persistence
import TestSupport
import Testing
import XAPI

@testable import LearningRecords

/// Documents over 64 KiB are files by their digest, counted with everything else that refers to them.
@Suite("large documents")
struct LargeDocumentTests {
    private static let large = DocumentContent(type: "image/png", bytes: Array(repeating: 7, count: Blobs.rowLimit + 1))
    private static let small = DocumentContent(type: "text/plain", bytes: Array(repeating: 7, count: Blobs.rowLimit))

    /// References to each content that is a file.
    private static func references(_ store: BlobStore) async throws -> [Int64] {
        try await store.database.read { try $0.blobs(limit: 10) }.map(\.references)
    }

    private static func bytes(_ store: BlobStore, _ id: String) async throws -> [UInt8]? {
        guard let document = try await store.document(.sample(id)) else { return nil }
        return try await store.blobs.bytes(of: document)
    }

    @Test("go to a file and come back from it, small ones stay in their row", arguments: Engine.allCases)
    func places(engine: Engine) async throws {
        try await engine.withBlobs { store in
            #expect(try await store.put(Self.small, at: .sample("small")) == .done)
            #expect(try await Self.references(store) == [])
            #expect(try await Self.bytes(store, "small") == Self.small.bytes)
            #expect(try await store.put(Self.large, at: .sample("large")) == .done)
            let found = try await store.document(.sample("large"))
            #expect(found?.tag == DocumentContent.tag(of: Self.large.bytes) && found?.type == "image/png")
            #expect(try await Self.bytes(store, "large") == Self.large.bytes)
            #expect(try await Self.references(store) == [1])
            #expect(store.spooled.isEmpty)
        }
    }

    @Test("are counted as they come, are replaced and go", arguments: Engine.allCases)
    func references(engine: Engine) async throws {
        try await engine.withBlobs(grace: .seconds(-1)) { store in
            for id in ["a", "b", "c"] { _ = try await store.put(Self.large, at: .sample(id)) }
            #expect(try await Self.references(store) == [3])
            _ = try await store.put(Self.large, at: .sample("a"))
            #expect(try await Self.references(store) == [3], "the same again")
            _ = try await store.put(Self.small, at: .sample("a"))
            _ = try await store.delete(.sample("b"))
            #expect(try await Self.references(store) == [1])
            let refused = try await store.put(Self.large, at: .sample("a"), if: Preconditions(noneMatch: .any))
            #expect(refused == .refused(.preconditionFailed))
            #expect(try await Self.references(store) == [1], "a refused write refers to nothing")
            _ = try await store.deleteAll(DocumentAddress.sample("").context)
            #expect(try await Self.references(store) == [0])
            #expect(try await store.sweep() == 1)
            #expect(try await Self.bytes(store, "c") == nil)
        }
    }

    @Test("grow and shrink by merges", arguments: Engine.allCases)
    func merges(engine: Engine) async throws {
        try await engine.withBlobs { store in
            let half = String(repeating: "x", count: Blobs.rowLimit / 2)
            for key in ["a", "b", "c"] {
                #expect(
                    try await store.merge(DocumentContent(json: "{\"\(key)\":\"\(half)\"}"), at: .sample("d")) == .done)
            }
            #expect(try await Self.references(store).filter { $0 > 0 } == [1])
            let shorter = DocumentContent(json: #"{"a":1.0,"b":2,"c":3}"#)
            #expect(try await store.merge(shorter, at: .sample("d")) == .done)
            #expect(try await Self.bytes(store, "d") == shorter.bytes)
            #expect(try await Self.references(store).filter { $0 > 0 } == [])
            let tooLarge = try await store.merge(
                DocumentContent(json: "{\"d\":\"\(half)\"}"), at: .sample("d"), limit: Blobs.rowLimit / 2
            )
            #expect(tooLarge == .refused(.tooLarge(limit: Blobs.rowLimit / 2)))
            _ = try await store.put(Self.large, at: .sample("e"))
            #expect(try await store.merge(shorter, at: .sample("e")) == .refused(.notMergeable))
            #expect(try await Self.bytes(store, "e") == Self.large.bytes)
        }
    }

    @Test("many merges at once on one node all come through", arguments: Engine.allCases)
    func lanes(engine: Engine) async throws {
        try await engine.withBlobs { store in
            let merge = MergeDocument(
                database: store.database, terms: InternTerms(database: store.database), blobs: store.blobs
            )
            try await withThrowingTaskGroup(of: DocumentOutcome.self) { group in
                for writer in 0..<60 {
                    group.addTask {
                        let value = String(repeating: "x", count: 5_000)
                        let content = DocumentContent(json: "{\"\(writer)\":\"\(value)\"}")
                        let object = try JSONDocument(reading: content.bytes).root
                        return try await merge(
                            content, object: object, at: .sample("a"), if: Preconditions(), limit: 1 << 20
                        )
                    }
                }
                for try await outcome in group { #expect(outcome == .done) }
            }
            let merged = try JSONDocument(reading: try await Self.bytes(store, "a") ?? []).root
            #expect(merged.count == 60)
        }
    }
}
