extension Tile {
    /// The content of a tile of hashes, one behind the other.
    package static func content(of hashes: [TreeHash]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(hashes.count * TreeHash.byteCount)
        for hash in hashes { bytes.append(contentsOf: hash.bytes) }
        return bytes
    }

    /// Reads the content of a tile of hashes: as many as it is wide.
    package func hashes(in content: [UInt8]) throws(LogFault) -> [TreeHash] {
        guard content.count == width * TreeHash.byteCount else { throw .tileLength }
        return (0..<width).compactMap { TreeHash(content[$0 * TreeHash.byteCount..<($0 + 1) * TreeHash.byteCount]) }
    }

    /// The content of a bundle of entries, before each its length in two bytes, the higher one first.
    package static func bundle(of entries: [[UInt8]]) throws(LogFault) -> [UInt8] {
        var bytes: [UInt8] = []
        for entry in entries {
            guard let length = UInt16(exactly: entry.count) else { throw .entryTooLong }
            bytes.append(UInt8(length >> 8))
            bytes.append(UInt8(length & 255))
            bytes.append(contentsOf: entry)
        }
        return bytes
    }

    /// Reads the content of a bundle of entries: as many as it is wide.
    package func entries(in content: [UInt8]) throws(LogFault) -> [[UInt8]] {
        var rest = content[...]
        var entries: [[UInt8]] = []
        for _ in 0..<width {
            guard let high = rest.popFirst(), let low = rest.popFirst() else { throw .malformedBundle }
            let length = Int(high) << 8 | Int(low)
            guard length <= rest.count else { throw .malformedBundle }
            entries.append(Array(rest.prefix(length)))
            rest = rest.dropFirst(length)
        }
        guard rest.isEmpty else { throw .malformedBundle }
        return entries
    }
}
