/// A length of time in the form of ISO 8601:2004 4.4.3.2: `PT4H35M59.14S`, `P3Y1M29D`, `P4W` (xAPI 1.0.3 Data 4.6).
///
/// Years, months, weeks, days, hours, minutes and seconds in this order, each at most once; the last one written may
/// have a fraction after `.` or `,`; weeks stand alone. No sign and no time-point form (`P0001-01-01T…`).
package struct ISODuration: Sendable, Equatable {
    /// As sent.
    package let text: String
    /// Length in microseconds, cut below; `Int64.max` for anything longer than 292,000 years.
    package let microseconds: Int64
    /// Whether years or months were counted, at their calendar averages (365.2425 and 30.436875 days).
    package let isCalendarAverage: Bool
    /// The text with its seconds cut at 0.01 s, the precision of comparisons (Data 4.6), and upper case throughout.
    let comparable: String

    /// nil where the text is not a duration.
    package init?(iso8601 text: String) {
        var reading = DurationReading(text)
        guard reading.readAll() else { return nil }
        self.text = text
        microseconds = reading.microseconds
        isCalendarAverage = reading.isCalendarAverage
        comparable = reading.comparable
    }

    /// Hours, minutes and seconds of a length in microseconds, see `text(of:)`.
    package init(microseconds: Int64) {
        text = Self.text(of: microseconds)
        self.microseconds = max(0, microseconds)
        isCalendarAverage = false
        comparable = ISODuration(iso8601: text)?.comparable ?? text
    }

    /// A length in microseconds as hours, minutes and seconds: `PT1H0M0.5S` is written `PT1H0.5S`; none is `PT0S`.
    ///
    /// Negative lengths are written as none.
    package static func text(of microseconds: Int64) -> String {
        let length = max(0, microseconds)
        let seconds = length / 1_000_000
        let (hours, minutes) = (seconds / 3600, seconds / 60 % 60)
        var text = "PT"
        if hours > 0 { text += "\(hours)H" }
        if minutes > 0 { text += "\(minutes)M" }
        var fraction = String(length % 1_000_000 + 1_000_000).dropFirst()
        while fraction.last == "0" { fraction.removeLast() }
        if seconds % 60 > 0 || !fraction.isEmpty || length < 1_000_000 {
            text += "\(seconds % 60)" + (fraction.isEmpty ? "" : "." + fraction) + "S"
        }
        return text
    }

    package static func == (left: ISODuration, right: ISODuration) -> Bool { left.text.isSpelt(like: right.text) }
}

/// Reads the components one after the other, adding up as it goes.
private struct DurationReading {
    private var cursor: ASCIICursor
    private var isTime = false
    private var hasFraction = false
    private var lastRank = -1
    var microseconds: Int64 = 0
    var isCalendarAverage = false
    var comparable = "P"

    /// Designators in the order in which they may come, with the length of one in microseconds.
    private struct Unit {
        let letter: UInt8
        let rank: Int
        let length: Int64
    }
    private static let dateUnits = [
        Unit(letter: UInt8(ascii: "Y"), rank: 0, length: 31_556_952_000_000),
        Unit(letter: UInt8(ascii: "M"), rank: 1, length: 2_629_746_000_000),
        Unit(letter: UInt8(ascii: "W"), rank: 2, length: 604_800_000_000),
        Unit(letter: UInt8(ascii: "D"), rank: 3, length: 86_400_000_000),
    ]
    private static let timeUnits = [
        Unit(letter: UInt8(ascii: "H"), rank: 4, length: 3_600_000_000),
        Unit(letter: UInt8(ascii: "M"), rank: 5, length: 60_000_000),
        Unit(letter: UInt8(ascii: "S"), rank: 6, length: 1_000_000),
    ]

    init(_ text: String) { cursor = ASCIICursor(text) }

    mutating func readAll() -> Bool {
        guard cursor.take(UInt8(ascii: "P")), !cursor.isAtEnd else { return false }
        while !cursor.isAtEnd {
            guard lastRank != 2, !hasFraction else { return false }
            if !isTime, cursor.take(UInt8(ascii: "T")) {
                isTime = true
                comparable += "T"
                guard !cursor.isAtEnd else { return false }
            }
            guard readComponent() else { return false }
        }
        return lastRank >= 0
    }

    private mutating func readComponent() -> Bool {
        let digits = readDigits()
        guard !digits.isEmpty else { return false }
        var fraction: [UInt8] = []
        if cursor.take(oneOf: UInt8(ascii: "."), UInt8(ascii: ",")) != nil {
            fraction = readDigits()
            guard !fraction.isEmpty else { return false }
            hasFraction = true
        }
        let units = isTime ? Self.timeUnits : Self.dateUnits
        guard let letter = cursor.next, let unit = units.first(where: { $0.letter == letter }),
            cursor.take(letter), unit.rank > lastRank, unit.rank != 2 || lastRank < 0
        else { return false }
        lastRank = unit.rank
        isCalendarAverage = isCalendarAverage || unit.rank < 2
        add(digits, fraction, of: unit)
        return true
    }

    private mutating func readDigits() -> [UInt8] {
        var digits: [UInt8] = []
        while let byte = cursor.next, byte.isDigit, cursor.take(byte) { digits.append(byte) }
        return digits
    }

    private mutating func add(_ digits: [UInt8], _ fraction: [UInt8], of unit: Unit) {
        var whole: Int64 = 0
        for byte in digits { whole = whole.saturated(times: 10, plus: Int64(byte.digit)) }
        var part: Int64 = 0
        var share = unit.length
        for byte in fraction where share > 0 {
            part += share % 10 * Int64(byte.digit) / 10 + share / 10 * Int64(byte.digit)
            share /= 10
        }
        microseconds = whole.saturated(times: unit.length, plus: part).saturated(times: 1, plus: microseconds)
        var kept = Array(unit.rank == 6 ? fraction.prefix(2) : fraction[...])
        while kept.last == UInt8(ascii: "0") { kept.removeLast() }
        let leading = digits.drop { $0 == UInt8(ascii: "0") }
        comparable += leading.isEmpty ? "0" : String(decoding: leading, as: UTF8.self)
        if !kept.isEmpty { comparable += "." + String(decoding: kept, as: UTF8.self) }
        comparable.unicodeScalars.append(Unicode.Scalar(unit.letter))
    }
}

extension Int64 {
    /// `self × factor + addend` for numbers that are not negative, `Int64.max` where it does not fit.
    fileprivate func saturated(times factor: Int64, plus addend: Int64) -> Int64 {
        let (product, tooLarge) = multipliedReportingOverflow(by: factor)
        guard !tooLarge else { return .max }
        let (sum, overflows) = product.addingReportingOverflow(addend)
        return overflows ? .max : sum
    }
}
