import CLibZip
import Foundation

/// What libzip reads in place of the file: the archive from its own beginning to the end of its directory, and behind
/// it end records that we write ourselves.
///
/// So libzip needs no notion of what stands before an archive, and finds exactly one end record. It tries every one
/// that it sees in the last 64 KiB, each time through the whole directory: a few thousand false ones, in comments or
/// extra fields, would keep it busy for minutes. The comment of ours fills that reach.
final class ArchiveView {
    private let file: ArchiveFile
    /// The archive's bytes, in the file.
    private let range: Range<Int64>
    private let records: [UInt8]
    private var position: Int64 = 0
    private var failure = zip_error_t()

    init(_ file: ArchiveFile, _ end: EndOfDirectory) {
        self.file = file
        range = end.base..<end.directory.upperBound
        records = Self.endRecords(for: end)
        zip_error_init(&failure)
    }

    deinit { zip_error_fini(&failure) }

    /// A source that keeps this view until libzip frees it.
    func makeSource() -> OpaquePointer? {
        var error = zip_error_t()
        zip_error_init(&error)
        defer { zip_error_fini(&error) }
        let context = Unmanaged.passRetained(self)
        let source = zip_source_function_create(Self.callback, context.toOpaque(), &error)
        if source == nil { context.release() }
        return source
    }

    private static let callback: zip_source_callback = { context, buffer, length, command in
        guard let context else { return -1 }
        let view = Unmanaged<ArchiveView>.fromOpaque(context)
        if command == ZIP_SOURCE_FREE {
            view.release()
            return 0
        }
        let room = UnsafeMutableRawBufferPointer(start: buffer, count: buffer == nil ? 0 : Int(clamping: length))
        return view.takeUnretainedValue().answer(command, room)
    }

    /// The commands of `zip_source_function(3)`; -1 where it fails.
    private func answer(_ command: zip_source_cmd_t, _ buffer: UnsafeMutableRawBufferPointer) -> Int64 {
        switch command {
        case ZIP_SOURCE_OPEN:
            position = 0
            return 0
        case ZIP_SOURCE_READ: return read(into: buffer)
        case ZIP_SOURCE_CLOSE: return 0
        case ZIP_SOURCE_SEEK:
            let offset = zip_source_seek_compute_offset(
                zip_uint64_t(position),
                zip_uint64_t(size),
                buffer.baseAddress,
                zip_uint64_t(buffer.count),
                &failure
            )
            guard offset >= 0 else { return -1 }
            position = offset
            return 0
        case ZIP_SOURCE_TELL: return position
        case ZIP_SOURCE_STAT: return describe(to: buffer)
        case ZIP_SOURCE_ERROR: return zip_error_to_data(&failure, buffer.baseAddress, zip_uint64_t(buffer.count))
        case ZIP_SOURCE_SUPPORTS: return Self.supported
        default: return fail(ZIP_ER_OPNOTSUPP)
        }
    }

    private var archiveSize: Int64 { range.upperBound - range.lowerBound }
    private var size: Int64 { archiveSize + Int64(records.count) }

    private func read(into buffer: UnsafeMutableRawBufferPointer) -> Int64 {
        let fromFile = Int(min(Int64(buffer.count), max(0, archiveSize - position)))
        let head = UnsafeMutableRawBufferPointer(rebasing: buffer[..<fromFile])
        guard file.read(at: range.lowerBound + position, into: head) == fromFile else { return fail(ZIP_ER_READ) }
        let tail = UnsafeMutableRawBufferPointer(rebasing: buffer[fromFile...])
        let passed = Int(max(0, position - archiveSize))
        let fromRecords = records.dropFirst(passed).prefix(tail.count)
        tail.copyBytes(from: fromRecords)
        position += Int64(fromFile + fromRecords.count)
        return Int64(fromFile + fromRecords.count)
    }

    private func describe(to buffer: UnsafeMutableRawBufferPointer) -> Int64 {
        guard buffer.count >= MemoryLayout<zip_stat_t>.size, let address = buffer.baseAddress else {
            return fail(ZIP_ER_INVAL)
        }
        var description = zip_stat_t()
        zip_stat_init(&description)
        description.valid = zip_uint64_t(ZIP_STAT_SIZE)
        description.size = zip_uint64_t(size)
        address.copyMemory(from: &description, byteCount: MemoryLayout<zip_stat_t>.size)
        return Int64(MemoryLayout<zip_stat_t>.size)
    }

    private func fail(_ code: Int32) -> Int64 {
        zip_error_set(&failure, code, errno)
        return -1
    }

    private static let supported: Int64 = [
        ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE,
        ZIP_SOURCE_SEEK, ZIP_SOURCE_TELL, ZIP_SOURCE_SUPPORTS,
    ].reduce(0) { $0 | 1 << Int64($1.rawValue) }

    /// The zip64 record, its locator, and an end record that points to them.
    private static func endRecords(for end: EndOfDirectory) -> [UInt8] {
        var bytes: [UInt8] = []
        func append<Integer: FixedWidthInteger>(_ values: Integer...) {
            for value in values { withUnsafeBytes(of: value.littleEndian) { bytes += $0 } }
        }
        let offset = end.directory.lowerBound - end.base
        append(Signature.zip64End)
        append(Int64(EndRecord.zip64Size - 12))
        append(UInt16(45), 45)
        append(UInt32(0), 0)
        append(end.count, end.count, end.directory.upperBound - end.directory.lowerBound, offset)
        append(Signature.zip64Locator, 0)
        append(end.directory.upperBound - end.base)
        append(UInt32(1))
        append(Signature.end)
        append(UInt16(0), 0, .max, .max)
        append(UInt32.max, .max)
        append(UInt16.max)
        return bytes + [UInt8](repeating: 0, count: Int(UInt16.max))
    }
}
