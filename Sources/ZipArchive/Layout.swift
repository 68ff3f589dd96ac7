/// Where the members lie: each local header where the directory says, each content before the directory, no two over
/// each other.
enum Layout {
    /// A member with the bytes of the file that are its own.
    private struct Placed {
        let member: ZipArchive.Member
        let range: Range<Int64>
    }

    static func members(
        of entries: [Entry],
        before end: EndOfDirectory,
        in file: ArchiveFile
    ) throws(ZipRefusal) -> [ZipArchive.Member] {
        var placed: [Placed] = []
        placed.reserveCapacity(entries.count)
        for (index, entry) in entries.enumerated() {
            do throws(ZipRefusal) {
                placed.append(try place(entry, index: index, before: end, in: file))
            } catch {
                throw error.naming(entry.path)
            }
        }
        try refuseOverlaps(placed)
        return placed.map(\.member)
    }

    private static func place(
        _ entry: Entry,
        index: Int,
        before end: EndOfDirectory,
        in file: ArchiveFile
    ) throws(ZipRefusal) -> Placed {
        let central = entry.header
        let position = end.base.addingReportingOverflow(central.localOffset)
        guard !position.overflow, position.partialValue < end.directory.lowerBound else { throw .damaged(path: nil) }
        let start = position.partialValue
        let local = try LocalHeader(at: start, nameLength: central.rawName.count, in: file)
        guard local.rawName.elementsEqual(central.rawName), local.method == central.method,
            local.flags.contains(.encrypted) == central.flags.contains(.encrypted)
        else { throw .lyingHeader(path: entry.path) }
        let dataEnd = local.dataOffset.addingReportingOverflow(central.compressedSize)
        guard !dataEnd.overflow, dataEnd.partialValue <= end.directory.lowerBound else { throw .damaged(path: nil) }
        var rangeEnd = dataEnd.partialValue
        if !local.agrees(with: central) {
            guard local.defers(to: central),
                let length = try DataDescriptor.length(
                    of: central,
                    at: rangeEnd,
                    before: end.directory.lowerBound,
                    in: file
                )
            else { throw .lyingHeader(path: entry.path) }
            rangeEnd += length
        }
        return Placed(member: entry.member(index: index, dataOffset: local.dataOffset), range: start..<rangeEnd)
    }

    private static func refuseOverlaps(_ placed: [Placed]) throws(ZipRefusal) {
        let sorted = placed.sorted { $0.range.lowerBound < $1.range.lowerBound }
        for (first, second) in zip(sorted, sorted.dropFirst()) where first.range.upperBound > second.range.lowerBound {
            throw .overlapping(first.member.path, second.member.path)
        }
    }
}

extension ZipRefusal {
    /// The same, of this member, where a reader of records could not know which.
    fileprivate func naming(_ path: String) -> ZipRefusal {
        switch self {
        case .damaged(path: nil), .truncated: .damaged(path: path)
        case .lyingHeader(path: ""): .lyingHeader(path: path)
        default: self
        }
    }
}
