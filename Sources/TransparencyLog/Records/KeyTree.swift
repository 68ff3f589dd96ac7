import Crypto

/// The keys of the parts of 256 records, derived from one secret, so that they take no room each; a key that was destroyed
/// cannot be derived again, nor can anybody tell it from what is left.
///
/// It is the tree of Goldreich, Goldwasser and Micali: each node gives two below it by a hash, never the other way. A part's
/// place is its record's number in eight bits and then its own, in as many bits as its record has use for. Destroying a
/// key takes away every node on the way to it, and keeps those beside that way (`docs/evidence.md`).
package struct KeyTree: Equatable, Sendable {
    /// Records that one tree has keys for.
    package static let capacity = 256

    private static let version: UInt8 = 1
    private static let recordDepth = 8
    private static let nodeLength = 1 + 8 + PartKey.byteCount
    /// Levels for the number of a record and that of a part.
    private static let deepest = recordDepth + 32

    /// In the order of the keys below them; none is below another.
    private var nodes: [KeyNode]

    /// - Parameter secret: 32 random bytes.
    package init(secret: [UInt8]) throws(LogFault) {
        nodes = [KeyNode(depth: 0, path: 0, secret: try PartKey(secret))]
    }

    /// Reads what `bytes` wrote.
    package init(reading bytes: [UInt8]) throws(LogFault) {
        guard bytes.first == Self.version, (bytes.count - 1) % Self.nodeLength == 0 else { throw .malformedKeyTree }
        nodes = []
        for start in stride(from: 1, to: bytes.count, by: Self.nodeLength) {
            let depth = Int(bytes[start])
            let path = bytes[(start + 1)..<(start + 9)].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            guard depth <= Self.deepest, path >> UInt64(depth) == 0 else { throw .malformedKeyTree }
            let secret = try PartKey(bytes[(start + 9)..<(start + Self.nodeLength)])
            nodes.append(KeyNode(depth: depth, path: path, secret: secret))
        }
    }

    /// A version, then depth, path in eight bytes and secret of each node.
    package var bytes: [UInt8] {
        nodes.reduce(into: [Self.version]) { bytes, node in
            bytes.append(UInt8(node.depth))
            bytes.append(contentsOf: (0..<8).reversed().map { UInt8(truncatingIfNeeded: node.path >> ($0 * 8)) })
            bytes.append(contentsOf: node.secret.bytes)
        }
    }

    /// The keys of a record's parts, in order; nil for those that were destroyed.
    ///
    /// - Parameters:
    ///   - record: its number here, from 0 to 255.
    ///   - count: how many parts it has.
    package func keys(ofRecord record: UInt8, parts count: Int) -> [PartKey?] {
        guard let place = Self.place(ofRecord: record, parts: count) else { return [] }
        var keys: [PartKey?] = Array(repeating: nil, count: count)
        for node in nodes where node.meets(place) {
            var here = node
            while here.depth < place.depth { here = here.child(onTheWayTo: place) }
            here.spread(below: place, parts: count, into: &keys)
        }
        return keys
    }

    /// Destroys the key of one part, for ever once what `bytes` gave before is destroyed too.
    package mutating func destroy(part: Int, ofRecord record: UInt8, parts count: Int) {
        guard (0..<count).contains(part), let place = Self.place(ofRecord: record, parts: count) else { return }
        let depth = place.depth + Self.bits(for: count)
        destroy(KeyNode.Place(depth: depth, path: place.path << UInt64(depth - place.depth) | UInt64(part)))
    }

    /// Destroys the keys of all parts of a record.
    package mutating func destroy(record: UInt8) {
        destroy(KeyNode.Place(depth: Self.recordDepth, path: UInt64(record)))
    }

    private mutating func destroy(_ place: KeyNode.Place) {
        nodes = nodes.flatMap { node -> [KeyNode] in
            guard node.meets(place) else { return [node] }
            var (here, kept) = (node, [KeyNode]())
            while here.depth < place.depth {
                kept.append(here.child(besideTheWayTo: place))
                here = here.child(onTheWayTo: place)
            }
            return kept
        }
    }

    private static func place(ofRecord record: UInt8, parts count: Int) -> KeyNode.Place? {
        guard count > 0, UInt32(exactly: count) != nil else { return nil }
        return KeyNode.Place(depth: recordDepth, path: UInt64(record))
    }

    /// Levels that tell this many parts apart.
    fileprivate static func bits(for count: Int) -> Int {
        count <= 1 ? 0 : Int.bitWidth - (count - 1).leadingZeroBitCount
    }
}

/// A node of the tree: a secret, and where it stands. Its path says left or right for each level, the last one lowest.
private struct KeyNode: Equatable, Sendable {
    struct Place {
        let depth: Int
        let path: UInt64
    }

    let depth: Int
    let path: UInt64
    let secret: PartKey

    /// Whether one is above the other, or they are the same.
    func meets(_ place: Place) -> Bool {
        let shared = min(depth, place.depth)
        return path >> UInt64(depth - shared) == place.path >> UInt64(place.depth - shared)
    }

    func child(onTheWayTo place: Place) -> KeyNode { child(place.path >> UInt64(place.depth - depth - 1) & 1) }

    func child(besideTheWayTo place: Place) -> KeyNode { child(place.path >> UInt64(place.depth - depth - 1) & 1 ^ 1) }

    /// Puts the keys of a record's parts that are below this node in their places.
    func spread(below record: Place, parts count: Int, into keys: inout [PartKey?]) {
        let rest = record.depth + KeyTree.bits(for: count) - depth
        let first = (path << UInt64(max(rest, 0))) & ((1 << UInt64(KeyTree.bits(for: count))) - 1)
        guard rest >= 0, first < UInt64(count) else { return }
        guard rest > 0 else { return keys[Int(first)] = secret }
        child(0).spread(below: record, parts: count, into: &keys)
        child(1).spread(below: record, parts: count, into: &keys)
    }

    private static let labels = [UInt8(0), 1].map { Array("releve key v1\n".utf8) + [$0] }

    /// `SHA-256("releve key v1\n" ‖ side ‖ secret)`: of fixed length, so that it cannot be extended.
    private func child(_ side: UInt64) -> KeyNode {
        var hash = SHA256()
        hash.update(data: Self.labels[Int(side)])
        hash.update(data: secret.bytes)
        return KeyNode(depth: depth + 1, path: path << 1 | side, secret: PartKey(hash.finalize()))
    }
}
