import Foundation

/// The file, open for reading at any place. Reads keep no position, so any number of threads may read.
final class ArchiveFile: Sendable {
    /// In bytes, when it was opened.
    let size: Int64
    private let descriptor: Int32

    init(path: String) throws(ZipRefusal) {
        // A pipe would hold the caller until somebody writes to it, but for O_NONBLOCK.
        descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw .unreadable(errno: errno) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw .unreadable(errno: EINVAL)
        }
        size = Int64(status.st_size)
    }

    deinit { close(descriptor) }

    /// Fills the buffer as far as the file goes.
    ///
    /// - Returns: the bytes read, or `nil` where the system fails; `errno` tells.
    func read(at offset: Int64, into buffer: UnsafeMutableRawBufferPointer) -> Int? {
        var filled = 0
        while filled < buffer.count {
            let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
            let count = pread(descriptor, rest.baseAddress, rest.count, off_t(offset) + off_t(filled))
            if count == 0 { break }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return nil }
            filled += count
        }
        return filled
    }

    /// - Parameter offset: in 0..., as the caller has checked.
    /// - Returns: exactly `count` bytes.
    func bytes(at offset: Int64, count: Int) throws(ZipRefusal) -> [UInt8] {
        guard offset >= 0, count >= 0, Int64(count) <= size, offset <= size - Int64(count) else { throw .truncated }
        var bytes = [UInt8](repeating: 0, count: count)
        guard let filled = bytes.withUnsafeMutableBytes({ read(at: offset, into: $0) }) else {
            throw .unreadable(errno: errno)
        }
        guard filled == count else { throw .truncated }
        return bytes
    }
}
