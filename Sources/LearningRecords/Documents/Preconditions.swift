/// What a request says must hold of what is stored before it is carried out: `If-Match` and `If-None-Match`
/// (RFC 9110 section 13; 1.0.3 Communication 3.1).
package struct Preconditions: Sendable, Equatable {
    package enum Condition: Sendable, Equatable {
        /// `*`: anything that is there.
        case any
        case tags([EntityTag])
    }

    /// The header that does not hold.
    package enum Failure: Sendable, Equatable { case match, noneMatch }

    package var match: Condition?
    package var noneMatch: Condition?

    package init(match: Condition? = nil, noneMatch: Condition? = nil) {
        self.match = match
        self.noneMatch = noneMatch
    }

    package var isEmpty: Bool { match == nil && noneMatch == nil }

    /// - Parameter tag: what is stored; nil where nothing is.
    /// - Returns: the first that fails, in the order of RFC 9110 section 13.2.2.
    package func failure(for tag: String?) -> Failure? {
        if let match, !match.holds(tag, isStrong: true) { return .match }
        if let noneMatch, noneMatch.holds(tag, isStrong: false) { return .noneMatch }
        return nil
    }
}

extension Preconditions.Condition {
    /// Whether something is there that the condition names. A weak tag never matches strongly (RFC 9110 section 8.8.3.2).
    fileprivate func holds(_ tag: String?, isStrong: Bool) -> Bool {
        guard let tag else { return false }
        switch self {
        case .any: return true
        case .tags(let tags): return tags.contains { $0.opaque == tag && !($0.isWeak && isStrong) }
        }
    }
}

/// A version of what is stored, as `ETag` names it (RFC 9110 section 8.8.3).
package struct EntityTag: Sendable, Equatable {
    /// What stands between the quotes.
    package let opaque: String
    package let isWeak: Bool

    package init(_ opaque: String, isWeak: Bool = false) {
        self.opaque = opaque
        self.isWeak = isWeak
    }
}
