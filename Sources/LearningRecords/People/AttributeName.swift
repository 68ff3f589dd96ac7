/// What holds of a person for a time.
package enum AttributeName: String, CaseIterable, Comparable, Sendable {
    case employer, service, metier, category, contract, site
    /// A situation such as *reclassement*; restricted.
    case situation

    /// Only keys with the scope `people/restricted` read or write it.
    package var isRestricted: Bool { self == .situation }

    /// Category of the French public service; any text for the others.
    package static let categories = ["A", "B", "C"]

    /// Bytes of a value.
    package static let longestValue = 200

    package static func < (one: Self, other: Self) -> Bool { one.rawValue < other.rawValue }

    /// Whether a value may stand here.
    package func allows(_ value: String) -> Bool {
        !value.isEmpty && value.utf8.count <= Self.longestValue && !value.utf8.contains(0)
            && (self != .category || Self.categories.contains(value))
    }
}
