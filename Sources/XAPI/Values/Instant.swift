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
        let clamped = min(max(self, Self.earliest), Self.latest).microseconds
        let seconds = Int((clamped - (clamped < 0 ? 999_999 : 0)) / 1_000_000)
        let fraction = Int(clamped) - seconds * 1_000_000
        let days = (seconds - (seconds < 0 ? 86_399 : 0)) / 86_400
        let secondOfDay = seconds - days * 86_400
        var text = RFC3339Text()
        text.append(date: CivilDate(daysSince1970: days))
        text.append(secondOfDay: secondOfDay)
        text.append(microseconds: fraction)
        return text.string
    }
}

/// The bytes of an RFC 3339 date-time as they are put together.
private struct RFC3339Text {
    private var bytes: [UInt8] = []

    init() { bytes.reserveCapacity(27) }

    var string: String { String(decoding: bytes, as: UTF8.self) }

    mutating func append(date: CivilDate) {
        append(date.year, digits: 4)
        bytes.append(UInt8(ascii: "-"))
        append(date.month, digits: 2)
        bytes.append(UInt8(ascii: "-"))
        append(date.day, digits: 2)
    }

    mutating func append(secondOfDay: Int) {
        bytes.append(UInt8(ascii: "T"))
        append(secondOfDay / 3600, digits: 2)
        bytes.append(UInt8(ascii: ":"))
        append(secondOfDay / 60 % 60, digits: 2)
        bytes.append(UInt8(ascii: ":"))
        append(secondOfDay % 60, digits: 2)
    }

    mutating func append(microseconds: Int) {
        bytes.append(UInt8(ascii: "."))
        if microseconds % 1000 == 0 {
            append(microseconds / 1000, digits: 3)
        } else {
            append(microseconds, digits: 6)
        }
        bytes.append(UInt8(ascii: "Z"))
    }

    private mutating func append(_ number: Int, digits: Int) {
        var divisor = 1
        for _ in 1..<digits { divisor *= 10 }
        while divisor > 0 {
            bytes.append(0x30 &+ UInt8(truncatingIfNeeded: number / divisor % 10))
            divisor /= 10
        }
    }
}
