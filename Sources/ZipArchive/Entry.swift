/// An entry of the directory that is fit to become a member: its name is safe, its kind is a file or a folder, and its
/// content can be read.
struct Entry {
    let header: CentralHeader
    let name: MemberName
    let path: String
    let isDirectory: Bool
    private let method: ZipArchive.Member.Method

    static func all(of end: EndOfDirectory, in file: ArchiveFile) throws(ZipRefusal) -> [Entry] {
        let size = Int(end.directory.upperBound - end.directory.lowerBound)
        var reader = RecordReader(try file.bytes(at: end.directory.lowerBound, count: size))
        var entries: [Entry] = []
        entries.reserveCapacity(Int(end.count))
        for _ in 0..<end.count { entries.append(try Entry(CentralHeader(reading: &reader))) }
        guard reader.isAtEnd else { throw .damaged(path: nil) }
        return entries
    }

    init(_ header: CentralHeader) throws(ZipRefusal) {
        self.header = header
        name = try MemberName(header)
        let safe = try MemberPath(name.text)
        path = safe.path
        // Some packers mark a folder by its mode alone.
        isDirectory = safe.isDirectory || UnixKind(mode: header.unixMode) == .folder
        guard UnixKind(mode: header.unixMode) != .linkOrDevice else { throw .linkOrDevice(path: path) }
        guard header.flags.isDisjoint(with: [.encrypted, .stronglyEncrypted, .maskedHeaders]) else {
            throw .encrypted(path: path)
        }
        guard let method = ZipArchive.Member.Method(rawValue: header.method), !header.flags.contains(.patch) else {
            throw .unsupportedMethod(path: path, method: header.method)
        }
        // No bytes at all are no deflate stream; some packers still say so of what is empty.
        self.method = header.compressedSize == 0 ? .stored : method
        guard !isDirectory || header.size == 0 else { throw .folderWithContent(path: path) }
        guard self.method == .deflated || header.compressedSize == header.size else { throw .lyingHeader(path: path) }
    }

    func member(index: Int, dataOffset: Int64) -> ZipArchive.Member {
        ZipArchive.Member(
            path: path,
            rawName: header.rawName,
            method: method,
            isDirectory: isDirectory,
            compressedSize: header.compressedSize,
            size: header.size,
            crc32: header.crc32,
            dataOffset: dataOffset,
            index: index
        )
    }
}

/// What kind of thing a Unix mode speaks of.
private enum UnixKind {
    case unsaid, file, folder, linkOrDevice

    init(mode: UInt32) {
        switch mode & 0xF000 {
        case 0x8000: self = .file
        case 0x4000: self = .folder
        case 0x1000, 0x2000, 0x6000, 0xA000, 0xC000: self = .linkOrDevice  // pipe, devices, symbolic link, socket
        default: self = .unsaid
        }
    }
}
