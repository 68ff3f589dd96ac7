/// Three-valued logic (Kleene's): `unknown` is what a fact that cannot be told leaves open.
package enum Truth: String, Sendable, CaseIterable {
    case `true`, `false`, unknown

    init(_ claim: Bool) { self = claim ? .true : .false }

    var negated: Truth {
        switch self {
        case .true: .false
        case .false: .true
        case .unknown: .unknown
        }
    }

    /// Whether at least `count` of these hold.
    static func atLeast(_ count: Int, of truths: [Truth]) -> Truth {
        if truths.count(where: { $0 == .true }) >= count { return .true }
        return truths.count(where: { $0 != .false }) >= count ? .unknown : .false
    }
}
