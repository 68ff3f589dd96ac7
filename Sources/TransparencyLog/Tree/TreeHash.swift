import Crypto

/// A hash of the tree: 32 bytes of SHA-256 (RFC 6962 2.1, RFC 9162 2.1.1).
package struct TreeHash: Hashable, Sendable {
    package static let byteCount = Bytes32.count

    let value: Bytes32

    /// nil unless these are 32 bytes.
    package init?(_ bytes: some Collection<UInt8>) {
        guard let value = Bytes32(bytes) else { return nil }
        self.value = value
    }

    init(_ digest: SHA256Digest) { value = Bytes32(digest) }

    package var bytes: [UInt8] { value.bytes }
}

extension TreeHash {
    /// The hash of the tree without leaves, that of no bytes.
    package static let empty = TreeHash(SHA256.hash(data: [UInt8]()))

    /// The hash of a leaf that holds `entry`.
    package static func leaf(_ entry: [UInt8]) -> TreeHash {
        var hasher = SHA256()
        hasher.update([0])
        hasher.update(entry)
        return TreeHash(hasher.finalize())
    }

    /// The hash of the node above two others.
    package static func node(_ left: TreeHash, _ right: TreeHash) -> TreeHash {
        var hasher = SHA256()
        hasher.update([1])
        hasher.update((left.value, right.value))
        return TreeHash(hasher.finalize())
    }

    /// The root above complete subtrees side by side, each smaller than the one before.
    static func root(of subtrees: some BidirectionalCollection<TreeHash>) -> TreeHash {
        guard var root = subtrees.last else { return .empty }
        for left in subtrees.dropLast().reversed() { root = .node(left, root) }
        return root
    }

    /// The root above hashes of one level; their number is a power of two.
    package static func root(ofLevel hashes: some Collection<TreeHash>) -> TreeHash {
        var level = Array(hashes)
        while level.count > 1 {
            level = stride(from: 0, to: level.count - 1, by: 2).map { .node(level[$0], level[$0 + 1]) }
        }
        return level.first ?? .empty
    }
}

extension TreeHash: CustomStringConvertible {
    /// Hexadecimal digits in lower case.
    package var description: String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
