import Foundation
import Persistence
import TestSupport
import Testing

@testable import LearningRecords

/// What is asked, and the titles that answer, the best first.
struct CourseSearchScenario: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let ask: @Sendable (inout FindCourses.Request) -> Void
    let titles: [String]

    init(_ sentence: String, _ words: String, _ titles: [String]) {
        self.init(sentence, { $0.words = words }, titles)
    }

    init(
        _ sentence: String, _ ask: @escaping @Sendable (inout FindCourses.Request) -> Void, _ titles: [String]
    ) {
        testDescription = sentence
        self.ask = ask
        self.titles = titles
    }

    static let catalogue = [
        ("Égalité professionnelle femmes-hommes", "cnfpt"), ("Gestion du temps", "cegos"),
        ("Gestion des conflits au travail", "cegos"), ("Sécurité incendie", "internal"),
        ("L’œuvre d’art dans l’espace public", "cnfpt"), ("Excel 2019, débutant", "cegos"),
        ("Excel 2021, débutant", "cegos"), ("Temps et stress", "internal"),
    ]

    static let all = [
        CourseSearchScenario("accents do not matter", "egalite", ["Égalité professionnelle femmes-hommes"]),
        CourseSearchScenario("nor does case", "SÉCURITÉ", ["Sécurité incendie"]),
        CourseSearchScenario("nor do ligatures", "oeuvre", ["L’œuvre d’art dans l’espace public"]),
        CourseSearchScenario("a beginning", "conf", ["Gestion des conflits au travail"]),
        CourseSearchScenario("a typing error", "egailté", ["Égalité professionnelle femmes-hommes"]),
        CourseSearchScenario("two in a long word", "profesionelle", ["Égalité professionnelle femmes-hommes"]),
        CourseSearchScenario("the first letter wrong", "décurité", ["Sécurité incendie"]),
        CourseSearchScenario("all words count", "gestion temps", ["Gestion du temps"]),
        CourseSearchScenario("little words do not", "la gestion de temps", ["Gestion du temps"]),
        CourseSearchScenario(
            "the shorter title first", "gestion", ["Gestion du temps", "Gestion des conflits au travail"]),
        CourseSearchScenario("years are not spelt wrongly", "excel 2019", ["Excel 2019, débutant"]),
        CourseSearchScenario("right before wrong", "temps", ["Temps et stress", "Gestion du temps"]),
        CourseSearchScenario("a word that nothing has", "xylophone", []),
        CourseSearchScenario(
            "nothing but signs asks for everything of the source", { ($0.words, $0.source) = ("…!", "internal") },
            ["Sécurité incendie", "Temps et stress"]),
        CourseSearchScenario(
            "words and a source", { ($0.words, $0.source) = ("temps", "internal") }, ["Temps et stress"]),
        CourseSearchScenario("a métier, folded", { $0.metier = "JARDINIER" }, ["Gestion du temps"]),
        CourseSearchScenario("a word of a métier", "jardinier", ["Gestion du temps"]),
        CourseSearchScenario("a keyword", "agenda", ["Gestion du temps"]),
        CourseSearchScenario("a language, without its region", { $0.language = "FR" }, ["Gestion du temps"]),
        CourseSearchScenario("another region", { $0.language = "fr-CA" }, []),
        CourseSearchScenario("a duration", { $0.duration = 3_600_000_000...7_200_000_000 }, ["Gestion du temps"]),
        CourseSearchScenario("a shorter one", { $0.duration = 0...3_600_000_000 }, []),
    ]
}

@Suite("the catalogue")
struct CourseSearchTests {
    private static func fill(_ records: RecordStore) async throws {
        for (number, (title, source)) in CourseSearchScenario.catalogue.enumerated() {
            _ = try await SampleCourse.store(
                in: records, items: ["A"], digest: UInt8(number + 1), source: source, identifier: "C\(number)",
                title: title
            )
        }
        var draft = CourseDraft()
        (draft.language, draft.duration) = ("fr-FR", 7_200_000_000)
        (draft.metiers, draft.keywords) = (["Jardinier", "Jardinier"], ["agenda"])
        _ = try await ChangeCourse(database: records.database)(draft, id: try await iri("Gestion du temps", records))
    }

    private static func iri(_ title: String, _ records: RecordStore) async throws -> String {
        try await records.database.read { transaction in
            try transaction.rows("SELECT iri FROM course WHERE title = \(title)").first?.text(0) ?? ""
        }
    }

    @Test("finds what was meant, the best first", arguments: Engine.allCases)
    func scenarios(engine: Engine) async throws {
        try await engine.withRecords { records in
            try await Self.fill(records)
            let find = FindCourses(database: records.database, catalogue: CourseCatalogue())
            for scenario in CourseSearchScenario.all {
                var request = FindCourses.Request()
                scenario.ask(&request)
                let page = try await find(request)
                #expect(page.items.map(\.title) == scenario.titles, "\(scenario.testDescription)")
                #expect(page.total == scenario.titles.count)
            }
        }
    }

    @Test("pages hold each course once, in the order of titles where nothing is asked", arguments: Engine.allCases)
    func pages(engine: Engine) async throws {
        try await engine.withRecords { records in
            try await Self.fill(records)
            let find = FindCourses(database: records.database, catalogue: CourseCatalogue())
            var request = FindCourses.Request()
            request.limit = 3
            var titles: [String] = []
            while true {
                let page = try await find(request)
                titles += page.items.map(\.title)
                guard let next = page.next else { break }
                request.offset = next
            }
            #expect(titles.first == "Égalité professionnelle femmes-hommes" && titles.last == "Temps et stress")
            #expect(Set(titles).count == CourseSearchScenario.catalogue.count && titles.count == Set(titles).count)
            request.offset = 1_000
            #expect(try await find(request).items.isEmpty)
        }
    }

    @Test("what one node changes another finds; a new version keeps what people said", arguments: Engine.allCases)
    func nodes(engine: Engine) async throws {
        try await engine.withNodes(2) { nodes in
            let (one, other) = (try await RecordStore(nodes[0]), try await RecordStore(nodes[1]))
            let find = FindCourses(database: other.database, catalogue: CourseCatalogue())
            func found(_ words: String) async throws -> [String] {
                var request = FindCourses.Request()
                request.words = words
                return try await find(request).items.map(\.title)
            }
            let course = try await SampleCourse.store(in: one, items: ["A"], title: "Premier titre")
            #expect(try await found("premier") == ["Premier titre"])
            #expect(try await found("module") == ["Premier titre"], "a module's title")
            var draft = CourseDraft()
            draft.keywords = ["tableur"]
            let key = course.iri.split(separator: "/").last.map(String.init) ?? ""
            #expect(try await ChangeCourse(database: one.database)(draft, id: key)?.keywords == ["tableur"])
            #expect(try await found("tableur") == ["Premier titre"])
            _ = try await SampleCourse.store(in: one, items: ["A", "B"], digest: 2, title: "Second titre")
            #expect(try await found("premier") == [])
            #expect(try await found("tableur second") == ["Second titre"])
            let details = try #require(try await find(course.iri))
            #expect(details.versions.map(\.number) == [2, 1] && details.package.activities.count == 2)
            #expect(details.rule.id == "scorm12.default" && details.course.keywords == ["tableur"])
            #expect(try await find(key)?.course == details.course)
            for id in ["", "x", "00", "https://ex.fr/nothing"] { #expect(try await find(id)?.course == nil) }
            draft.keywords = []
            _ = try await ChangeCourse(database: other.database)(draft, id: course.iri)
            #expect(try await found("tableur") == [])
        }
    }

    @Test("courses that are changed at once through two nodes are all found", arguments: Engine.allCases)
    func race(engine: Engine) async throws {
        try await engine.withNodes(2) { nodes in
            let records = [try await RecordStore(nodes[0]), try await RecordStore(nodes[1])]
            let catalogues = records.map { FindCourses(database: $0.database, catalogue: CourseCatalogue()) }
            for round in 0..<15 {
                async let first = SampleCourse.store(
                    in: records[0], items: ["A"], digest: UInt8(2 * round + 1), identifier: "A\(round)",
                    title: "Un \(round)"
                )
                async let second = SampleCourse.store(
                    in: records[1], items: ["A"], digest: UInt8(2 * round + 2), identifier: "B\(round)",
                    title: "Deux \(round)"
                )
                async let asked = catalogues[0](FindCourses.Request())
                _ = try await (first, second, asked)
            }
            for catalogue in catalogues { #expect(try await catalogue(FindCourses.Request()).total == 30) }
        }
    }

    @Test("an index that followed changes is one that was made anew", arguments: [1, 2, 3] as [UInt64])
    func following(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let words = ["temps", "tempo", "gestion", "stress", "eau", "eaux"].map { Array($0.utf8) }
        func entry(_ id: Int64) -> CourseIndex.Entry {
            let title = (0..<Int.random(in: 1...3, using: &random)).compactMap { _ in
                words.randomElement(using: &random)
            }
            let other = words.randomElement(using: &random) ?? []
            return .init(
                id: id, title: title, others: [other: 1], source: "s", language: nil, duration: nil, metiers: []
            )
        }
        var (following, last): (CourseIndex, [Int64: CourseIndex.Entry]) = (CourseIndex(), [:])
        for _ in 0..<60 {
            let entry = entry(Int64.random(in: 1...12, using: &random))
            following.put([entry])
            last[entry.id] = entry
        }
        var anew = CourseIndex()
        anew.put(last.values.sorted { $0.id < $1.id })
        #expect(following.words == anew.words)
        for word in words + [[]] {
            var question = CourseIndex.Question()
            question.words = word.isEmpty ? [] : [word]
            #expect(Set(following.search(question)) == Set(anew.search(question)))
        }
        #expect(following.search(.init()) == anew.search(.init()))
    }
}
