import Completion
import EvidenceVerification
import Foundation
import Persistence
import TestSupport
import Testing
import XAPI

@testable import LearningRecords

@Suite("the readable part of a bundle")
struct SummaryPageTests {
    private static func page(of store: EvidenceStore) throws -> String {
        let content = try #require(try store.members().first { $0.path == "summary.html" }?.content)
        return String(decoding: content, as: UTF8.self)
    }

    /// Lea was there on the first half-day of two, and on the second one until somebody corrected it.
    private static func attend(_ store: EvidenceStore) async throws {
        let records = store.log.records
        let create = CreateSession(database: records.database, newID: { UUID() })
        let draft = SessionDraft(course: store.course.iri, title: "Novembre <1>", halfDays: Classroom.halves)
        let session = try #require(try await create(draft, by: "drh"))
        let classroom = Classroom(records, store.course, session)
        #expect(try await classroom.sign([("004217", [.present, .present])]) == 2)
        #expect(try await classroom.sign([("004217", [nil, .excused])]) == 1)
        try await store.closePeriod()
    }

    @Test("has people, lines with why, half-days, certificates, and what is proven", arguments: Engine.allCases)
    func whole(engine: Engine) async throws {
        try await EvidenceStore.run(on: engine) { store in
            try await Self.attend(store)
            #expect(try await store.build() == .ready(claims: 4))
            let (truth, lines) = store.verify()
            #expect(truth == .holds, "\(lines)")
            let page = try Self.page(of: store)
            for words in [
                "<caption>4 personnes</caption>", "<caption>4 lignes</caption>", "<th scope=\"row\">Martin</th>",
                "<td>004217</td>", "Terminé le ", "<caption>1 présence à une demi-journée</caption>",
                "3 novembre 2025, de 10 h 00 à 13 h 00<br><small>Novembre &lt;1&gt;, demi-journée 1</small>",
                "<h1>Certificat de réalisation</h1>", "Martin, matricule 004217",
                "3 h 00 min en présentiel : 1 demi-journée",
                "en présentiel</dd>", "rien n’a été omis", "<th scope=\"col\">Pourquoi</th>",
            ] { #expect(page.contains(words), "\(words)") }
            #expect(page.components(separatedBy: "<h1>Certificat").count == 2, "Tom’s was voided")
            #expect(!page.contains("demi-journée 2") && !page.contains("<1>"))
        }
    }

    @Test("tells time that was declared from time that was counted", arguments: Engine.allCases)
    func time(engine: Engine) async throws {
        try await EvidenceStore.run(on: engine) { store in
            func session(_ number: Int, minute: Int) -> String {
                sampleStatement(
                    numberedID(number), verb: "experienced", agent: "lea", activity: store.course.items[0],
                    more: #","timestamp":"2020-01-20T10:\#(minute):00Z","result":{"duration":"PT30M"}"#
                )
            }
            _ = try await store.log.records.store([session(20, minute: 30), session(21, minute: 45)])
            try await store.closePeriod()
            _ = try await store.build(BundleQuestion(person: store.lea))
            #expect(store.verify().truth == .holds)
            let page = try Self.page(of: store)
            for words in [
                "<td>45 min</td><td>1 h 00 min</td><td>des séances se recouvrent : chaque instant est compté une fois</td>",
                "45 min à distance : chaque instant des séances compté une fois (déclaré par les séances : 1 h 00 min)",
                "<dd>du 20 janvier 2020 au ",
            ] { #expect(page.contains(words), "\(words): \(page)") }
        }
    }

    @Test("has no certificates where there would be more than three hundred", arguments: Engine.allCases)
    func many(engine: Engine) async throws {
        try await EvidenceStore.run(on: engine) { store in
            let statements = (0..<300).flatMap { number in
                store.course.items.enumerated().map { place, item in
                    sampleStatement(
                        numberedID(1_000 + number * 10 + place), agent: "agent \(number)", activity: item
                    )
                }
            }
            _ = try await store.log.records.store(statements)
            try await store.closePeriod()
            #expect(try await store.build(BundleQuestion(status: .completed)) == .ready(claims: 301))
            #expect(store.verify().truth == .holds)
            let page = try Self.page(of: store)
            #expect(page.contains("301 lignes sont terminées.") && !page.contains("<h1>Certificat"))
            #expect(page.contains("<caption>301 lignes</caption>"))
        }
    }

    @Test("is compared with the records, word by word", arguments: Engine.allCases)
    func changed(engine: Engine) async throws {
        try await EvidenceStore.run(on: engine) { store in
            _ = try await store.build()
            var members = try store.members()
            let place = try #require(members.firstIndex { $0.path == "summary.html" })
            let page = String(decoding: members[place].content, as: UTF8.self)
            members[place].content = Array(page.replacing("en cours", with: "terminé").utf8)
            try store.write(members, to: "changed.zip")
            #expect(store.verify("changed.zip").truth == .fails)
        }
    }
}
