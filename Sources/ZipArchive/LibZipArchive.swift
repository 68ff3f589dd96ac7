import CLibZip
import Foundation
import Synchronization

/// The archive as libzip has it open.
///
/// Unchecked, since libzip's handles are not for two threads at once: the pointer never changes and never leaves this
/// class, and every use of it but the last, in `deinit`, stands inside `lock`. What libzip reads through it, an
/// `ArchiveView`, is reached from nowhere else.
final class LibZipArchive: @unchecked Sendable {
    private let archive: OpaquePointer
    private let lock = Mutex(())

    init(_ file: ArchiveFile, _ end: EndOfDirectory) throws(ZipRefusal) {
        guard let source = ArchiveView(file, end).makeSource() else { throw .damaged(path: nil) }
        var error = zip_error_t()
        zip_error_init(&error)
        defer { zip_error_fini(&error) }
        guard let opened = zip_open_from_source(source, ZIP_RDONLY, &error) else {
            zip_source_free(source)
            throw .damaged(path: nil)
        }
        archive = opened
    }

    deinit { zip_discard(archive) }

    /// A second reader of the same bytes must have seen the same members.
    func compare(with entries: [Entry]) throws(ZipRefusal) {
        try lock.withLock { (_) throws(ZipRefusal) in
            guard zip_get_num_entries(archive, 0) == entries.count else { throw .damaged(path: nil) }
            for (index, entry) in entries.enumerated() {
                guard sees(entry, at: zip_uint64_t(index)) else { throw .damaged(path: entry.path) }
            }
        }
    }

    private func sees(_ entry: Entry, at index: zip_uint64_t) -> Bool {
        var seen = zip_stat_t()
        zip_stat_init(&seen)
        guard let name = zip_get_name(archive, index, zip_flags_t(ZIP_FL_ENC_RAW)),
            zip_stat_index(archive, index, 0, &seen) == 0
        else { return false }
        let header = entry.header
        let wanted = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_CRC | ZIP_STAT_COMP_METHOD
        // Names hold no NUL, or they were refused.
        return seen.valid & zip_uint64_t(wanted) == zip_uint64_t(wanted)
            && seen.size == zip_uint64_t(header.size) && seen.comp_size == zip_uint64_t(header.compressedSize)
            && seen.crc == header.crc32 && seen.comp_method == header.method
            && UnsafeRawBufferPointer(start: name, count: strlen(name)).elementsEqual(entry.name.bytes)
    }

    /// Inflates one member through the buffer, and checks its size and its checksum.
    ///
    /// - Parameter take: gets each part, in order; together never more than the member's declared size.
    func inflate(
        _ member: ZipArchive.Member,
        through buffer: InflateBuffer,
        take: (UnsafeRawBufferPointer) -> Void
    ) throws(ZipRefusal) {
        try lock.withLock { (_) throws(ZipRefusal) in
            guard let content = zip_fopen_index(archive, zip_uint64_t(member.index), 0) else {
                throw .damaged(path: member.path)
            }
            defer { zip_fclose(content) }
            var rest = member.size
            while true {
                // One byte more than is left: whoever has it has lied about the size, and is cut off.
                let wanted = Int(min(Int64(buffer.bytes.count - 1), rest)) + 1
                let count = Int(zip_fread(content, buffer.bytes.baseAddress, zip_uint64_t(wanted)))
                guard count >= 0 else { throw Self.refusal(of: member, zip_file_get_error(content)) }
                guard Int64(count) <= rest else { throw .lyingHeader(path: member.path) }
                if count == 0 { break }
                rest -= Int64(count)
                take(UnsafeRawBufferPointer(rebasing: buffer.bytes[..<count]))
            }
            guard rest == 0 else { throw .lyingHeader(path: member.path) }
            // Libzip does not look at the checksum of nothing.
            guard member.compressedSize > 0 || member.crc32 == 0 else { throw .crcMismatch(path: member.path) }
        }
    }

    private static func refusal(
        of member: ZipArchive.Member,
        _ error: UnsafeMutablePointer<zip_error_t>
    ) -> ZipRefusal {
        switch zip_error_code_zip(error) {
        case ZIP_ER_CRC: .crcMismatch(path: member.path)
        case ZIP_ER_INCONS: .lyingHeader(path: member.path)
        default: .damaged(path: member.path)
        }
    }
}

/// The one piece of memory that content passes through.
final class InflateBuffer {
    let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)

    deinit { bytes.deallocate() }
}
