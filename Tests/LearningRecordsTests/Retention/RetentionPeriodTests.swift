import Testing

@testable import LearningRecords

@Suite("Periods of retention")
struct RetentionPeriodTests {
    @Test(
        "are counted on the calendar",
        arguments: [
            ("P1Y", "2024-02-29", "2025-02-28"), ("P4Y", "2024-02-29", "2028-02-29"),
            ("P1M", "2026-01-31", "2026-02-28"), ("P1M", "2024-01-31", "2024-02-29"),
            ("P1M", "2026-02-28", "2026-03-28"), ("P3M", "2025-11-30", "2026-02-28"),
            ("P1M", "2025-12-31", "2026-01-31"), ("P12M", "2024-02-29", "2025-02-28"),
            ("P1Y1M1D", "2024-01-31", "2025-03-01"), ("P30D", "2026-01-31", "2026-03-02"),
            ("P2W", "1999-12-25", "2000-01-08"), ("P100Y", "2000-02-29", "2100-02-28"),
            ("P1Y", "1899-03-01", "1900-03-01"), ("P1Y", "1969-12-31", "1970-12-31"),
            ("P200Y", "1800-01-01", "2000-01-01"),
        ])
    func counted(period: String, from: String, end: String) throws {
        let period = try #require(RetentionPeriod(period))
        let day = try #require(Day(from))
        #expect(period.end(from: day).text == end)
        #expect(period.end(from: day).number - day.number >= period.leastDays, "no period is shorter")
    }

    @Test(
        "are refused where they are none, too short, too long, or have hours",
        arguments: [
            "", "P", "P0D", "P0Y0M", "5Y", "P-1Y", "P1.5Y", "P1,5Y", "PT24H", "P1DT1H", "P1M1Y", "p1y", "P1Y ",
            "P201Y", "P999999999Y", "P999999Y", "P999999M", "P999999W", "P999999D", "P99999999999999999999999D", "P١Y",
        ])
    func refused(text: String) {
        #expect(RetentionPeriod(text) == nil)
    }
}
