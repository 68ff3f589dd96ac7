import Crypto
import Dispatch
import Foundation
package import LearningRecords
import NIOCore

/// A file that an upload is written to as it arrives, with its length and digest. Writes happen off the event loop, one
/// after the other, a megabyte at a time.
package final class UploadSpool {
    private let path: String
    private let limit: Int
    private let file: WritableFile
    private let queue = DispatchQueue(label: "upload")
    private var digest = SHA256()
    private var waiting: [UInt8] = []
    private var size = 0

    /// - Parameter limit: bytes; more is refused with 413.
    package convenience init(path: String, limit: Int) throws {
        self.init(file: try WritableFile(making: path), path: path, limit: limit)
    }

    init(file: WritableFile, path: String, limit: Int) {
        self.file = file
        self.path = path
        self.limit = limit
    }

    package func write(_ bytes: some Collection<UInt8>) async throws {
        guard size + bytes.count <= limit else { throw Problem.tooLarge(limit: limit) }
        size += bytes.count
        waiting.append(contentsOf: bytes)
        if waiting.count >= 1 << 20 { try await flush() }
    }

    package func finish() async throws -> Upload {
        try await flush()
        return Upload(path: path, sha256: Array(digest.finalize()), size: Int64(size))
    }

    /// Removes what was written; for uploads that do not arrive whole.
    package func discard() { unlink(path) }

    private func flush() async throws {
        guard !waiting.isEmpty else { return }
        let part = waiting
        waiting.removeAll()
        digest.update(data: part)
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            queue.async { [file] in
                continuation.resume(with: Result { try file.write(part) })
            }
        }
    }
}
