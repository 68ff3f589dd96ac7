import ExactJSON

extension Instant {
    /// A timestamp written anew in RFC 3339 and UTC: `2015-11-18T12:17:00.1200+02:00` is `2015-11-18T10:17:00.1200Z`.
    ///
    /// The digits of the fraction stay as they were sent, be they none or twelve, and a leap second stays one
    /// (xAPI 1.0.3 Data 4.5; 2.0, where a server "shall convert Timestamps to UTC").
    ///
    /// - Returns: nil for what `init(iso8601:)` refuses.
    package static func utcText(iso8601 text: String) -> String? {
        guard let reading = TimestampReading(text) else { return nil }
        let fraction = text.utf8.drop { $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: ",") }.dropFirst()
        let digits = fraction.prefix(while: \.isDigit)
        let second = reading.isLeapSecond ? reading.instant.microseconds - 1_000_000 : reading.instant.microseconds
        let whole = Instant(microseconds: second).rfc3339.prefix(19)
        return (reading.isLeapSecond ? whole.dropLast(2) + "60" : whole)
            + (digits.isEmpty ? "" : "." + String(decoding: digits, as: UTF8.self)) + "Z"
    }
}

extension JSONValue {
    /// Whether a timestamp that was accepted is spelt as `Instant.utcText` would: `"2015-11-18T10:17:00.12Z"`.
    var isUTCTimestamp: Bool {
        let text = bytes.dropFirst().dropLast()
        let pattern = "0000-00-00T00:00:00".utf8
        guard text.count > pattern.count, text.last == UInt8(ascii: "Z") else { return false }
        let isDateTime = zip(text, pattern).allSatisfy { $1 == 0x30 ? $0.isDigit : $0 == $1 }
        // 24:00:00 is the next day's 00:00:00 in RFC 3339.
        guard isDateTime, !text.dropFirst(11).starts(with: "24".utf8) else { return false }
        let fraction = text.dropFirst(pattern.count).dropLast()
        return fraction.isEmpty
            || fraction.first == UInt8(ascii: ".") && fraction.count > 1 && fraction.dropFirst().allSatisfy(\.isDigit)
    }
}
