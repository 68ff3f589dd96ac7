import Testing

@testable import LearningRecords

@Suite("typing errors")
struct WordDistanceTests {
    @Test(
        "each letter left out, added, changed or swapped is one",
        arguments: [
            ("egalite", "egalite", 0), ("egalte", "egalite", 1), ("egallite", "egalite", 1), ("egalitw", "egalite", 1),
            ("eaglite", "egalite", 1), ("egaliet", "egalite", 1), ("gealite", "egalite", 1), ("galite", "egalite", 1),
            ("egl", "egalite", 1), ("comunic", "communication", 1), ("comunicatoin", "communication", 2),
            ("abc", "xyz", nil), ("", "egalite", 0), ("egalite", "", nil), ("egalite", "ega", nil),
            ("ab", "ba", 1), ("abcd", "ab", 2),
        ] as [(String, String, Int?)]
    )
    func errors(typed: String, word: String, errors: Int?) {
        var distance = WordDistance(Array(typed.utf8), most: 2)
        #expect(distance.errors(toBeginningOf: Array(word.utf8)) == errors)
        #expect(distance.errors(toBeginningOf: Array(word.utf8)) == errors, "nothing is left of the word before")
    }

    @Test("long words are cut, and cost no more")
    func long() {
        let typed = [UInt8](repeating: 97, count: 500)
        var distance = WordDistance(typed, most: 2)
        #expect(distance.errors(toBeginningOf: typed) == 0)
    }

    @Test(
        "short words and numbers have none",
        arguments: [("eau", 0), ("stress", 1), ("2024", 0), ("formation", 2), ("rgpd2", 0)]
    )
    func allowed(typed: String, most: Int) {
        #expect(WordDistance.mostErrors(in: Array(typed.utf8)) == most)
    }
}
