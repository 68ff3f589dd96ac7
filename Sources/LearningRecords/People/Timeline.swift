/// A value from a day until a day, both included.
package struct DatedValue: Equatable, Sendable {
    package let value: String
    /// Nil where it holds since ever.
    package var from: Day? { first == Timeline.ever ? nil : Day(number: first) }
    /// Nil where no end is known.
    package var until: Day? { last == Timeline.open ? nil : Day(number: last) }

    /// As stored, in days since 1970.
    var first: Int64
    var last: Int64

    init(_ value: String, first: Int64, last: Int64) {
        self.value = value
        self.first = first
        self.last = last
    }
}

/// One attribute of one person over time: values in order of their days, never two at once.
package struct Timeline: Equatable, Sendable {
    /// Stands for a beginning that nobody knows.
    static let ever: Int64 = -1_000_000
    /// Stands for an end that nobody knows.
    static let open: Int64 = 10_000_000

    package private(set) var values: [DatedValue]

    package init(_ values: [DatedValue] = []) { self.values = values.sorted { $0.first < $1.first } }

    /// What holds on a day.
    package func value(on day: Day) -> DatedValue? {
        values.first { $0.first <= day.number && day.number <= $0.last }
    }

    /// Writes over what held meanwhile; the same value before or behind becomes one with it.
    ///
    /// - Parameter value: nil where nothing holds in these days.
    mutating func put(_ value: String?, from: Day?, until: Day?) {
        let (first, last) = (from?.number ?? Self.ever, until?.number ?? Self.open)
        guard first <= last else { return }
        var parts: [DatedValue] = []
        for old in values {
            if old.first < first {
                parts.append(DatedValue(old.value, first: old.first, last: min(old.last, first - 1)))
            }
            if old.last > last { parts.append(DatedValue(old.value, first: max(old.first, last + 1), last: old.last)) }
        }
        if let value { parts.append(DatedValue(value, first: first, last: last)) }
        values = Self.joined(parts.sorted { $0.first < $1.first })
    }

    private static func joined(_ parts: [DatedValue]) -> [DatedValue] {
        parts.reduce(into: []) { joined, part in
            if let before = joined.last, before.value == part.value, before.last + 1 == part.first {
                joined[joined.count - 1].last = part.last
            } else {
                joined.append(part)
            }
        }
    }
}
