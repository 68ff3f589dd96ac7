import Foundation
import Persistence
import TestSupport

@testable import LearningRecords

/// Contents over a database of one test and a folder, which several nodes may share.
struct BlobStore: Sendable {
    let database: any Database
    let blobs: Blobs
    let clock: TestClock
    let grace: Duration

    func sweeper() -> SweepBlobs { SweepBlobs(database: database, files: blobs.files, grace: grace) }

    func sweep() async throws -> Int { try await sweeper()() }

    /// Keeps `content`, and answers its digest.
    func keep(_ content: [UInt8], times: Int = 1) async throws -> [UInt8] {
        let blob = try await blobs.prepare(content)
        defer { blobs.discard(blob) }
        try await database.write { try $0.keep(Array(repeating: blob, count: times)) }
        return blob.sha256
    }

    func release(_ digests: [[UInt8]]) async throws { try await database.write { try $0.release(digests) } }

    func blob(_ digest: [UInt8]) async throws -> StoredBlob? { try await database.read { try $0.blob(digest) } }

    func bytes(_ digest: [UInt8]) async throws -> [UInt8]? {
        guard let blob = try await blob(digest) else { return nil }
        return try await blobs.bytes(of: blob)
    }

    func hasFile(_ digest: [UInt8]) -> Bool { FileManager.default.fileExists(atPath: blobs.files.path(of: digest)) }

    /// Temporary files that are left.
    var spooled: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: blobs.files.folder)) ?? []).filter { $0.hasPrefix(".") }
    }
}

extension Engine {
    func withBlobs<T: Sendable>(
        grace: Duration = SweepBlobs.grace, _ body: @escaping @Sendable (BlobStore) async throws -> T
    ) async throws -> T {
        try await withBlobNodes(1, grace: grace) { try await body($0[0]) }
    }

    func withBlobNodes<T: Sendable>(
        _ count: Int, grace: Duration = SweepBlobs.grace, _ body: @escaping @Sendable ([BlobStore]) async throws -> T
    ) async throws -> T {
        let folder = FileManager.default.temporaryDirectory.appending(path: "releve-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let clock = TestClock()
        return try await withNodes(count, migrations: migrations, clock: clock) { nodes in
            let files = try DigestFiles(folder: folder.path())
            let blobs = Blobs(files: files) { count in (0..<count).map { _ in UInt8.random(in: 0...255) } }
            return try await body(nodes.map { BlobStore(database: $0, blobs: blobs, clock: clock, grace: grace) })
        }
    }
}
