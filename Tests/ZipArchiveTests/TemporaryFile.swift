import Foundation

@testable import ZipArchive

/// A file of a test's own, removed with it. In memory: twenty thousand of them would wait for a disk.
final class TemporaryFile {
    let path: String
    private let descriptor: Int32

    init(_ bytes: [UInt8]) throws {
        path = "/dev/shm/releve-zip-\(UUID().uuidString)"
        descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        try write(bytes)
    }

    deinit {
        close(descriptor)
        unlink(path)
    }

    func write(_ bytes: [UInt8]) throws {
        let isWritten = ftruncate(descriptor, 0) == 0 && pwrite(descriptor, bytes, bytes.count, 0) == bytes.count
        guard isWritten else { throw CocoaError(.fileWriteUnknown) }
    }
}

extension ZipArchive {
    /// Opens the bytes as a file that is gone again when this returns; the archive keeps it open.
    init(_ bytes: [UInt8], limits: Limits = Limits()) throws {
        let file = try TemporaryFile(bytes)
        self = try ZipArchive(path: file.path, limits: limits)
    }

    /// Every file's path and text, after everything was verified.
    func texts() throws -> [String: String] {
        try verify()
        var texts: [String: String] = [:]
        for member in members where !member.isDirectory {
            texts[member.path] = String(decoding: try read(member, limit: 1 << 20), as: UTF8.self)
        }
        return texts
    }
}
