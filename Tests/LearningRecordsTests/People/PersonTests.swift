import Foundation
import Persistence
import TestSupport
import Testing
import XAPI

@testable import LearningRecords

@Suite("people")
struct PersonTests {
    /// 2026-01-01.
    private static let start: Int64 = 1_767_225_600_000_000

    private static func draft(_ matricule: String, _ values: [PersonDraft.Value] = []) -> PersonDraft {
        var draft = PersonDraft()
        draft.matricule = matricule
        draft.familyName = "Dupont"
        draft.values = values
        return draft
    }

    private static func saved(_ outcome: SavePerson.Outcome) -> Person? {
        switch outcome {
        case .created(let person), .saved(let person): person
        case .refused: nil
        }
    }

    @Test("attributes answer then and now", arguments: Engine.allCases)
    func dated(engine: Engine) async throws {
        try await engine.withPeople { people in
            let first = Self.draft("004217", [.init(.service, "Voirie"), .init(.category, "C")])
            let made = try #require(Self.saved(try await people.save(first, by: "drh")))
            let day = try #require(Day("2026-03-01"))
            let change = Self.draft("004217", [.init(.service, "Espaces verts", from: day)])
            let person = try #require(Self.saved(try await people.save(change, by: "drh")))
            #expect(person.id == made.id)
            func service(_ text: String) throws -> String? {
                person.values(on: try #require(Day(text)), includingRestricted: false)[.service]
            }
            #expect(try service("1990-01-01") == "Voirie")
            #expect(try service("2026-02-28") == "Voirie")
            #expect(try service("2026-03-01") == "Espaces verts")
            #expect(try service("2030-01-01") == "Espaces verts")
            let read = try #require(try await people.find(made.id))
            #expect(read.attributes == person.attributes)
        }
    }

    @Test("a value that differs from today's holds from today on", arguments: Engine.allCases)
    func today(engine: Engine) async throws {
        let clock = TestClock(Self.start)
        try await engine.withDatabase(clock: clock) { database in
            let people = PeopleStore(try await RecordStore(database))
            _ = try await people.save(Self.draft("1", [.init(.service, "Voirie")]), by: "drh")
            clock.advance(seconds: 10 * 86_400)
            let change = Self.draft("1", [.init(.service, "Parcs")])
            let person = try #require(Self.saved(try await people.save(change, by: "drh")))
            let values = try #require(person.attributes[.service]?.values)
            #expect(values.map(\.value) == ["Voirie", "Parcs"])
            #expect(values.map { $0.from?.text } == [nil, "2026-01-11"])
            #expect(values.map { $0.until?.text } == ["2026-01-10", nil])
        }
    }

    @Test("a seasonal person has no matricule, and a contract with an end", arguments: Engine.allCases)
    func seasonal(engine: Engine) async throws {
        try await engine.withPeople { people in
            var draft = PersonDraft()
            draft.familyName = "Saison"
            draft.values = [.init(.contract, "saisonnier", from: Day("2026-06-01"), until: Day("2026-09-30"))]
            let person = try #require(Self.saved(try await people.save(draft, by: "drh")))
            #expect(person.matricule == nil)
            let on = try ["2026-05-31", "2026-06-01", "2026-09-30", "2026-10-01"].map { text in
                person.values(on: try #require(Day(text)), includingRestricted: false)[.contract]
            }
            #expect(on == [nil, "saisonnier", "saisonnier", nil])
        }
    }

    @Test("restricted attributes and their history are seen with the right alone", arguments: Engine.allCases)
    func restricted(engine: Engine) async throws {
        try await engine.withPeople { people in
            let draft = Self.draft("1", [.init(.situation, "reclassement"), .init(.service, "Voirie")])
            let person = try #require(Self.saved(try await people.save(draft, by: "drh")))
            let day = Day(containing: person.createdAt)
            #expect(person.values(on: day, includingRestricted: true)[.situation] == "reclassement")
            #expect(person.values(on: day, includingRestricted: false) == [.service: "Voirie"])
            #expect(try await people.kinds(person.id, includingRestricted: true).count == 2)
            let find = FindPersonEvents(database: people.records.database)
            let page = try #require(try await find(of: person.id, includingRestricted: false))
            #expect(page.items.count == 1)
            #expect(!String(decoding: page.items[0].changes, as: UTF8.self).contains("reclassement"))
        }
    }

    @Test("refusals say why, and store nothing", arguments: Engine.allCases)
    func refusals(engine: Engine) async throws {
        try await engine.withPeople { people in
            let one = try await people.make("Un", matricule: "1", accounts: ["1"])
            let two = try await people.make("Deux", matricule: "2")
            func refusal(_ draft: PersonDraft, id: UUID? = nil) async throws -> PeopleRefusal? {
                if case .refused(let refusal) = try await people.save(draft, id: id, by: "drh") { refusal } else { nil }
            }
            var taken = PersonDraft()
            taken.matricule = "1"
            #expect(try await refusal(taken, id: two) == .matriculeTaken(by: one))
            var identifier = PersonDraft()
            identifier.identifiers = [PeopleStore.account("1")]
            #expect(try await refusal(identifier, id: two) == .identifierTaken(by: one))
            #expect(try await refusal(PersonDraft()) == .nameMissing)
            #expect(try await refusal(PersonDraft(), id: UUID()) == .unknownPerson)
            var reversed = Self.draft("3", [.init(.site, "X", from: Day("2026-02-01"), until: Day("2026-01-01"))])
            #expect(try await refusal(reversed) == .endsBeforeItBegins(.site))
            reversed.values = []
            reversed.matricule = nil
            reversed.familyName = "?!"
            #expect(try await refusal(reversed) == .nameMissing)
            #expect(try await people.find(two)?.matricule == "2")
            #expect(try await people.accounts(two).isEmpty)
            #expect(try await people.find(FindPeople.Request()).items.count == 2)
        }
    }

    @Test("are found by beginnings of words, accents and case folded", arguments: Engine.allCases)
    func search(engine: Engine) async throws {
        try await engine.withPeople { people in
            for (given, family, matricule, account) in [
                ("Élodie", "Dupond", "004217", "edupond"), ("Marie", "Dupont", "100", "mdupont"),
                ("Jean-Pierre", "D’Œuvre", "200", "jp"), ("Ève", "Dupont-Durand", "300", "eve"),
            ] {
                var draft = PersonDraft()
                (draft.givenName, draft.familyName, draft.matricule) = (given, family, matricule)
                draft.identifiers = [.mbox("mailto:\(account)@ex.fr")]
                _ = try await people.save(draft, by: "drh")
            }
            #expect(Set(try await people.found("dup")) == ["Élodie Dupond", "Marie Dupont", "Ève Dupont-Durand"])
            #expect(Set(try await people.found("DUPONT")) == ["Marie Dupont", "Ève Dupont-Durand"])
            #expect(try await people.found("dupont marie") == ["Marie Dupont"])
            #expect(try await people.found("elodie") == ["Élodie Dupond"])
            #expect(try await people.found("oeuvre jean") == ["Jean-Pierre D’Œuvre"])
            #expect(try await people.found("004217") == ["Élodie Dupond"])
            #expect(try await people.found("mdupont@ex.fr") == ["Marie Dupont"])
            #expect(try await people.found("du d eve") == ["Ève Dupont-Durand"], "shown once")
            #expect(try await people.found("xyz").isEmpty)
            #expect(try await people.found("").first == "Jean-Pierre D’Œuvre", "d oeuvre comes before dupond")
            var request = FindPeople.Request()
            request.matricule = "100"
            #expect(try await people.find(request).items.map(\.name) == ["Marie Dupont"])
            request.identifier = .mbox("mailto:eve@ex.fr")
            #expect(try await people.find(request).items.isEmpty, "both are asked")
            request.matricule = nil
            #expect(try await people.find(request).items.map(\.name) == ["Ève Dupont-Durand"])
        }
    }

    @Test("pages show everybody once, searched or not", arguments: Engine.allCases, ["", "per", "personne 1"])
    func pages(engine: Engine, words: String) async throws {
        try await engine.withPeople { people in
            let table = "nom;prenom;matricule\n" + (0..<30).map { "Personne;Per \($0);\($0)\n" }.joined()
            #expect(try await people.take(table).counts[.created] == 30)
            var request = FindPeople.Request()
            request.words = words
            request.limit = 7
            var seen: [String?] = []
            repeat {
                let page = try await people.find(request)
                seen += page.items.map(\.matricule)
                request.cursor = page.next.flatMap { PeopleCursor(text: $0.text) }
            } while request.cursor != nil
            #expect(seen.count == (words == "personne 1" ? 11 : 30))
            #expect(Set(seen).count == seen.count)
        }
    }

    @Test("who is merged is found no more, and again after the split", arguments: Engine.allCases)
    func mergedSearch(engine: Engine) async throws {
        try await engine.withPeople { people in
            let one = try await people.make("Martin")
            let two = try await people.make("Martine", accounts: ["m"])
            _ = try await people.merge(two, into: one, by: "drh")
            #expect(try await people.found("mart") == ["Martin"])
            #expect(try await people.found("m") == ["Martin"])
            #expect(try await people.found("") == ["Martin"])
            #expect(try await people.find(two)?.mergedInto == one)
            _ = try await people.split(two, from: one, by: "drh")
            #expect(Set(try await people.found("mart")) == ["Martin", "Martine"])
        }
    }

    @Test("learners whom nobody knows come with people whom they may be", arguments: Engine.allCases)
    func unknown(engine: Engine) async throws {
        try await engine.withPeople { people in
            var draft = PersonDraft()
            (draft.givenName, draft.familyName, draft.matricule) = ("Élodie", "Dupond", "4217")
            draft.identifiers = [.mbox("mailto:elodie@perso.fr")]
            let elodie = try #require(Self.saved(try await people.save(draft, by: "drh"))).id
            _ = try await people.make("Autre", accounts: ["known"])
            let sha1 = String(decoding: PersonClue.mailboxDigest("mailto:elodie@perso.fr").text, as: UTF8.self)
            let agents = [
                #"{"account":{"homePage":"https://ex.fr","name":"4217"}}"#, #"{"mbox":"mailto:elodie.dupond@ex.fr"}"#,
                #"{"mbox_sha1sum":"\#(sha1)"}"#, #"{"account":{"homePage":"https://ex.fr","name":"kiosk"}}"#,
                #"{"account":{"homePage":"https://ex.fr","name":"known"}}"#,
                #"{"openid":"https://id.ex.fr/9","name":"DUPOND Elodie"}"#,
            ]
            _ = try await people.records.store(
                agents.enumerated().map { number, agent in
                    sampleStatement(numberedID(number)).replacing(
                        #"{"account":{"homePage":"https://ex.fr","name":"004217"}}"#, with: agent
                    )
                }
            )
            let find = FindUnknownPeople(database: people.records.database)
            let found = try await find(limit: 100).items
            let said = found.map { "\($0.identifier.searchable): \($0.suggestions.map(\.because.rawValue))" }
            #expect(
                Set(said) == [
                    #"4217: ["matricule"]"#, #"elodie.dupond@ex.fr: ["name"]"#, #"\#(sha1): ["mailbox"]"#,
                    "kiosk: []", #"https://id.ex.fr/9: ["name"]"#,
                ]
            )
            #expect(found.flatMap(\.suggestions).allSatisfy { $0.person.id == elodie })
            #expect(found.allSatisfy { $0.lastSeen != nil })
            #expect(found.last { !$0.names.isEmpty }?.names == ["DUPOND Elodie"])
            try await attachSome(to: elodie, people)
        }
    }

    private func attachSome(to elodie: UUID, _ people: PeopleStore) async throws {
        let find = FindUnknownPeople(database: people.records.database)
        _ = try await people.change(.share, PeopleStore.account("kiosk"), by: "drh")
        _ = try await people.change(.attach(to: elodie), PeopleStore.account("4217"), by: "drh")
        let fewer = try await find(limit: 2)
        #expect(fewer.items.count == 2)
        let rest = try await find(after: fewer.next, limit: 2)
        #expect(rest.items.count == 1)
        let shared = try await FindSharedIdentifiers(database: people.records.database)()
        #expect(shared.items.map(\.identifier) == [PeopleStore.account("kiosk")])
    }
}
