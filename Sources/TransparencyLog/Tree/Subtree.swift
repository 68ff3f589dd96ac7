/// A complete subtree: 2^level leaves, from leaf index · 2^level on. Level 0 is a leaf.
package struct Subtree: Hashable, Sendable {
    package let level: UInt8
    /// Counted from 0 among the subtrees of its level.
    package let index: UInt64

    package init(level: UInt8, index: UInt64) {
        self.level = level
        self.index = index
    }

    /// Whether a tree of this size has all of its leaves.
    func isInside(_ size: UInt64) -> Bool { size >> level > index }
}

/// Leaves that the tree's definition hashes as one: from 0 on, or what `splitPoint` left of such a range.
extension Range<UInt64> {
    /// Where the definition cuts it in two: the largest power of two below its length (RFC 6962 2.1). It has two leaves.
    var splitPoint: UInt64 { lowerBound + 1 << (63 - (upperBound - lowerBound - 1).leadingZeroBitCount) }

    /// The complete subtrees that make it up, each smaller than the one before. A power of two that is no larger than the
    /// rest divides where it begins, since what was cut off before were larger ones.
    var subtrees: [Subtree] {
        var subtrees: [Subtree] = []
        var lower = lowerBound
        while lower < upperBound {
            let level = 63 - (upperBound - lower).leadingZeroBitCount
            subtrees.append(Subtree(level: UInt8(level), index: lower >> level))
            lower += 1 << level
        }
        return subtrees
    }
}
