/// Where the archive and its directory lie in the file.
struct EndOfDirectory {
    /// Where the archive begins; its offsets count from here. Above 0 where something else stands before it.
    let base: Int64
    /// In the file.
    let directory: Range<Int64>
    let count: Int64

    /// The record stands at the end, before a comment of up to 65,535 bytes, which may itself hold such records.
    /// One whose comment ends with the file comes before one that others bytes follow; two that would both do make
    /// the archive ambiguous: readers would see different files in it, so none is believed.
    init(in file: ArchiveFile) throws(ZipRefusal) {
        let begin = try Self.beginning(of: file)
        let tail = try file.bytes(at: max(0, file.size - Self.reach), count: Int(min(file.size, Self.reach)))
        var found: [Bool: [EndOfDirectory]] = [:]
        var reason: ZipRefusal = begin.looksLikeZip ? .truncated : .notAZip
        for place in Self.signatures(in: tail) {
            let position = file.size - Int64(tail.count) + Int64(place)
            let rest = file.size - position - Int64(EndRecord.size)
            do throws(ZipRefusal) {
                let record = try EndRecord(at: position, in: file)
                guard record.commentLength <= rest else { throw .truncated }
                let end = try EndOfDirectory(record, in: file, beginsWithMember: begin.isMember)
                found[record.commentLength == rest, default: []].append(end)
            } catch {
                reason = error
            }
        }
        let ends = found[true] ?? found[false] ?? []
        guard let end = ends.first else { throw reason }
        guard ends.count == 1 else { throw .damaged(path: nil) }
        self = end
    }

    private init(_ record: EndRecord, in file: ArchiveFile, beginsWithMember: Bool) throws(ZipRefusal) {
        let start = record.position.subtractingReportingOverflow(record.directorySize)
        let base = start.partialValue.subtractingReportingOverflow(record.directoryOffset)
        guard !start.overflow, !base.overflow, base.partialValue >= 0 else { throw .damaged(path: nil) }
        guard record.base == nil || record.base == base.partialValue else { throw .damaged(path: nil) }
        self.base = base.partialValue
        directory = start.partialValue..<record.position
        count = record.count
        try checkDirectory(in: file)
        // A file that begins as an archive but whose records speak of another one, further on, has lost its end just
        // behind an archive that it holds.
        guard self.base == 0 || !beginsWithMember else { throw .truncated }
    }

    private func checkDirectory(in file: ArchiveFile) throws(ZipRefusal) {
        guard count > 0 else {
            guard directory.isEmpty, directory.lowerBound == 0 else { throw .damaged(path: nil) }
            return
        }
        let size = directory.upperBound - directory.lowerBound
        guard count <= size / Int64(CentralHeader.fixedSize) else { throw .damaged(path: nil) }
        var reader = RecordReader(try file.bytes(at: directory.lowerBound, count: 4))
        try reader.signature(Signature.centralHeader)
    }

    private static let reach = Int64(EndRecord.size) + Int64(UInt16.max)

    private static func beginning(of file: ArchiveFile) throws(ZipRefusal) -> (looksLikeZip: Bool, isMember: Bool) {
        guard file.size >= 4 else { return (false, false) }
        var reader = RecordReader(try file.bytes(at: 0, count: 4))
        let signature = try reader.uint32()
        let isMember = signature == Signature.localHeader
        return (isMember || signature == Signature.end, isMember)
    }

    /// The last one first.
    private static func signatures(in tail: [UInt8]) -> [Int] {
        guard tail.count >= EndRecord.size else { return [] }
        return (0...(tail.count - EndRecord.size)).reversed().filter { place in
            tail[place] == 0x50 && tail[place...].prefix(4).elementsEqual([0x50, 0x4B, 5, 6])
        }
    }
}
