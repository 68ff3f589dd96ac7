import Foundation
import XAPI

/// A day of the calendar without time or zone, in the years 0001 to 9999.
package struct Day: Hashable, Comparable, Sendable {
    /// Days since 1970-01-01.
    package let number: Int64

    private static let length: Int64 = 86_400_000_000

    /// Reads `2026-09-01`, or `01/09/2026` as France writes it; nil for a day that there is not.
    package init?(_ text: String) {
        let iso: String
        if let parts = text.wholeMatch(of: /([0-9]{1,2})\/([0-9]{1,2})\/([0-9]{4})/)?.output {
            iso = "\(parts.3)-\(Self.twoDigits(parts.2))-\(Self.twoDigits(parts.1))"
        } else {
            guard text.wholeMatch(of: /[0-9]{4}-[0-9]{2}-[0-9]{2}/) != nil else { return nil }
            iso = text
        }
        guard !iso.hasPrefix("0000"), let instant = Instant(iso8601: iso + "T00:00:00Z") else { return nil }
        self.init(containing: instant.microseconds)
    }

    init(number: Int64) { self.number = number }

    /// The day, in UTC, of a time in µs since 1970.
    package init(containing microseconds: Int64) {
        number = microseconds / Self.length - (microseconds % Self.length < 0 ? 1 : 0)
    }

    /// `2026-09-01`.
    package var text: String {
        String(
            Instant(microseconds: number.multipliedReportingOverflow(by: Self.length).partialValue).rfc3339.prefix(10))
    }

    package static func < (one: Day, other: Day) -> Bool { one.number < other.number }

    private static func twoDigits(_ text: Substring) -> String { text.count == 1 ? "0" + text : String(text) }
}
