import Testing
import XAPI

@Suite("Durations, xAPI 1.0.3 Data 4.6")
struct ISODurationTests {
    static let lengths: [(String, Int64)] = [
        ("PT4H35M59.14S", 16_559_140_000), ("PT16559.14S", 16_559_140_000), ("P4W", 2_419_200_000_000),
        ("PT0S", 0), ("P1D", 86_400_000_000), ("P1DT1S", 86_401_000_000), ("PT1,5S", 1_500_000),
        ("PT1.5H", 5_400_000_000), ("PT0.5M", 30_000_000), ("P0.5D", 43_200_000_000), ("P0.5W", 302_400_000_000),
        ("PT0.12567S", 125_670), ("PT0.0000009S", 0), ("PT90M", 5_400_000_000), ("PT001S", 1_000_000),
        ("PT9223372036854775807S", .max), ("P99999999999999999999Y", .max), ("PT9223372036854.775807S", .max),
    ]

    @Test("a duration is read in microseconds, and the longest are held back", arguments: lengths)
    func reads(_ text: String, microseconds: Int64) throws {
        let duration = try #require(ISODuration(iso8601: text))
        #expect(duration.microseconds == microseconds)
        #expect(!duration.isCalendarAverage || text.contains("Y"))
        #expect(duration.text == text)
    }

    @Test("years and months are counted at their averages, and say so")
    func averages() throws {
        let duration = try #require(ISODuration(iso8601: "P3Y1M29DT4H35M59.14S"))
        #expect(duration.isCalendarAverage)
        #expect(
            duration.microseconds == 3 * 31_556_952_000_000 + 2_629_746_000_000 + 29 * 86_400_000_000 + 16_559_140_000
        )
        #expect(ISODuration(iso8601: "P12M")?.microseconds == ISODuration(iso8601: "P1Y")?.microseconds)
    }

    static let refused = [
        "", "P", "PT", "P1", "1D", "PA1H0M0S", "P1H", "PT1D", "P1DT", "P4W1D", "P1Y4W", "PT1H1W", "PT1M1H", "P1D1Y",
        "PT1H1H", "PT1.5H30M", "PT.5S", "PT1.S", "-PT1H", "PT-1H", "+PT1H", "pt1h", "PT1h", "P 1D", "PT1H ", "PT1S1",
        "P0001-01-01T00:00:00", "PT1e3S", "PTT1S", "PT1HT1S", "12345", "should fail", "P１D",
    ]

    @Test("anything else is refused", arguments: refused)
    func refuses(_ text: String) {
        #expect(ISODuration(iso8601: text) == nil)
    }

    static let written: [(Int64, String)] = [
        (0, "PT0S"), (1, "PT0.000001S"), (10_000, "PT0.01S"), (1_000_000, "PT1S"), (60_000_000, "PT1M"),
        (3_600_000_000, "PT1H"), (3_600_500_000, "PT1H0.5S"), (5_025_250_000, "PT1H23M45.25S"),
        (90_000_000_000, "PT25H"), (-5, "PT0S"),
    ]

    @Test("a length is written as hours, minutes and seconds, and read back", arguments: written)
    func writes(_ microseconds: Int64, text: String) {
        let duration = ISODuration(microseconds: microseconds)
        #expect(duration.text == text)
        #expect(ISODuration(iso8601: text)?.microseconds == max(0, microseconds))
    }
}
