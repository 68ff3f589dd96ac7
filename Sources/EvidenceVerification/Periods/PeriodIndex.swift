import Foundation
package import TransparencyLog

/// Who is mentioned in the records of a period, and where, so that it can be shown of some people, and of nobody else, which
/// of their records there are: a sorted tree of subjects, each with one of what their records are about.
package struct PeriodIndex: Sendable {
    /// Token of a subject, root and size of the tree of what their records are about.
    static let entryWidth = TreeHash.byteCount * 2 + 4
    /// Token of an Activity, hash of the records.
    static let itemWidth = TreeHash.byteCount * 2

    private let subjects: SortedTree
    /// Of the subjects, in their order.
    private let items: [SortedTree]

    package var size: UInt64 { subjects.size }
    package var root: TreeHash { subjects.root }

    /// - Parameter seal: answers the seal of a subject.
    package init(
        of mentions: PeriodMentions, from: UInt64, seal: (PeriodSubject) throws -> [UInt8]
    ) rethrows {
        let bySubject = Dictionary(grouping: mentions.leaves, by: \.key.subject)
        var built: [(entry: [UInt8], tree: SortedTree)] = []
        for (subject, places) in bySubject {
            let token = PeriodToken(seal: try seal(subject), from: from)
            let tree = SortedTree(
                places.map { place, leaves in
                    token.about(place.activity).bytes + token.records(leaves, about: place.activity).bytes
                }
            )
            built.append((Self.entry(token.own, tree), tree))
        }
        built.sort { $0.entry.lexicographicallyPrecedes($1.entry) }
        subjects = SortedTree(built.map(\.entry))
        items = built.map(\.tree)
    }

    private static func entry(_ token: TreeHash, _ tree: SortedTree) -> [UInt8] {
        let size = withUnsafeBytes(of: UInt32(truncatingIfNeeded: tree.size).bigEndian) { Array($0) }
        return token.bytes + tree.root.bytes + size
    }

    /// To be kept: the entries, and the items of each, one behind the other.
    package var bytes: (entries: [UInt8], items: [UInt8]) {
        (subjects.items.flatMap { $0 }, items.flatMap { $0.items.flatMap { $0 } })
    }

    /// - Returns: nil for what `bytes` did not answer.
    package init?(entries: [UInt8], items: [UInt8]) {
        guard entries.count % Self.entryWidth == 0 else { return nil }
        let list = stride(from: 0, to: entries.count, by: Self.entryWidth).map {
            Array(entries[$0..<$0 + Self.entryWidth])
        }
        var trees: [SortedTree] = []
        var rest = items[...]
        for entry in list {
            let length = Int(PeriodEntry(entry).size) * Self.itemWidth
            guard rest.count >= length else { return nil }
            let own = Array(rest.prefix(length))
            rest = rest.dropFirst(length)
            trees.append(
                SortedTree(
                    stride(from: 0, to: length, by: Self.itemWidth).map { Array(own[$0..<$0 + Self.itemWidth]) }
                )
            )
        }
        guard rest.isEmpty else { return nil }
        subjects = SortedTree(list)
        self.items = trees
    }

    /// Shows what it has of some places, or that it has none.
    ///
    /// - Parameter asked: by subject, with their seals, what the records in question are about.
    func showing(
        _ asked: [(seal: [UInt8], activities: [[UInt8]])], from: UInt64
    ) throws -> (subjects: SortedProof, items: [(index: UInt64, proof: SortedProof)]) {
        let tokens = asked.map { PeriodToken(seal: $0.seal, from: from) }
        var shown: [(index: UInt64, proof: SortedProof)] = []
        for (token, asked) in zip(tokens, asked) {
            guard let place = subjects.item(under: token.own)?.index, items.indices.contains(place) else { continue }
            shown.append((UInt64(place), try items[place].showing(asked.activities.map(token.about))))
        }
        shown.sort { $0.index < $1.index }
        return (try subjects.showing(tokens.map(\.own)), shown)
    }
}

/// An entry of a `PeriodIndex`.
struct PeriodEntry {
    let root: TreeHash
    let size: UInt64

    /// - Parameter bytes: `PeriodIndex.entryWidth` of them.
    init(_ bytes: [UInt8]) {
        root = TreeHash(bytes.dropFirst(TreeHash.byteCount).prefix(TreeHash.byteCount)) ?? .empty
        size = bytes.dropFirst(TreeHash.byteCount * 2).reduce(0) { $0 << 8 | UInt64($1) }
    }
}
