import Foundation
import Glibc

extension Blobs {
    /// The content in pieces, for answers that never hold it whole.
    package func pieces(of blob: StoredBlob) -> BlobPieces { BlobPieces(blob: blob, files: files) }

    /// The whole content, for what is known to be small.
    package func bytes(of blob: StoredBlob) async throws -> [UInt8] {
        if let content = blob.content { return content }
        return try await pieces(of: blob).reduce(into: []) { $0 += $1 }
    }
}

/// A content read from its beginning, piece after piece. Throws where its file is absent or shorter than it was.
package struct BlobPieces: AsyncSequence, Sendable {
    /// Bytes of a piece at most.
    package static let largest = 256 << 10

    let blob: StoredBlob
    let files: DigestFiles

    package func makeAsyncIterator() -> Iterator { Iterator(blob: blob, path: files.path(of: blob.sha256)) }

    package struct Iterator: AsyncIteratorProtocol {
        private let path: String
        private var content: [UInt8]?
        private var rest: Int64
        private var file: ReadFile?

        fileprivate init(blob: StoredBlob, path: String) {
            self.path = path
            content = blob.content
            rest = blob.size
        }

        package mutating func next() async throws -> [UInt8]? {
            guard rest > 0 else { return nil }
            if let content {
                rest = 0
                return content
            }
            let (file, path, wanted) = (file, path, Int(Swift.min(rest, Int64(BlobPieces.largest))))
            let (opened, piece) = try await FileWork.run {
                let opened = try file ?? ReadFile(path)
                return (opened, try opened.read(wanted))
            }
            self.file = opened
            rest -= Int64(piece.count)
            return piece
        }
    }
}

/// An open file; closed with its last reference.
private final class ReadFile: Sendable {
    private let descriptor: Int32

    init(_ path: String) throws {
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileFailure.last("open") }
    }

    deinit { close(descriptor) }

    /// 1 to `count` bytes; throws at the end of the file.
    func read(_ count: Int) throws -> [UInt8] {
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, read in
            read = max(0, Glibc.read(descriptor, buffer.baseAddress, count))
        }
        guard !bytes.isEmpty else { throw FileFailure(operation: "read", code: EIO) }
        return bytes
    }
}
