import XAPI

/// A day of the calendar as people in France write it. Europe/Paris is reckoned here, so that an auditor's machine
/// needs no time zones: an hour ahead of UTC, two from the last Sunday of March to the last Sunday of October (of
/// September until 1995), each at 01:00 UTC.
package struct PlainDate: Equatable, Sendable {
    let year: Int
    let month: Int
    let day: Int

    private static let hour: Int64 = 3_600_000_000

    /// The day in Paris at a time in microseconds since 1970, UTC.
    package init(inParis microseconds: Int64) {
        let clamped = min(max(microseconds, Instant.earliest.microseconds), Instant.latest.microseconds)
        let offset = Self.isSummer(clamped) ? 2 * Self.hour : Self.hour
        self.init(utc: clamped + offset)
    }

    /// The time of day in Paris: `9 h 05`.
    package static func clock(inParis microseconds: Int64) -> String {
        let clamped = min(max(microseconds, Instant.earliest.microseconds), Instant.latest.microseconds)
        let local = clamped + (isSummer(clamped) ? 2 * hour : hour)
        let minutes = (local - daysSince1970(local) * 24 * hour) / 60_000_000
        return "\(minutes / 60) h \(padded(Int(minutes % 60), 2))"
    }

    private init(utc microseconds: Int64) {
        let date = CivilDate(daysSince1970: Int(Self.daysSince1970(microseconds)))
        (year, month, day) = (date.year, date.month, date.day)
    }

    /// When a day begins in Paris: µs since 1970.
    package static func start(inParisOfDay daysSince1970: Int64) -> Int64 {
        let days = min(max(daysSince1970, -700_000), 2_900_000)
        let summer = (days * 24 - 2) * hour
        return isSummer(summer) ? summer : (days * 24 - 1) * hour
    }

    /// Rounded down, also before 1970.
    private static func daysSince1970(_ microseconds: Int64) -> Int64 {
        let (days, rest) = microseconds.quotientAndRemainder(dividingBy: 24 * hour)
        return rest < 0 ? days - 1 : days
    }

    private static func isSummer(_ microseconds: Int64) -> Bool {
        let year = PlainDate(utc: microseconds).year
        guard year >= 1981, let last = CivilDate(year: year, month: 3, day: 31),
            let end = year < 1996 ? CivilDate(year: year, month: 9, day: 30) : CivilDate(year: year, month: 10, day: 31)
        else { return false }
        return (lastSunday(until: last)..<lastSunday(until: end)).contains(microseconds)
    }

    /// 01:00 UTC on the last Sunday on or before a day.
    private static func lastSunday(until date: CivilDate) -> Int64 {
        // 1970-01-01 was a Thursday.
        let sunday = date.daysSince1970 - (date.daysSince1970 + 4) % 7
        return (Int64(sunday) * 24 + 1) * hour
    }

    /// The same time of day some months on, UTC; on the month's last day where it has no such day.
    static func adding(months: Int, to microseconds: Int64) -> Int64 {
        let clamped = min(max(microseconds, Instant.earliest.microseconds), Instant.latest.microseconds)
        let date = PlainDate(utc: clamped)
        let count = date.year * 12 + date.month - 1 + months
        let timeOfDay = Instant(microseconds: clamped).rfc3339.dropFirst(10)
        for day in stride(from: date.day, to: 0, by: -1) {
            let text = "\(padded(count / 12, 4))-\(padded(count % 12 + 1, 2))-\(padded(day, 2))\(timeOfDay)"
            if let instant = Instant(iso8601: text) { return instant.microseconds }
        }
        return Instant.latest.microseconds
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = "\(number)"
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    /// `1er janvier 2020`, `20 janvier 2020`
    package var french: String { "\(day == 1 ? "1er" : "\(day)") \(Self.name(month, of: Self.frenchMonths)) \(year)" }
    /// `20 January 2020`
    package var english: String { "\(day) \(Self.name(month, of: Self.englishMonths)) \(year)" }

    private static func name(_ month: Int, of names: [String]) -> String {
        names.indices.contains(month - 1) ? names[month - 1] : ""
    }

    private static let frenchMonths = [
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
        "décembre",
    ]
    private static let englishMonths = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
}
