extension ZipArchive {
    /// One member's content, in memory.
    ///
    /// - Parameter limit: in bytes; a member that declares more, or inflates to more, is `tooLarge` or `lyingHeader`.
    /// - Throws: also what `verify` throws of this member. `damaged` for a member of another archive.
    package func read(_ member: Member, limit: Int) throws(ZipRefusal) -> [UInt8] {
        guard members.indices.contains(member.index), members[member.index] == member else {
            throw .damaged(path: member.path)
        }
        guard let size = Int(exactly: member.size), size <= limit else {
            throw .tooLarge(.read, path: member.path, limit: Int64(limit))
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(size)
        try contents.inflate(member, through: InflateBuffer()) { bytes.append(contentsOf: $0) }
        return bytes
    }

    /// Inflates everything once, through 64 KiB of memory, and checks each size and checksum. What inflates to more
    /// than it declares is cut off at the first byte too many.
    ///
    /// - Parameter progress: gets the bytes inflated so far, every 64 KiB.
    package func verify(progress: (Int64) -> Void = { _ in }) throws(ZipRefusal) {
        let buffer = InflateBuffer()
        var inflated: Int64 = 0
        for member in members {
            // Their sum is within a limit, or overflows nothing: no part is larger than what was declared.
            try contents.inflate(member, through: buffer) { part in
                inflated &+= Int64(part.count)
                progress(inflated)
            }
        }
    }
}
