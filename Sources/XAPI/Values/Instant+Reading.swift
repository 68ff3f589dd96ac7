extension Instant {
    /// Reads a timestamp as xAPI allows it: ISO 8601, of which RFC 3339 is the recommended form (Data 4.5).
    ///
    /// Taken: calendar, ordinal and week dates, extended or basic; a date alone (its first moment); `T`, `t` or a
    /// space before the time; hours, minutes and seconds from the left; fractions of a second of any length (cut, not
    /// rounded, at microseconds); `24:00:00`; a leap second where UTC has 23:59:60 (counted as the next second);
    /// `Z`, `z`, `±hh`, `±hhmm`, `±hh:mm`, or no offset, which is read as UTC.
    /// Refused: offsets of minus zero (`-00`, `-0000`, `-00:00`), years or months alone, days that the calendar does
    /// not have, and what falls outside the years 0000 to 9999 in UTC.
    package init?(iso8601 text: String) {
        guard let reading = TimestampReading(text) else { return nil }
        self = reading.instant
    }
}

/// A timestamp taken apart.
struct TimestampReading {
    let instant: Instant
    /// Whether it names a 23:59:60 of UTC; `instant` counts it as the next second.
    let isLeapSecond: Bool

    init?(_ text: String) {
        var cursor = ASCIICursor(text)
        guard let date = DateReading(&cursor) else { return nil }
        var time = TimeOfDay()
        var offsetMinutes = 0
        if !cursor.isAtEnd {
            guard let read = TimeOfDay(&cursor, extended: date.isExtended),
                let minutes = Self.offset(&cursor), cursor.isAtEnd
            else { return nil }
            (time, offsetMinutes) = (read, minutes)
        }
        let seconds = date.daysSince1970 * 86_400 + time.seconds - offsetMinutes * 60
        // The second after 23:59:60 starts a day in UTC.
        guard !time.isLeapSecond || seconds % 86_400 == 0 else { return nil }
        instant = Instant(microseconds: Int64(seconds * 1_000_000 + time.microseconds))
        isLeapSecond = time.isLeapSecond
        guard Instant.earliest...Instant.latest ~= instant else { return nil }
    }

    /// Minutes east of UTC; 0 where no offset is given; nil where it is malformed.
    private static func offset(_ cursor: inout ASCIICursor) -> Int? {
        if cursor.isAtEnd || cursor.take(oneOf: UInt8(ascii: "Z"), UInt8(ascii: "z")) != nil { return 0 }
        guard let sign = cursor.take(oneOf: UInt8(ascii: "+"), UInt8(ascii: "-")),
            let hours = cursor.take(digits: 2), hours < 24
        else { return nil }
        var minutes = 0
        if !cursor.isAtEnd {
            _ = cursor.take(UInt8(ascii: ":"))
            guard let read = cursor.take(digits: 2), read < 60 else { return nil }
            minutes = read
        }
        let total = hours * 60 + minutes
        guard sign == UInt8(ascii: "-") else { return total }
        return total == 0 ? nil : -total
    }
}

/// The date part of a timestamp.
private struct DateReading {
    let daysSince1970: Int
    let isExtended: Bool

    init?(_ cursor: inout ASCIICursor) {
        guard let year = cursor.take(digits: 4) else { return nil }
        isExtended = cursor.take(UInt8(ascii: "-"))
        let days: Int?
        if cursor.take(UInt8(ascii: "W")) {
            days = Self.week(of: year, &cursor, extended: isExtended)
        } else if cursor.digitCount == 3 {
            days = Self.ordinal(of: year, &cursor)
        } else {
            days = Self.calendar(of: year, &cursor, extended: isExtended)
        }
        guard let days else { return nil }
        daysSince1970 = days
    }

    private static func calendar(of year: Int, _ cursor: inout ASCIICursor, extended: Bool) -> Int? {
        guard let month = cursor.take(digits: 2), !extended || cursor.take(UInt8(ascii: "-")),
            let day = cursor.take(digits: 2)
        else { return nil }
        return CivilDate(year: year, month: month, day: day)?.daysSince1970
    }

    private static func ordinal(of year: Int, _ cursor: inout ASCIICursor) -> Int? {
        guard let day = cursor.take(digits: 3), day >= 1, day <= (CivilDate.isLeap(year) ? 366 : 365) else {
            return nil
        }
        return CivilDate(year: year, month: 1, day: 1).map { $0.daysSince1970 + day - 1 }
    }

    /// ISO weeks start on Monday; the first one holds 4 January.
    private static func week(of year: Int, _ cursor: inout ASCIICursor, extended: Bool) -> Int? {
        guard let week = cursor.take(digits: 2), !extended || cursor.take(UInt8(ascii: "-")),
            let weekday = cursor.takeDigit(), 1...7 ~= weekday,
            let start = monday(ofFirstWeekIn: year), let end = monday(ofFirstWeekIn: year + 1),
            week >= 1, week <= (end - start) / 7
        else { return nil }
        return start + (week - 1) * 7 + weekday - 1
    }

    private static func monday(ofFirstWeekIn year: Int) -> Int? {
        guard let fourth = CivilDate(year: year, month: 1, day: 4)?.daysSince1970 else { return nil }
        // Day 0 was a Thursday; the years 0 to 10,000 keep the sum above zero.
        return fourth - (fourth + 3 + 7 * 1_000_000) % 7
    }
}

/// The time part of a timestamp, before its offset.
private struct TimeOfDay {
    var seconds = 0
    var microseconds = 0
    var isLeapSecond = false

    init() {}

    init?(_ cursor: inout ASCIICursor, extended: Bool) {
        let separator = cursor.take(oneOf: UInt8(ascii: "T"), UInt8(ascii: "t"))
        guard separator != nil || cursor.take(UInt8(ascii: " ")) else { return nil }
        guard let hour = cursor.take(digits: 2), hour <= 24 else { return nil }
        var minute = 0
        if Self.partFollows(cursor, extended: extended) {
            guard let read = Self.part(&cursor, extended: extended), read < 60 else { return nil }
            minute = read
            if Self.partFollows(cursor, extended: extended) {
                guard let second = Self.part(&cursor, extended: extended), second <= 60,
                    let fraction = Self.fraction(&cursor)
                else { return nil }
                seconds = second
                microseconds = fraction
            }
        }
        isLeapSecond = seconds == 60
        seconds += hour * 3600 + minute * 60
        guard hour < 24 || (seconds == 86_400 && microseconds == 0 && !isLeapSecond) else { return nil }
    }

    private static func partFollows(_ cursor: ASCIICursor, extended: Bool) -> Bool {
        guard let next = cursor.next else { return false }
        return extended ? next == UInt8(ascii: ":") : next.isDigit
    }

    private static func part(_ cursor: inout ASCIICursor, extended: Bool) -> Int? {
        if extended { _ = cursor.take(UInt8(ascii: ":")) }
        return cursor.take(digits: 2)
    }

    private static func fraction(_ cursor: inout ASCIICursor) -> Int? {
        guard cursor.take(oneOf: UInt8(ascii: "."), UInt8(ascii: ",")) != nil else { return 0 }
        guard var value = cursor.takeDigit() else { return nil }
        var digits = 1
        while let digit = cursor.takeDigit() {
            guard digits < 6 else { continue }
            value = value * 10 + digit
            digits += 1
        }
        while digits < 6 {
            value *= 10
            digits += 1
        }
        return value
    }
}
