import Testing

@testable import LearningRecords

/// What is put, one after the other, and what then holds: `value from until`, with `…` for an end that nobody knows.
struct TimelineScenario: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let puts: [String]
    let result: [String]

    init(_ sentence: String, _ puts: [String], _ result: [String]) {
        testDescription = sentence
        self.puts = puts
        self.result = result
    }

    static let all = [
        TimelineScenario("one value since ever", ["A … …"], ["A … …"]),
        TimelineScenario(
            "a later value ends the one before", ["A … …", "B 2026-03-01 …"], ["A … 2026-02-28", "B 2026-03-01 …"]
        ),
        TimelineScenario(
            "the same again", ["A … …", "B 2026-03-01 …", "B 2026-03-01 …"],
            ["A … 2026-02-28", "B 2026-03-01 …"]),
        TimelineScenario(
            "a value within another", ["A … …", "B 2026-03-01 2026-03-31"],
            ["A … 2026-02-28", "B 2026-03-01 2026-03-31", "A 2026-04-01 …"]
        ),
        TimelineScenario("the same value goes on", ["A … 2026-03-31", "A 2026-04-01 …"], ["A … …"]),
        TimelineScenario(
            "a value over several", ["A 2026-01-01 2026-01-31", "B 2026-02-01 2026-02-28", "C 2026-01-15 2026-02-15"],
            ["A 2026-01-01 2026-01-14", "C 2026-01-15 2026-02-15", "B 2026-02-16 2026-02-28"]
        ),
        TimelineScenario(
            "two seasons with a gap", ["A 2025-06-01 2025-09-30", "A 2026-06-01 2026-09-30"],
            ["A 2025-06-01 2025-09-30", "A 2026-06-01 2026-09-30"]),
        TimelineScenario("nothing from a day on", ["A … …", "- 2026-03-01 …"], ["A … 2026-02-28"]),
        TimelineScenario("a period that ends before it begins is none", ["A 2026-03-01 2026-02-01"], []),
    ]
}

@Suite("timelines")
struct TimelineTests {
    @Test("hold one value a day, as it was put last", arguments: TimelineScenario.all)
    func puts(scenario: TimelineScenario) {
        var timeline = Timeline()
        for put in scenario.puts {
            let words = put.split(separator: " ").map(String.init)
            timeline.put(words[0] == "-" ? nil : words[0], from: Day(words[1]), until: Day(words[2]))
        }
        let said = timeline.values.map { "\($0.value) \($0.from?.text ?? "…") \($0.until?.text ?? "…")" }
        #expect(said == scenario.result)
    }

    @Test(
        "days are read as people write them, and only where there are such",
        arguments: [
            ("2026-09-01", "2026-09-01"), ("01/09/2026", "2026-09-01"), ("1/9/2026", "2026-09-01"),
            ("29/02/2024", "2024-02-29"), ("29/02/2026", nil), ("31/04/2026", nil), ("09/31/2026", nil),
            ("2026-13-01", nil), ("0000-01-01", nil), ("1/9/26", nil), ("", nil), ("2026-09-01T00:00:00Z", nil),
            ("1969-12-31", "1969-12-31"), ("9999-12-31", "9999-12-31"),
        ] as [(String, String?)])
    func days(text: String, day: String?) {
        #expect(Day(text)?.text == day)
    }

    @Test("a time belongs to its day in UTC, also before 1970")
    func containing() {
        #expect(Day(containing: 0).text == "1970-01-01")
        #expect(Day(containing: -1).text == "1969-12-31")
        #expect(Day(containing: 86_399_999_999).text == "1970-01-01")
        #expect(Day(containing: 86_400_000_000).text == "1970-01-02")
    }

    @Test(
        "words are told without accents, case and punctuation",
        arguments: [
            ("Élodie D’Œuvre", ["elodie", "d", "oeuvre"]), ("E\u{301}lodie", ["elodie"]),
            ("JEAN-PIERRE", ["jean", "pierre"]), ("marie.dupont@ex.fr", ["marie", "dupont", "ex", "fr"]),
            ("Müller ß", ["muller", "ss"]), ("004217", ["004217"]), ("  ", []), ("Ñandú", ["nandu"]), ("ﬁn", ["fin"]),
        ])
    func words(text: String, words: [String]) {
        #expect(PersonClue.words(text) == words)
    }
}
