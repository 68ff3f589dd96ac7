import Foundation
import Persistence
import TestSupport
import Testing
import XAPI

@testable import LearningRecords

/// A table that comes after `ImportScenario.before`, and what it does: counts of created, changed and unchanged people, and
/// findings as `line code`.
struct ImportScenario: Sendable, CustomTestStringConvertible {
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
        matricule;nom;prénom;mail;service;catégorie
        1;Dupont;Marie;marie@ex.fr;Voirie;C
        2;Martin;Jean;jean@ex.fr;Parcs;A
        ;Saison;Ève;eve@ex.fr;;
        ;Sansrien;Paul;;;
        """

    static let all = [
        ImportScenario("the same again", before, [0, 0, 4]),
        ImportScenario("in English, with commas", "matricule,family_name,given_name\n1,Dupont,Marie\n", [0, 0, 1]),
        ImportScenario("somebody new", "matricule;nom\n3;Durand\n", [1, 0, 0]),
        ImportScenario("another service", "matricule;service\n1;Espaces verts\n", [0, 1, 0]),
        ImportScenario("an empty cell says nothing", "matricule;service\n1;\n", [0, 0, 1]),
        ImportScenario("known by the mail address", "nom;mail\nSaison;eve@ex.fr\n", [0, 0, 1]),
        ImportScenario("known by the name alone", "nom;prenom\nSANSRIEN;Paul\n", [0, 1, 0]),
        ImportScenario(
            "a namesake with an address is somebody else", "nom;prenom;mail\nSansrien;Paul;p@ex.fr\n", [1, 0, 0]
        ),
        ImportScenario("who had no matricule gets one", "matricule;nom;mail\n9;Saison;eve@ex.fr\n", [0, 1, 0]),
        ImportScenario(
            "a matricule for somebody known by an address, and again for somebody new",
            "matricule;nom;mail\n9;Saison;eve@ex.fr\n9;Autre;autre@ex.fr\n", [0, 1, 0], ["3 person-twice"]
        ),
        ImportScenario(
            "a line of more bytes than a line has",
            "matricule;nom\n\(String(repeating: ";", count: 70_000))\n2;Martin\n",
            [0, 0, 1], ["2 line-too-long"]
        ),
        ImportScenario(
            "a mail address of another", "matricule;mail\n1;jean@ex.fr\n", [0, 0, 0], ["2 identifier-taken"]),
        ImportScenario("a new person without a name", "matricule;nom\n7;\n", [0, 0, 0], ["2 name-missing"]),
        ImportScenario("a matricule twice", "matricule;nom\n7;A\n7;B\n", [1, 0, 0], ["3 person-twice"]),
        ImportScenario(
            "one person in two lines", "matricule;nom;mail\n1;;\n;Dupont;marie@ex.fr\n", [0, 0, 1],
            ["3 person-twice"]),
        ImportScenario(
            "a new address twice", "matricule;nom;mail\n7;A;x@ex.fr\n8;B;x@ex.fr\n", [1, 0, 0],
            ["3 identifier-taken"]),
        ImportScenario("no category", "matricule;categorie\n1;D\n2;a\n", [0, 0, 1], ["2 invalid-category"]),
        ImportScenario("French dates", "matricule;service;depuis\n1;Parcs;01/02/2025\n", [0, 1, 0]),
        ImportScenario(
            "a day that there is not", "matricule;service;depuis\n1;Parcs;31/02/2025\n", [0, 0, 0],
            ["2 invalid-date"]),
        ImportScenario(
            "a contract that ends before it begins",
            "matricule;contrat;contrat_debut;contrat_fin\n1;CDD;01/09/2026;01/08/2026\n", [0, 0, 0],
            ["2 ends-before-it-begins"]
        ),
        ImportScenario("no mail address", "matricule;mail\n1;marie\n2;\n", [0, 0, 1], ["2 invalid-mail"]),
        ImportScenario("an account without its site", "matricule;compte\n1;m\n", [0, 0, 0], ["2 invalid-account"]),
        ImportScenario("an account", "matricule;compte;compte_site\n1;m;https://ex.fr\n", [0, 1, 0]),
        ImportScenario("a column that nobody knows", "matricule;couleur\n1;bleu\n", [0, 0, 1], ["1 unknown-column"]),
        ImportScenario("a column twice", "matricule;nom;NOM\n1;a;b\n", [0, 0, 0], ["1 column-twice"]),
        ImportScenario(
            "no column of people", "a;b\n1;2\n", [0, 0, 0],
            ["1 unknown-column", "1 unknown-column", "1 no-header"]),
        ImportScenario("nothing", "", [0, 0, 0], ["1 no-header"]),
        ImportScenario("a line too long", "matricule;nom\n1;Dupont;x\n2;Martin\n", [0, 0, 1], ["2 too-many-cells"]),
        ImportScenario(
            "a stray quote leaves the other lines", "matricule;nom\n1;\"Dup\"o\"nt\n2;Martin\n", [0, 0, 1],
            ["2 broken-quotes"]),
        ImportScenario(
            "two new people of one name without anything else", "nom\nNouveau\nnouveau\n", [1, 0, 0], ["3 person-twice"]
        ),
        ImportScenario(
            "a value too long", "matricule;nom\n1;\(String(repeating: "x", count: 201))\n", [0, 0, 0],
            ["2 value-too-long"]
        ),
    ]
}

@Suite("import of people")
struct ImportPeopleTests {
    private static func counts(_ report: ImportPeople.Report) -> [Int] {
        [.created, .changed, .unchanged].map { report.counts[$0] ?? 0 }
    }

    private static func findings(_ report: ImportPeople.Report) -> [String] {
        report.findings.map { "\($0.line) \($0.code.rawValue)" }
    }

    @Test("shows what differs, and writes the same; twice changes nothing", arguments: Engine.allCases)
    func scenarios(engine: Engine) async throws {
        for scenario in ImportScenario.all {
            try await engine.withPeople { people in
                #expect(Self.counts(try await people.take(ImportScenario.before)) == [4, 0, 0])
                let dry = try await people.take(scenario.table, isDryRun: true)
                #expect(!dry.isApplied)
                #expect(Self.counts(dry) == scenario.counts, "\(scenario.testDescription)")
                #expect(Self.findings(dry) == scenario.findings, "\(scenario.testDescription)")
                let everybody = try await people.find(FindPeople.Request()).items
                #expect(everybody.count == 4, "a dry run stores nothing")
                let wet = try await people.take(scenario.table)
                #expect(Self.counts(wet) == scenario.counts, "\(scenario.testDescription)")
                #expect(wet.lines.map(\.changes) == dry.lines.map(\.changes))
                let again = try await people.take(scenario.table)
                #expect(Self.counts(again).prefix(2) == [0, 0], "\(scenario.testDescription): again")
                #expect(Self.findings(again) == scenario.findings, "\(scenario.testDescription): again")
            }
        }
    }

    @Test("the difference names the field, before, after and since when", arguments: Engine.allCases)
    func difference(engine: Engine) async throws {
        try await engine.withPeople { people in
            _ = try await people.take(ImportScenario.before)
            let table = "matricule;service;depuis;nom\n1;Espaces verts;01/03/2025;Dupont-Durand\n"
            let line = try #require(try await people.take(table).lines.first)
            #expect(line.line == 2 && line.outcome == .changed && line.matricule == "1")
            let said = line.changes.map {
                "\($0.field): \($0.before ?? "-") → \($0.after ?? "-") \($0.since?.text ?? "")"
            }
            #expect(said == ["family_name: Dupont → Dupont-Durand ", "service: Voirie → Espaces verts 2025-03-01"])
        }
    }

    @Test("namesakes without matricule are not guessed", arguments: Engine.allCases)
    func namesakes(engine: Engine) async throws {
        try await engine.withPeople { people in
            _ = try await people.take("nom;mail\nSaison;a@ex.fr\nSaison;b@ex.fr\n")
            let report = try await people.take("nom;service\nSaison;Voirie\n")
            #expect(Self.findings(report) == ["2 ambiguous-name"])
        }
    }

    @Test("shared identifiers and merged people are findings", arguments: Engine.allCases)
    func sharedAndMerged(engine: Engine) async throws {
        try await engine.withPeople { people in
            let one = try await people.make("Un", matricule: "1")
            let two = try await people.make("Deux", matricule: "2")
            _ = try await people.merge(two, into: one, by: "drh")
            _ = try await people.change(.share, .mbox("mailto:accueil@ex.fr"), by: "drh")
            let report = try await people.take("matricule;mail\n1;accueil@ex.fr\n2;deux@ex.fr\n")
            #expect(Self.findings(report) == ["2 identifier-shared", "3 merged-person"])
            #expect(report.findings.last?.value == one.canonical)
        }
    }

    @Test("restricted columns are read with the right alone", arguments: Engine.allCases)
    func restricted(engine: Engine) async throws {
        try await engine.withPeople { people in
            let table = "matricule;nom;situation\n1;Dupont;reclassement\n"
            let report = try await people.take(table, mayRestricted: false)
            #expect(Self.findings(report) == ["1 restricted-column"])
            #expect(Self.counts(report) == [1, 0, 0])
            let allowed = try await people.take(table)
            #expect(Self.counts(allowed) == [0, 1, 0])
            #expect(allowed.lines.first?.changes.first?.isRestricted == true)
        }
    }

    @Test("takes as few round trips for a thousand people as for ten")
    func roundTrips() async throws {
        try await Engine.postgres.withPeople { people in
            func trips(_ count: Int, from first: Int) async throws -> Int {
                let lines = (first..<first + count).map { "\($0);Nom \($0);m\($0)@ex.fr;Voirie\n" }.joined()
                let before = people.records.database.roundTrips
                #expect(try await people.take("matricule;nom;mail;service\n" + lines).counts[.created] == count)
                return people.records.database.roundTrips - before
            }
            let few = try await trips(10, from: 0)
            #expect(try await trips(1_000, from: 100) == few)
            #expect(few <= 16, "\(few)")
        }
    }

    @Test("two imports of the same table at once make each person once", arguments: Engine.allCases)
    func race(engine: Engine) async throws {
        try await engine.withNodes(2) { nodes in
            let stores = [PeopleStore(try await RecordStore(nodes[0])), PeopleStore(try await RecordStore(nodes[1]))]
            let table = "matricule;nom\n" + (0..<50).map { "\($0);Nom \($0)\n" }.joined()
            async let first = stores[0].take(table)
            async let second = stores[1].take(table)
            let created = try await [first, second].map { $0.counts[.created] ?? 0 }
            #expect(created.sorted() == [0, 50])
            var request = FindPeople.Request()
            request.limit = 500
            #expect(try await stores[0].find(request).items.count == 50)
        }
    }

    @Test("every finding has a sentence in both languages")
    func sentences() {
        for code in TableFinding.Code.allCases {
            #expect(!code.template.french.isEmpty && code.template.french != code.template.english)
        }
        let sentences = TableFinding.Code.allCases.map(\.template.english)
        #expect(Set(sentences).count == sentences.count)
    }
}
