import Crypto

/// A hash of the tree: 32 bytes of SHA-256 (RFC 6962 2.1, RFC 9162 2.1.1).
package struct TreeHash: Hashable, Sendable {
    package static let byteCount = 32

    // Four words in place of an array, which would be an allocation for each of millions.
    private let first: UInt64
    private let second: UInt64
    private let third: UInt64
    private let fourth: UInt64

    /// nil unless these are 32 bytes.
    package init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count == Self.byteCount else { return nil }
        self = Array(bytes).withUnsafeBytes { TreeHash(loading: $0) }
    }

    init(_ digest: SHA256Digest) {
        self = digest.withUnsafeBytes { TreeHash(loading: $0) }
    }

    init(_ code: HMAC<SHA256>.MAC) {
        self = code.withUnsafeBytes { TreeHash(loading: $0) }
    }

    /// From 32 bytes; the words are as they lie in memory, so that these are the bytes again.
    private init(loading buffer: UnsafeRawBufferPointer) {
        first = buffer.loadUnaligned(fromByteOffset: 0, as: UInt64.self)
        second = buffer.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
        third = buffer.loadUnaligned(fromByteOffset: 16, as: UInt64.self)
        fourth = buffer.loadUnaligned(fromByteOffset: 24, as: UInt64.self)
    }

    package var bytes: [UInt8] { withUnsafeBytes(of: self) { Array($0) } }
}

extension TreeHash {
    /// The hash of the tree without leaves, that of no bytes.
    package static let empty = TreeHash(SHA256.hash(data: [UInt8]()))

    /// The hash of a leaf that holds `entry`.
    package static func leaf(_ entry: [UInt8]) -> TreeHash {
        var hasher = SHA256()
        hasher.update(data: [0])
        hasher.update(data: entry)
        return TreeHash(hasher.finalize())
    }

    /// The hash of the node above two others.
    package static func node(_ left: TreeHash, _ right: TreeHash) -> TreeHash {
        var hasher = SHA256()
        hasher.update(data: [1])
        withUnsafeBytes(of: left) { hasher.update(bufferPointer: $0) }
        withUnsafeBytes(of: right) { hasher.update(bufferPointer: $0) }
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
