/// Writes zip files by hand, so that every number in them can be wrong.
package struct ZipWriter: Sendable {
    /// The end record, whose fields may lie.
    package struct End: Sendable {
        package var disk: UInt16 = 0
        package var countHere: UInt16
        package var count: UInt16
        package var directorySize: UInt32
        package var directoryOffset: UInt32
        package var commentLength: UInt16
    }

    package var entries: [ZipEntry]
    /// What stands before the archive.
    package var prefix: [UInt8] = []
    /// Whether offsets count from the beginning of the file in place of the archive's.
    package var countsFromFile = false
    package var comment: [UInt8] = []
    /// What follows the archive.
    package var trailer: [UInt8] = []
    package var hasZip64End = false
    package var zip64Count: UInt64?
    /// Where the zip64 record says that the directory begins, in place of the truth.
    package var zip64Offset: UInt64?
    package var changeEnd: (@Sendable (inout End) -> Void)?

    package init(_ entries: ZipEntry...) { self.entries = entries }
    package init(_ entries: [ZipEntry]) { self.entries = entries }

    package func with(_ change: (inout ZipWriter) -> Void) -> ZipWriter {
        var changed = self
        change(&changed)
        return changed
    }

    package var bytes: [UInt8] {
        let origin = countsFromFile ? 0 : prefix.count
        var file = ByteWriter(prefix)
        var directory = ByteWriter()
        for entry in entries {
            let offset = entry.claimedOffset ?? UInt32(file.bytes.count - origin)
            file.addLocal(entry)
            directory.addCentral(entry, offset: offset)
        }
        let start = file.bytes.count - origin
        file.bytes += directory.bytes
        let end = End(
            countHere: UInt16(entries.count),
            count: UInt16(entries.count),
            directorySize: UInt32(directory.bytes.count),
            directoryOffset: UInt32(start),
            commentLength: UInt16(comment.count)
        )
        if hasZip64End { addZip64End(end, to: &file, origin: origin) }
        addEnd(end, to: &file)
        return file.bytes + comment + trailer
    }

    private func addZip64End(_ end: End, to file: inout ByteWriter, origin: Int) {
        let position = UInt64(file.bytes.count - origin)
        let count = zip64Count ?? UInt64(end.count)
        file.add(0x0606_4B50 as UInt32, 44 as UInt64)
        file.add(45 as UInt16, 45 as UInt16, 0 as UInt32, 0 as UInt32)
        file.add(count, count, UInt64(end.directorySize), zip64Offset ?? UInt64(end.directoryOffset))
        file.add(0x0706_4B50 as UInt32, 0 as UInt32, position, 1 as UInt32)
    }

    private func addEnd(_ end: End, to file: inout ByteWriter) {
        var end = end
        if hasZip64End {
            (end.countHere, end.count, end.directorySize, end.directoryOffset) = (.max, .max, .max, .max)
        }
        changeEnd?(&end)
        file.add(0x0605_4B50 as UInt32, end.disk, end.disk, end.countHere, end.count)
        file.add(end.directorySize, end.directoryOffset, end.commentLength)
    }
}

/// Appends numbers, the lowest byte first.
package struct ByteWriter {
    package var bytes: [UInt8]

    package init(_ bytes: [UInt8] = []) { self.bytes = bytes }

    package mutating func add(_ numbers: any FixedWidthInteger...) {
        for number in numbers { append(number) }
    }

    private mutating func append(_ number: some FixedWidthInteger) {
        withUnsafeBytes(of: number.littleEndian) { bytes += $0 }
    }

    package func adding(_ number: any FixedWidthInteger) -> ByteWriter {
        var writer = self
        writer.add(number)
        return writer
    }

    package mutating func addLocal(_ entry: ZipEntry) {
        add(0x0403_4B50 as UInt32, 20 as UInt16)
        addShared(entry.local)
        bytes += entry.local.name + entry.local.extra + entry.data
        addDescriptor(of: entry)
        bytes += [UInt8](repeating: 0xAA, count: entry.gap)
    }

    package mutating func addCentral(_ entry: ZipEntry, offset: UInt32) {
        add(0x0201_4B50 as UInt32, entry.madeBy, 20 as UInt16)
        addShared(entry.central)
        add(0 as UInt16, entry.volume, 0 as UInt16, entry.externalAttributes, offset)
        bytes += entry.central.name + entry.central.extra
    }

    private mutating func addShared(_ fields: ZipEntry.Fields) {
        add(fields.flags, fields.method, 0 as UInt16, 0x5C21 as UInt16)
        add(fields.crc32, fields.compressedSize, fields.size)
        add(UInt16(fields.name.count), UInt16(fields.extra.count))
    }

    private mutating func addDescriptor(of entry: ZipEntry) {
        guard let descriptor = entry.descriptor else { return }
        if descriptor == .signed || descriptor == .signedWide { add(0x0807_4B50 as UInt32) }
        add(entry.central.crc32)
        if descriptor == .signed || descriptor == .bare {
            add(entry.central.compressedSize, entry.central.size)
        } else {
            add(UInt64(entry.central.compressedSize), UInt64(entry.central.size))
        }
    }
}
