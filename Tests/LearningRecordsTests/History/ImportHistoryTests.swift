import Completion
import Foundation
import Persistence
import TestSupport
import Testing
import XAPI

@testable import LearningRecords

/// A table that comes after `HistoryScenario.before`, and what it does: counts of created, unchanged and refused lines, and
/// findings as `line code`.
struct HistoryScenario: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let table: String
    let counts: [Int]
    let findings: [String]

    init(_ sentence: String, _ table: String, _ counts: [Int], _ findings: [String] = []) {
        testDescription = sentence
        self.table = table
        self.counts = counts
        self.findings = findings
    }

    static let before = """
        matricule;cours;titre;date;resultat;note;duree;reference
        1;SST;Sauveteur secouriste;12/03/2019;terminé;17/20;14h;CNFPT 2019-118
        2;SST;Sauveteur secouriste;2019-03-12;échoué;;;
        """

    private static let lines = "matricule;cours;titre;date;resultat;note;duree\n"

    static let all = [
        HistoryScenario("the same again", before, [0, 2, 0]),
        HistoryScenario("another day", lines + "1;SST;;2022-03-12;;;\n", [1, 0, 0]),
        HistoryScenario(
            "the same day otherwise", lines + "1;SST;;12/03/2019;terminé;12/20;\n", [0, 0, 1], ["2 imported-otherwise"]
        ),
        HistoryScenario(
            "twice in one table", lines + "1;SST;;2020-01-01;;;\n1;SST;;01/01/2020;;;\n", [1, 0, 0], ["3 line-twice"]
        ),
        HistoryScenario("by the course's title", lines + "2;sauveteur SECOURISTE;;2020-01-01;;;\n", [1, 0, 0]),
        HistoryScenario("in English", "mail,course,date,outcome\nun@ex.fr,SST,2020-01-01,passed\n", [1, 0, 0]),
        HistoryScenario(
            "somebody whom nobody knows", "mail;cours;date\nx@ex.fr;SST;2020-01-01\n", [1, 0, 0],
            ["2 unknown-learner"]
        ),
        HistoryScenario(
            "a shared mailbox", "mail;cours;date\naccueil@ex.fr;SST;2020-01-01\n", [0, 0, 1],
            ["2 identifier-shared"]
        ),
        HistoryScenario(
            "a matricule that nobody has", lines + "9;SST;;2020-01-01;;;\n", [0, 0, 1], ["2 unknown-person"]),
        HistoryScenario("a course that nobody knows", lines + "1;X;;2020-01-01;;;\n", [0, 0, 1], ["2 unknown-course"]),
        HistoryScenario("a new course", lines + "1;X;Gestes et postures;2020-01-01;présent;;\n", [1, 0, 0]),
        HistoryScenario("nobody", lines + ";SST;;2020-01-01;;;\n", [0, 0, 1], ["2 learner-missing"]),
        HistoryScenario("nothing", lines + "1;;;2020-01-01;;;\n", [0, 0, 1], ["2 course-missing"]),
        HistoryScenario("no date", lines + "1;SST;;;;;\n", [0, 0, 1], ["2 date-missing"]),
        HistoryScenario("31 February", lines + "1;SST;;31/02/2020;;;\n", [0, 0, 1], ["2 invalid-date"]),
        HistoryScenario("a date to come", lines + "1;SST;;2199-01-01;;;\n", [0, 0, 1], ["2 date-in-future"]),
        HistoryScenario("no outcome", lines + "1;SST;;2020-01-01;peut-être;;\n", [0, 0, 1], ["2 invalid-outcome"]),
        HistoryScenario(
            "a score above its range", lines + "1;SST;;2020-01-01;;21/20;\n", [0, 0, 1], ["2 invalid-score"]
        ),
        HistoryScenario("a word as a score", lines + "1;SST;;2020-01-01;;bien;\n", [0, 0, 1], ["2 invalid-score"]),
        HistoryScenario(
            "a word as a length", lines + "1;SST;;2020-01-01;;;longtemps\n", [0, 0, 1], ["2 invalid-duration"]
        ),
        HistoryScenario(
            "no columns", "a;b\n1;2\n", [0, 0, 1], ["1 no-history-header", "1 unknown-column", "1 unknown-column"]
        ),
    ]
}

/// A store into which `HistoryScenario.before` was taken.
private struct HistoryStore: Sendable {
    let records: RecordStore
    let people: PeopleStore
    let imports: ImportHistory

    private init(_ rules: RuleStore) throws {
        records = rules.records
        people = rules.people
        imports = ImportHistory(
            database: records.database, store: records.storeStatements, outlines: records.outlines,
            publicURL: "https://releve.example.fr"
        )
    }

    static func run(
        on engine: Engine, _ body: @escaping @Sendable (HistoryStore) async throws -> Void
    ) async throws {
        try await engine.withRules { rules in
            let store = try HistoryStore(rules)
            _ = try await store.people.take("matricule;nom;mail\n1;Un;un@ex.fr\n2;Deux;\n")
            _ = try await store.people.change(.share, .mbox("mailto:accueil@ex.fr"), by: "drh")
            #expect(try await store.report(HistoryScenario.before).created == 2)
            try await body(store)
        }
    }

    func report(
        _ table: String, source: String = "cnfpt", isDryRun: Bool = false
    ) async throws -> ImportHistory.Report {
        let outcome = try await imports(Array(table.utf8), source: source, isDryRun: isDryRun, by: "drh")
        guard case .read(let report) = outcome else { throw StoreError.unavailable }
        return report
    }

    func statements() async throws -> Int64 {
        try await records.database.read { transaction in
            try transaction.rows("SELECT count(*) FROM statement WHERE raw IS NOT NULL").first?.integer(0) ?? 0
        }
    }
}

@Suite("import of history")
struct ImportHistoryTests {
    @Test("says what it does, and does it", arguments: Engine.allCases)
    func scenarios(engine: Engine) async throws {
        for scenario in HistoryScenario.all {
            try await HistoryStore.run(on: engine) { store in
                let dry = try await store.report(scenario.table, isDryRun: true)
                #expect(try await store.statements() == 2, "\(scenario) wrote in a dry run")
                let report = try await store.report(scenario.table)
                for report in [dry, report] {
                    #expect([report.created, report.unchanged, report.refused] == scenario.counts, "\(scenario)")
                    #expect(
                        report.findings.map { "\($0.line) \($0.code.rawValue)" }.sorted() == scenario.findings,
                        "\(scenario)")
                }
                #expect(try await store.statements() == Int64(2 + scenario.counts[0]), "\(scenario)")
                let again = try await store.report(scenario.table)
                #expect(again.created == 0, "\(scenario) is stored once")
            }
        }
    }

    @Test("makes completions that say that they were taken over", arguments: Engine.allCases)
    func marked(engine: Engine) async throws {
        try await HistoryStore.run(on: engine) { store in
            let answers = try await store.records.completions { _ in }
            let done = try #require(answers.first { $0.learner.person?.matricule == "1" })
            #expect(done.evaluation.status == .completed && done.course.title == "Sauveteur secouriste")
            #expect(done.rule.id == "course.default" && done.course.source == "cnfpt")
            #expect(done.evaluation.score?.scaled == 0.85 && done.evaluation.timeDeclared == 14 * 3_600_000_000)
            #expect(done.evaluation.firstCompletedAt == Instant(iso8601: "2019-03-12T12:00:00Z")?.microseconds)
            #expect(done.evaluation.because.allSatisfy { done.imported.contains($0.statement) })
            #expect(!done.evaluation.because.isEmpty)
            let failed = try #require(answers.first { $0.learner.person?.matricule == "2" })
            #expect(failed.evaluation.status == .failed, "who has no identifier gets one")
            // What a player says is not marked.
            let course = try await SampleCourse.store(in: store.records, items: ["A"])
            try await store.people.completes(1, course.items[0], by: "7")
            let own = try await store.records.completions { $0.course = course.iri }
            #expect(own.count == 1 && own[0].imported.isEmpty)
        }
    }

    @Test("a package of the same source and identifier is the course's next version", arguments: Engine.allCases)
    func package(engine: Engine) async throws {
        try await HistoryStore.run(on: engine) { store in
            let course = try await SampleCourse.store(
                in: store.records, items: ["A"], source: "cnfpt", identifier: "SST")
            let answers = try await store.records.completions { $0.course = course.iri }
            let done = try #require(answers.first { $0.learner.person?.matricule == "1" })
            #expect(done.evaluation.status == .completed, "who completed it before stays complete")
        }
    }

    @Test("of tens of thousands of lines goes in", arguments: Engine.allCases)
    func large(engine: Engine) async throws {
        try await HistoryStore.run(on: engine) { store in
            let lines = (0..<2_500).map { "\($0 % 2 + 1);SST;;\(2000 + $0 / 2 % 20)-01-\(10 + $0 / 40 % 19)" }
            let distinct = Set(lines).count
            let table = "matricule;cours;titre;date\n" + lines.joined(separator: "\n")
            let report = try await store.report(table)
            #expect(report.created == distinct && report.refused == 0)
            #expect(try await store.report(table).unchanged == distinct)
        }
    }
}
