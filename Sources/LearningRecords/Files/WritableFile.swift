import Foundation

/// A file being written by one owner. What the system refuses is thrown with its `errno`, so that a full disk is told
/// from a broken one.
package final class WritableFile: Sendable {
    private let descriptor: Int32

    /// Makes the file, which may not be there yet; only its owner may read it.
    package init(making path: String) throws(FileFailure) {
        descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .last("open") }
    }

    /// Opens what is there already: a device, in tests.
    package init(opening path: String) throws(FileFailure) {
        descriptor = open(path, O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .last("open") }
    }

    /// Opens a file to write behind what it holds, and makes it where it is not there.
    package init(appendingTo path: String) throws(FileFailure) {
        descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .last("open") }
    }

    deinit { close(descriptor) }

    /// Writes all of it; blocks while the disk does.
    package func write(_ bytes: [UInt8]) throws(FileFailure) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .last("write") }
            rest = rest.dropFirst(count)
        }
    }

    /// Returns when the content is on disk.
    package func synchronize() throws(FileFailure) {
        guard fsync(descriptor) == 0 else { throw .last("fsync") }
    }

    /// Returns when what was written to a file, or the names in a folder, are on disk.
    package static func synchronize(_ path: String) throws(FileFailure) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .last("open") }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw .last("fsync") }
    }
}
