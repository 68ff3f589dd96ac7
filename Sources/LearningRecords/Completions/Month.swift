import XAPI

/// A month of the calendar, in UTC, in the years 0000 to 9999.
package struct Month: Hashable, Comparable, Sendable {
    /// Months since the year 0.
    let number: Int64

    init(number: Int64) { self.number = min(max(number, 0), 119_999) }

    /// The month of a time in µs since 1970.
    package init(containing microseconds: Int64) {
        let parts = Instant(microseconds: microseconds).rfc3339.prefix(7).split(separator: "-").map { Int64($0) ?? 0 }
        self.init(number: (parts.first ?? 0) * 12 + (parts.last ?? 1) - 1)
    }

    /// `2026-09`.
    package var text: String {
        let (year, month) = (String(number / 12 + 10_000).dropFirst(), String(number % 12 + 101).dropFirst())
        return "\(year)-\(month)"
    }

    package var next: Month { Month(number: number + 1) }

    /// Its first moment: µs since 1970.
    package var start: Int64 { Instant(iso8601: text + "-01T00:00:00Z")?.microseconds ?? 0 }

    package static func < (one: Month, other: Month) -> Bool { one.number < other.number }
}
