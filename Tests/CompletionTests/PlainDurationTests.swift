import Completion
import Testing
import XAPI

@Suite("times and lengths in words")
struct PlainDurationTests {
    @Test(
        "a length has hours and minutes, or minutes, or seconds",
        arguments: [
            (0, "0 s"), (-1, "0 s"), (59_999_999, "59 s"), (60_000_000, "1 min"), (3_900_000_000, "1 h 05 min"),
            (Int64.max, "2562047788 h 00 min"),
        ] as [(Int64, String)]
    )
    func length(microseconds: Int64, words: String) {
        #expect(PlainDuration.text(of: microseconds) == words)
    }

    @Test(
        "a time of day is that of Paris, in winter, in summer and before 1970",
        arguments: [
            (0, "1 h 00"), (1_762_160_400_000_000, "10 h 00"), (1_751_328_300_000_000, "2 h 05"), (-1, "0 h 59"),
        ] as [(Int64, String)]
    )
    func clock(microseconds: Int64, words: String) {
        #expect(PlainDate.clock(inParis: microseconds) == words)
    }

    @Test("every code has its words, and nothing else has")
    func remarks() {
        for code in ["overlapping-sessions", "session-longer-than-a-day", "sessions-left-out"] {
            let words = PlainDuration.remark(of: code)
            #expect(words.map { !$0.french.isEmpty && $0.french != $0.english } == true)
        }
        #expect(PlainDuration.remark(of: "other") == nil)
    }
}
