import Testing
import XAPI

@Suite("languages wanted: RFC 2616 14.4, RFC 4647")
struct LanguagePriorityTests {
    struct Choice: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let header: String
        let tags: [String]
        let best: String?

        init(_ name: String, _ header: String, _ tags: [String], _ best: String?) {
            testDescription = "\(name): \(header)"
            self.header = header
            self.tags = tags
            self.best = best
        }

        static let all = [
            Choice("the very tag", "fr", ["en", "fr"], "fr"),
            Choice("the case of letters means nothing", "EN-gb", ["en-US", "en-GB"], "en-GB"),
            Choice("a range takes what is more special", "en", ["fr", "en-GB"], "en-GB"),
            Choice("a range ends at a hyphen", "en", ["fr", "enm"], "fr"),
            Choice("the tag before what is more special", "en", ["en-GB", "en"], "en"),
            Choice("a range falls back to what is less special", "en-GB", ["fr", "en"], "en"),
            Choice("and then to another of that language", "en-GB", ["fr", "en-US"], "en-US"),
            Choice("subtag by subtag", "zh-Hant-TW", ["zh", "zh-Hant"], "zh-Hant"),
            Choice("a lone letter goes with the subtag behind it", "de-x-bairisch", ["fr", "de"], "de"),
            Choice("the highest weight", "fr;q=0.3, en;q=0.9, de;q=0.5", ["fr", "de", "en"], "en"),
            Choice("a weight left out is 1", "fr;q=0.999, en", ["fr", "en"], "en"),
            Choice("among equals, the order of the header", "en, fr", ["fr", "en"], "en"),
            Choice("the longest range weighs", "en;q=0.9, en-US;q=0.1, fr;q=0.5", ["en-US", "fr"], "fr"),
            Choice("what is accepted before what is near", "en-GB, fr;q=0.2", ["en", "fr"], "fr"),
            Choice("a star takes the rest", "it, *;q=0.5", ["de", "fr"], "de"),
            Choice("a star, the near ones first", "fr-CA, *;q=0.1", ["de", "fr"], "fr"),
            Choice("a star is below a range that weighs more", "*;q=0.5, fr;q=0.6", ["de", "fr"], "fr"),
            Choice("a star is above a range that weighs less", "*;q=0.5, fr;q=0.4", ["fr", "de"], "de"),
            Choice("a language refused", "en;q=0", ["en", "fr"], "fr"),
            Choice("a language refused by its range", "fr, en;q=0.0", ["en-GB", "de"], "de"),
            Choice("all refused: one all the same", "en;q=0, *;q=0", ["en", "fr"], "fr"),
            Choice("all refused by name: one all the same", "en;q=0, fr;q=0", ["en", "fr"], "en"),
            Choice("nothing wanted", "", ["de", "fr"], "de"),
            Choice("nothing matches", "it", ["de", "fr"], "de"),
            Choice("one tag only", "it", ["de"], "de"),
            Choice("no tag", "it", [], nil),
            Choice("space, tabs and empty elements", " ,\tfr ; q=0.1 ,, en;q=0.2 ", ["fr", "en"], "en"),
            Choice("an upper-case Q", "fr;Q=0.1, en;Q=0.2", ["fr", "en"], "en"),
            Choice("what is no range is passed over", "français, en-, -fr, f r, en", ["fr", "en"], "en"),
            Choice(
                "what is no weight is passed over", "fr;q=2, fr;q=x, fr;q=, fr;q=0.1234, fr;a=1, en;q=0.1",
                ["fr", "en"], "en"),
            Choice("weights to thousandths", "fr;q=0.123, en;q=0.124", ["fr", "en"], "en"),
            Choice("1.000 is a weight, 1.001 none", "fr;q=1.001, en;q=1.000", ["fr", "en"], "en"),
            Choice("bytes beyond ASCII", "\u{FFFD}\u{301},fr", ["en", "fr"], "fr"),
        ]
    }

    @Test("the best tag of a map", arguments: Choice.all)
    func best(_ choice: Choice) {
        #expect(LanguagePriority(acceptLanguage: choice.header).best(of: choice.tags) == choice.best)
    }

    @Test("a header of many ranges is read to its 32nd")
    func bounded() {
        let header = (0..<10_000).map { "x\($0)" }.joined(separator: ",") + ",fr"
        #expect(LanguagePriority(acceptLanguage: header).best(of: ["en", "fr"]) == "en")
        #expect(LanguagePriority(acceptLanguage: "x,fr").best(of: ["en", "fr"]) == "fr")
    }
}
