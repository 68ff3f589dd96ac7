/// A point in time: microseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
package struct Instant: Comparable, Hashable, Sendable {
    package let microseconds: Int64

    package init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    package static func < (left: Instant, right: Instant) -> Bool { left.microseconds < right.microseconds }
}

extension Instant {
    /// 0000-01-01T00:00:00Z, the first that RFC 3339 can write.
    package static let earliest = Instant(microseconds: -62_167_219_200_000_000)
    /// 9999-12-31T23:59:59.999999Z, the last that RFC 3339 can write.
    package static let latest = Instant(microseconds: 253_402_300_799_999_999)

    /// RFC 3339 in UTC, with three decimals, or six where microseconds need them: `2015-11-18T12:17:00.000Z`.
    ///
    /// Instants outside the years 0000 to 9999 are written as `earliest` or `latest`.
    package var rfc3339: String {
        var text: [UInt8] = []
        text.reserveCapacity(27)
        appendRFC3339(to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// Writes `rfc3339` behind what is there.
    func appendRFC3339(to text: inout [UInt8]) {
        let clamped = min(max(self, Self.earliest), Self.latest).microseconds
        let seconds = Int((clamped - (clamped < 0 ? 999_999 : 0)) / 1_000_000)
        let fraction = Int(clamped) - seconds * 1_000_000
        let days = (seconds - (seconds < 0 ? 86_399 : 0)) / 86_400
        text.append(date: CivilDate(daysSince1970: days))
        text.append(secondOfDay: seconds - days * 86_400)
        text.append(microseconds: fraction)
    }
}

/// The parts of an RFC 3339 date-time.
extension [UInt8] {
    fileprivate mutating func append(date: CivilDate) {
        appendTwoDigits(date.year / 100)
        appendTwoDigits(date.year % 100)
        append(UInt8(ascii: "-"))
        appendTwoDigits(date.month)
        append(UInt8(ascii: "-"))
        appendTwoDigits(date.day)
        append(UInt8(ascii: "T"))
    }

    fileprivate mutating func append(secondOfDay: Int) {
        appendTwoDigits(secondOfDay / 3600)
        append(UInt8(ascii: ":"))
        appendTwoDigits(secondOfDay / 60 % 60)
        append(UInt8(ascii: ":"))
        appendTwoDigits(secondOfDay % 60)
    }

    fileprivate mutating func append(microseconds: Int) {
        append(UInt8(ascii: "."))
        appendTwoDigits(microseconds / 10_000)
        // Three decimals, or six.
        if microseconds % 1000 == 0 {
            appendDigit(microseconds / 1000)
        } else {
            appendTwoDigits(microseconds / 100)
            appendTwoDigits(microseconds)
        }
        append(UInt8(ascii: "Z"))
    }

    /// The last two digits of a number that is not negative.
    private mutating func appendTwoDigits(_ number: Int) {
        appendDigit(number / 10)
        appendDigit(number)
    }

    private mutating func appendDigit(_ number: Int) { append(0x30 &+ UInt8(truncatingIfNeeded: number % 10)) }
}
