extension ZipArchive {
    /// How much an archive may hold, and may swell.
    package struct Limits: Sendable {
        package var members = 50_000
        /// The sum of all sizes once inflated, in bytes.
        package var totalSize: Int64 = 8 << 30
        /// One member once inflated, in bytes.
        package var memberSize: Int64 = 2 << 30
        /// Inflated bytes for one compressed byte, of a member and of all together; what is not larger than
        /// `freeSize` may swell as it likes.
        package var ratio: Int64 = 200
        /// In bytes.
        package var freeSize: Int64 = 64 << 20
        /// The directory itself, in bytes: it is held in memory while it is read.
        package var directorySize: Int64 = 32 << 20
        /// One path, in bytes of UTF-8.
        package var pathLength = 1024

        package init() {}
    }
}

extension ZipArchive.Limits {
    func check(_ end: EndOfDirectory) throws(ZipRefusal) {
        guard end.count <= Int64(members) else { throw .tooManyMembers(limit: members) }
        let size = end.directory.upperBound - end.directory.lowerBound
        guard size <= directorySize else { throw .tooLarge(.directory, path: nil, limit: directorySize) }
    }

    /// What the directory declares is a bound on what is inflated, since inflating stops past the declared size.
    func check(_ entries: [Entry]) throws(ZipRefusal) {
        var inflated: Int64 = 0
        var compressed: Int64 = 0
        for entry in entries {
            let header = entry.header
            guard entry.path.utf8.count <= pathLength else {
                throw .tooLarge(.path, path: entry.path, limit: Int64(pathLength))
            }
            guard header.size <= memberSize else { throw .tooLarge(.member, path: entry.path, limit: memberSize) }
            guard isPlausible(header.size, from: header.compressedSize) else {
                throw .ratio(path: entry.path, limit: ratio)
            }
            inflated = inflated.adding(header.size)
            compressed = compressed.adding(header.compressedSize)
            guard inflated <= totalSize else { throw .tooLarge(.total, path: nil, limit: totalSize) }
        }
        guard isPlausible(inflated, from: compressed) else { throw .ratio(path: nil, limit: ratio) }
    }

    private func isPlausible(_ size: Int64, from compressed: Int64) -> Bool {
        size <= freeSize || size <= compressed.times(ratio)
    }
}

extension Int64 {
    /// The sum of two sizes, or the highest number where it is higher still.
    fileprivate func adding(_ size: Int64) -> Int64 {
        let (sum, overflow) = addingReportingOverflow(size)
        return overflow ? .max : sum
    }

    fileprivate func times(_ factor: Int64) -> Int64 {
        let (product, overflow) = multipliedReportingOverflow(by: factor)
        return overflow ? .max : product
    }
}
