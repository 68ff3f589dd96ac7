import Completion
import EvidenceVerification
import Foundation
import Persistence
import TestSupport
import Testing
import TransparencyLog
import XAPI
import ZipArchive

@testable import LearningRecords

/// A log over a course, people and what they did, signed; and bundles built from it.
struct EvidenceStore: Sendable {
    let log: LogPlace
    let course: SampleCourse
    /// Completed, under two identifiers.
    let lea: UUID
    /// Completed, and then it was voided.
    let tom: UUID
    let keys: [VerifierKey]
    let seals = KnownSeals()

    static func run(on engine: Engine, _ body: @escaping @Sendable (EvidenceStore) async throws -> Void) async throws {
        try await engine.withLog { log in
            let store = try await EvidenceStore(log)
            try await body(store)
        }
    }

    private init(_ log: LogPlace) async throws {
        self.log = log
        let records = log.records
        let course = try await SampleCourse.store(in: records)
        self.course = course
        let people = PeopleStore(records)
        lea = try await people.make("Martin", matricule: "004217", accounts: ["lea"])
        tom = try await people.make("Durand", accounts: ["tom"])
        let twin = try await people.make("Martin", accounts: ["lea2"])
        _ = try await people.take("matricule;nom;service\n004217;Martin;Voirie\n")
        _ = try await people.merge(twin, into: lea, by: "drh")
        func did(_ number: Int, _ agent: String, _ item: Int, _ verb: String = "completed") -> String {
            sampleStatement(
                numberedID(number), verb: verb, agent: agent, activity: course.items[item],
                more: #","context":{"extensions":{"https://ex.fr/note":"privé"}}"#
            )
        }
        _ = try await records.store([did(1, "lea", 0), did(2, "lea2", 1), did(3, "tom", 0), did(4, "tom", 1)])
        _ = try await records.store([did(5, "seule", 0), did(6, "autre", 0, "experienced")])
        _ = try await records.store([voiding(numberedID(7), numberedID(4))])
        try await records.sequenceAll()
        _ = try await ClosePeriods(database: records.database, seals: seals)(isDue: true)
        try await records.sequenceAll()
        try await records.grow(to: Int(try await records.database.read { try $0.logSize() }))
        _ = try await log.sign()
        keys = try log.files.keys.read()?.map(\.verifierKey) ?? []
    }

    func path(_ name: String) -> String { log.folder.appending(path: name).path() }

    func build(
        _ question: BundleQuestion = BundleQuestion(), since: UInt64? = nil, to name: String = "bundle.zip"
    ) async throws -> BuildBundle.Outcome {
        try await BuildBundle(database: log.records.database, seals: seals)(question, since: since, to: path(name)) {
            _, _ in
        }
    }

    func verify(
        _ name: String = "bundle.zip", keys: [VerifierKey]? = nil, held: SignedNote? = nil
    ) -> (truth: EvidenceTruth, lines: [String]) {
        var lines: [String] = []
        let truth = VerifyBundle(keys: keys ?? self.keys, held: held)(path(name)) { lines.append($0.text.english) }
        return (truth, lines)
    }

    func members(_ name: String = "bundle.zip") throws -> [(path: String, content: [UInt8])] {
        let archive = try ZipArchive(path: path(name))
        return try archive.members.map { ($0.path, try archive.read($0, limit: 1 << 30)) }
    }

    func write(_ members: [(path: String, content: [UInt8])], to name: String) throws {
        var bytes: [UInt8] = []
        var writer = StoredZipWriter { bytes += $0 }
        for (path, content) in members { try writer.add(path, content) }
        try writer.finish()
        try Data(bytes).write(to: URL(filePath: path(name)))
    }
}

@Suite("bundles of evidence")
struct BundleTests {
    @Test("hold, and say of everybody what the service answers", arguments: Engine.allCases)
    func whole(engine: Engine) async throws {
        try await EvidenceStore.run(on: engine) { store in
            #expect(try await store.build() == .ready(claims: 4))
            let (truth, lines) = store.verify()
            #expect(truth == .holds, "\(lines)")
            #expect(lines.contains { $0.hasPrefix("Martin, Gestion du temps: Completed on ") }, "\(lines)")
            let members = try store.members()
            let claims = try #require(members.first { $0.path == "claims.json" }?.content)
            let said = try #require(
                try JSONSerialization.jsonObject(with: Data(claims)) as? [[String: Any]]
            )
            let answers = try await store.log.records.completions { $0.course = store.course.iri }
            #expect(answers.count == said.count)
            for answer in answers {
                let claim = said.first { claim in
                    let person = claim["person"] as? [String: Any]
                    let agents = person?["identifiers"] as? [[String: Any]] ?? []
                    let names = agents.compactMap { ($0["account"] as? [String: Any])?["name"] as? String }
                    return person?["id"] as? String == answer.learner.person?.id.canonical
                        && (answer.learner.person != nil || names == answer.learner.actor.map { [$0.searchable] })
                }
                #expect(claim?["status"] as? String == answer.evaluation.status.rawValue)
                let because = claim?["because"] as? [[String: Any]] ?? []
                #expect(
                    because.compactMap { $0["statement"] as? String }
                        == answer.evaluation.because.map(\.statement.canonical))
                #expect(
                    because.compactMap { $0["leaf"] as? Int }
                        == answer.evaluation.because.map { Int(answer.leaves[$0.statement] ?? -1) })
            }
        }
    }

    @Test("answer the question, and nothing beyond it", arguments: Engine.allCases)
    func questions(engine: Engine) async throws {
        try await EvidenceStore.run(on: engine) { store in
            let account = PeopleStore.account
            let table: [(BundleQuestion, Int)] = [
                (BundleQuestion(person: store.lea), 1), (BundleQuestion(actor: account("lea2")), 1),
                (BundleQuestion(actor: account("seule"), course: store.course.iri), 1),
                (BundleQuestion(course: store.course.iri), 4), (BundleQuestion(status: .completed), 1),
                (BundleQuestion(course: store.course.iri, status: .inProgress), 3),
                (BundleQuestion(person: store.tom, status: .completed), 0),
                (BundleQuestion(actor: account("jamais")), 0),
            ]
            for (question, claims) in table {
                #expect(try await store.build(question) == .ready(claims: claims))
                let (truth, lines) = store.verify()
                #expect(truth == .holds, "\(lines)")
            }
            _ = try await store.build(BundleQuestion(person: store.lea))
            let text = try store.members().map { String(decoding: $0.content, as: UTF8.self) }.joined()
            #expect(!text.contains("seule"))
            #expect(!text.contains("\"tom\""))
            #expect(!text.contains("Voirie"), "attributes are hidden")
            #expect(try await store.build(BundleQuestion(course: "https://ex.fr/x")) == .refused(.unknownCourse))
            #expect(try await store.build(BundleQuestion(person: UUID())) == .refused(.unknownPerson))
            #expect(try await store.build(since: 10_000) == .refused(.olderThanLog))
        }
    }

    @Test("are about certain people, or a period, alone", arguments: Engine.allCases)
    func chosen(engine: Engine) async throws {
        try await EvidenceStore.run(on: engine) { store in
            let shelf = BundleShelf(
                database: store.log.records.database, folder: store.log.folder.path(), seals: store.seals
            ) { (0..<$0).map { _ in UInt8.random(in: 0...255) } }
            func claims(
                _ change: (inout BundleQuestion) -> Void = { _ in }, people: [UUID]? = nil,
                of attributes: [AttributeName: String] = [:]
            ) async throws -> [String] {
                var question = BundleQuestion()
                change(&question)
                let asked = try await shelf.ask(question, about: people, of: attributes, since: nil, by: "a").get()
                #expect(try await shelf() == 1)
                let name = "\(asked.id).zip"
                #expect(store.verify(name).truth == .holds, "\(store.verify(name).lines)")
                let members = try store.members(name)
                let bytes = try #require(members.first { $0.path == "claims.json" }?.content)
                let names = try JSONSerialization.jsonObject(with: Data(bytes)) as? [[String: Any]]
                return (names ?? []).map { ($0["person"] as? [String: Any])?["name"] as? String ?? "-" }.sorted()
            }
            #expect(try await claims(people: [store.lea]) == ["Martin"])
            #expect(try await claims(people: [store.lea, store.tom]) == ["Durand", "Martin"])
            #expect(try await claims(of: [.service: "Voirie"]) == ["Martin"])
            #expect(try await claims(people: [store.tom], of: [.service: "Voirie"]) == [])
            #expect(
                try await claims({ $0.completedSince = 0 }) == ["Martin"], "who did not complete it is in no period")
            #expect(try await claims({ $0.completedBefore = 1 }) == [])
            let nobody = try await shelf.ask(
                BundleQuestion(), about: [store.lea, UUID()], since: nil, by: "a")
            guard case .failure(.unknownPerson(place: 1)) = nobody else {
                Issue.record("\(nobody)")
                return
            }
        }
    }

    @Test("are the same bytes each time, and rest on the checkpoint alone", arguments: Engine.allCases)
    func repeated(engine: Engine) async throws {
        try await EvidenceStore.run(on: engine) { store in
            _ = try await store.build(to: "a.zip")
            _ = try await store.log.records.store([
                voiding(numberedID(50), numberedID(1)),
                sampleStatement(numberedID(51), agent: "seule", activity: store.course.items[1]),
            ])
            _ = try await store.build(to: "b.zip")
            let files = try ["a.zip", "b.zip"].map { try Data(contentsOf: URL(filePath: store.path($0))) }
            #expect(files[0] == files[1], "what is not under the checkpoint yet is left out")
            let size = try #require(try await store.log.last()).size
            try await store.log.records.grow(to: Int(size) + 2)
            _ = try await store.log.sign()
            #expect(try await store.build(BundleQuestion(status: .completed), to: "c.zip") == .ready(claims: 1))
            let (truth, lines) = store.verify("c.zip")
            #expect(truth == .holds, "\(lines)")
            #expect(!lines.contains { $0.hasPrefix("Martin") }, "voided by now")
        }
    }

    @Test("show that the log has only grown since a checkpoint that was kept", arguments: Engine.allCases)
    func growth(engine: Engine) async throws {
        try await EvidenceStore.run(on: engine) { store in
            let old = try #require(try await store.log.last())
            try await store.log.grow(100..<140)
            _ = try await store.log.sign()
            _ = try await store.build(since: old.size)
            #expect(store.verify(held: old.note).truth == .holds)
            let new = try #require(try await store.log.last())
            #expect(store.verify(held: new.note).truth == .holds)
            _ = try await store.build()
            #expect(store.verify(held: old.note).truth == .unknown)
            _ = try await store.build(since: old.size)
            let key = try SignerKey(name: "lrs.example/releve")
            let forged = try Checkpoint(origin: key.verifierKey.name, size: old.size, root: .leaf([]))
            #expect(store.verify(held: try forged.signed(by: [key])).truth == .fails)
            let other = try Checkpoint(origin: "other.example/log", size: old.size, root: old.checkpoint.root)
            #expect(store.verify(held: try other.signed(by: [key])).truth == .fails)
            let later = try Checkpoint(origin: key.verifierKey.name, size: 10_000, root: .leaf([]))
            #expect(store.verify(held: try later.signed(by: [key])).truth == .unknown)
            #expect(store.verify(keys: [key.verifierKey]).truth == .fails, "signed by another key")
            #expect(store.verify(keys: []).truth == .unknown)
        }
    }
}
