import Foundation

/// How long something is kept: years, months, weeks and days of the calendar (ISO 8601-1 section 5.5.2, whole numbers, no time
/// of day).
package struct RetentionPeriod: Equatable, Sendable {
    /// As it was written, `P5Y`.
    package let text: String
    private let months: Int
    private let days: Int

    /// Years, and what months, weeks and days are in years at most.
    private static let longest = 200

    /// Nil for what is none, for less than a day, and for more than 200 years.
    package init?(_ text: String) {
        guard let parts = text.wholeMatch(of: /P(?:([0-9]+)Y)?(?:([0-9]+)M)?(?:([0-9]+)W)?(?:([0-9]+)D)?/)?.output,
            let years = Self.number(parts.1), let months = Self.number(parts.2), let weeks = Self.number(parts.3),
            let days = Self.number(parts.4)
        else { return nil }
        // None of the four has more than six digits: no product or sum of these overflows.
        (self.months, self.days) = (years * 12 + months, weeks * 7 + days)
        self.text = text
        guard self.months > 0 || self.days > 0, self.months <= Self.longest * 12, self.days <= Self.longest * 366 else {
            return nil
        }
    }

    /// Zero where the part is not there; nil where it has more digits than any period that is allowed.
    private static func number(_ text: Substring?) -> Int? {
        guard let text else { return 0 }
        guard text.utf8.count <= 6 else { return nil }
        return Int(text)
    }

    /// The day on which it is over, counted from a day: months first, where the last day of a shorter month stands for a day
    /// that it does not have (31 January and a month is 28 February, 29 February and a year too), then days.
    package func end(from day: Day) -> Day {
        let from = CivilDate(day)
        let month = from.year * 12 + from.month - 1 + months
        let (year, ordinal) = (month / 12, month % 12 + 1)
        let last = CivilDate.length(ofMonth: ordinal, in: year)
        let start = CivilDate(year: year, month: ordinal, day: min(from.day, last))
        return Day(number: start.number + Int64(days))
    }

    /// Fewer days than it ever lasts: what is younger is not over, wherever the period began.
    var leastDays: Int64 { Int64(months * 28 + days) }
}

/// A day of the proleptic Gregorian calendar by year, month and day.
private struct CivilDate {
    let year: Int
    let month: Int
    let day: Int

    init(year: Int, month: Int, day: Int) { (self.year, self.month, self.day) = (year, month, day) }

    /// Eras of 400 years, whose years begin in March; after Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
    init(_ day: Day) {
        // Days of a store lie within some million of 1970.
        let shifted = Int(clamping: min(max(day.number, -1_000_000), 10_000_000)) + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let ofEra = shifted - era * 146_097
        let yearOfEra = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let march = (5 * ofYear + 2) / 153
        self.day = ofYear - (153 * march + 2) / 5 + 1
        month = march < 10 ? march + 3 : march - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// Days since 1970-01-01.
    var number: Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let ofEra = shifted - era * 400
        let ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return Int64(era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468)
    }

    static func length(ofMonth month: Int, in year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
