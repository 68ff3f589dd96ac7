import Testing
import XAPI

@Suite("Timestamps, xAPI 1.0.3 Data 4.5")
struct InstantTests {
    struct Reading: Sendable, CustomTestStringConvertible {
        let text: String
        /// nil where the text is refused.
        let utc: String?
        var testDescription: String { text }

        init(_ text: String, _ utc: String?) {
            self.text = text
            self.utc = utc
        }
    }

    static let accepted = [
        Reading("2015-11-18T12:17:00+00:00", "2015-11-18T12:17:00.000Z"),
        Reading("2015-11-18T12:17:00Z", "2015-11-18T12:17:00.000Z"),
        Reading("2015-11-18t12:17:00z", "2015-11-18T12:17:00.000Z"),
        Reading("2015-11-18 12:17:00Z", "2015-11-18T12:17:00.000Z"),
        Reading("2015-11-18T12:17:00", "2015-11-18T12:17:00.000Z"),
        Reading("2015-11-18T12:17Z", "2015-11-18T12:17:00.000Z"),
        Reading("2015-11-18T12", "2015-11-18T12:00:00.000Z"),
        Reading("2015-11-18", "2015-11-18T00:00:00.000Z"),
        Reading("20151118T121700Z", "2015-11-18T12:17:00.000Z"),
        Reading("20151118T1217+0100", "2015-11-18T11:17:00.000Z"),
        Reading("2015-322", "2015-11-18T00:00:00.000Z"),
        Reading("2015-W47-3", "2015-11-18T00:00:00.000Z"),
        Reading("2015W473T12:17:00".replacing(":", with: ""), "2015-11-18T12:17:00.000Z"),
        Reading("2009-W01-1", "2008-12-29T00:00:00.000Z"),
        Reading("2009-W53-7", "2010-01-03T00:00:00.000Z"),
        Reading("2015-11-18T12:17:00+02:00", "2015-11-18T10:17:00.000Z"),
        Reading("2015-11-18T12:17:00-0530", "2015-11-18T17:47:00.000Z"),
        Reading("2015-11-18T12:17:00+14", "2015-11-17T22:17:00.000Z"),
        Reading("2015-12-31T23:30:00-01:00", "2016-01-01T00:30:00.000Z"),
        Reading("2000-02-29", "2000-02-29T00:00:00.000Z"),
        Reading("2016-366", "2016-12-31T00:00:00.000Z"),
        Reading("1969-12-31T23:59:59.999999Z", "1969-12-31T23:59:59.999999Z"),
        Reading("1969-12-31T23:59:59.5Z", "1969-12-31T23:59:59.500Z"),
        Reading("2016-12-31T23:59:60Z", "2017-01-01T00:00:00.000Z"),
        Reading("2017-01-01T00:59:60.25+01:00", "2017-01-01T00:00:00.250Z"),
        Reading("2015-11-18T24:00:00Z", "2015-11-19T00:00:00.000Z"),
        Reading("0000-01-01T00:00:00Z", "0000-01-01T00:00:00.000Z"),
        Reading("9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59.999999Z"),
    ]

    static let refused = [
        "", " ", "hier", "01/011/2015", "2015", "2015-11", "201511", "2015-11-18T", "2015-11-18Z",
        "2015-11-18T12:17:00ZZ",
        "2015-1-1", "2015-00-10", "2015-13-01", "2015-11-00", "2015-11-31", "2015-02-29", "1900-02-29", "2015-366",
        "2015-000", "2015-W54-1", "2015-W00-1", "2015-W10-8", "2015-W10-0", "2015-W53-7x", "2014-W53-1",
        "2015-11-18T25:00:00Z", "2015-11-18T24:00:01Z", "2015-11-18T24:00:00.1Z", "2015-11-18T12:60:00Z",
        "2015-11-18T12:17:61Z", "2015-11-18T12:17:60Z", "2015-11-18T23:59:60+01:00", "2015-11-18T12:17:00.Z",
        "2015-11-18T12:17.5Z", "2015-11-18T12.5", "2015-11-18T12:17:00-00", "2015-11-18T12:17:00-0000",
        "2015-11-18T12:17:00-00:00", "2015-11-18T12:17:00+24:00", "2015-11-18T12:17:00+01:60", "2015-11-18T12:17:00+1",
        "2015-11-18T12:17:00+", "2015-11-18T12:17:00 Z", "2015-11-18T12:1700Z", "20151118T12:17:00Z",
        "0000-01-01T00:00:00+01:00", "9999-12-31T23:59:59-01:00", "99999-01-01", "-2015-11-18", "+2015-11-18",
        "２０１５-11-18", "2015-11-18T12:17:00\u{0}Z", "99999999999999999999", "2015-11-18T12:17:00+99999999999999999999",
    ]

    @Test("a timestamp is read as the instant it names", arguments: accepted)
    func accepts(_ reading: Reading) {
        #expect(Instant(iso8601: reading.text)?.rfc3339 == reading.utc)
    }

    @Test("anything else is refused", arguments: refused)
    func refuses(_ text: String) {
        #expect(Instant(iso8601: text) == nil)
    }

    @Test("a fraction has any number of digits and is cut at microseconds", arguments: 1...12)
    func fractions(_ digits: Int) throws {
        let text = "123456789123".prefix(digits)
        let instant = try #require(Instant(iso8601: "1970-01-01T00:00:00.\(text)Z"))
        #expect(instant.microseconds == Int64((text.prefix(6) + "000000").prefix(6)))
        #expect(Instant(iso8601: "1970-01-01T00:00:00,\(text)") == instant)
    }

    @Test("what is written is read back, over the whole range")
    func roundTrip() {
        var generator = SplitMix(seed: 1)
        for _ in 0..<20_000 {
            let range = Instant.earliest.microseconds...Instant.latest.microseconds
            let instant = Instant(microseconds: Int64.random(in: range, using: &generator))
            #expect(Instant(iso8601: instant.rfc3339) == instant)
        }
    }

    @Test("instants outside the years 0000 to 9999 are written as the nearest, without a trap")
    func clamped() {
        #expect(Instant(microseconds: .max).rfc3339 == "9999-12-31T23:59:59.999999Z")
        #expect(Instant(microseconds: .min).rfc3339 == "0000-01-01T00:00:00.000Z")
    }

    @Test("every day of 800 years follows the one before")
    func days() {
        var expected = Instant.earliest.microseconds
        for year in 0..<800 {
            for month in 1...12 {
                for day in 1...31 {
                    let text = [(year, 4), (month, 2), (day, 2)].map { number, digits in
                        String(repeating: "0", count: digits - String(number).count) + String(number)
                    }
                    guard let instant = Instant(iso8601: text.joined(separator: "-")) else { continue }
                    #expect(instant.microseconds == expected)
                    expected += 86_400_000_000
                }
            }
        }
        #expect(expected == Instant(iso8601: "0800-01-01")?.microseconds)
    }
}

/// A small random source that gives the same numbers in each run.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
