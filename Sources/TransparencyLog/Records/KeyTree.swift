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
        keys(ofRecordsFrom: record, parts: [count])[0]
    }

    /// The keys of records one behind the other, each with so many parts, as `keys(ofRecord:parts:)` gives them: what is
    /// above several of them is derived once. As many as `counts`; none for those that are past the last record.
    package func keys(ofRecordsFrom first: UInt8, parts counts: [Int]) -> [[PartKey?]] {
        var all = counts.map { UInt32(exactly: $0) == nil ? [] : [PartKey?](repeating: nil, count: $0) }
        let last = min(Int(first) + counts.count, Self.capacity)
        for node in nodes {
            node.spread(toRecords: Int(first)..<last, depth: Self.recordDepth) { record, node in
                let place = record - Int(first)
                guard !all[place].isEmpty else { return }
                node.spread(below: Self.recordDepth, parts: counts[place], into: &all[place])
            }
        }
        return all
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

    /// Gives the nodes of records, or those below one of which some keys were destroyed.
    func spread(toRecords records: Range<Int>, depth recordDepth: Int, _ body: (Int, KeyNode) -> Void) {
        let rest = recordDepth - depth
        let first = rest < 0 ? Int(path >> UInt64(-rest)) : Int(path) << rest
        guard records.overlaps(first..<first + (1 << max(rest, 0))) else { return }
        guard rest > 0 else { return body(first, self) }
        for side in [UInt64(0), 1] where records.overlaps(below(side, span: 1 << (rest - 1), from: first)) {
            child(side).spread(toRecords: records, depth: recordDepth, body)
        }
    }

    private func below(_ side: UInt64, span: Int, from first: Int) -> Range<Int> {
        let start = first + Int(side) * span
        return start..<start + span
    }

    /// Puts the keys of a record's parts that are below this node in their places.
    ///
    /// - Parameter record: how deep the node of the record stands.
    func spread(below record: Int, parts count: Int, into keys: inout [PartKey?]) {
        let bits = KeyTree.bits(for: count)
        let rest = record + bits - depth
        let first = (path << UInt64(max(rest, 0))) & ((1 << UInt64(bits)) - 1)
        guard rest >= 0, first < UInt64(count) else { return }
        guard rest > 0 else { return keys[Int(first)] = secret }
        child(0).spread(below: record, parts: count, into: &keys)
        guard first + 1 << UInt64(rest - 1) < UInt64(count) else { return }
        child(1).spread(below: record, parts: count, into: &keys)
    }

    private static let labels = [UInt8(0), 1].map { Array("releve key v1\n".utf8) + [$0] }

    /// `SHA-256("releve key v1\n" ‖ side ‖ secret)`: of fixed length, so that it cannot be extended.
    private func child(_ side: UInt64) -> KeyNode {
        var hash = SHA256()
        hash.update(Self.labels[Int(side)], secret.value)
        return KeyNode(depth: depth + 1, path: path << 1 | side, secret: PartKey(hash.finalize()))
    }
}
