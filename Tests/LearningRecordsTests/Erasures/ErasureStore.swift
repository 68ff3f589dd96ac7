import Crypto
import EvidenceVerification
import ExactJSON
import Foundation
import Persistence
import TestSupport
import TransparencyLog
import XAPI

@testable import LearningRecords

/// A data folder with a person in every place where the store keeps people, beside others; and the log over it, signed.
struct ErasureStore: Sendable {
    let place: TestStore
    let log: LogPlace
    let clock: TestClock
    let course: SampleCourse
    let blobs: Blobs
    let shelf: BundleShelf
    let seals = KnownSeals()
    let erase: ErasePerson
    let holds: KeepHolds
    let zoe: UUID
    let lea: UUID
    private(set) var keys: [VerifierKey] = []

    var records: RecordStore { log.records }
    var database: any Database { log.records.database }

    static let account = InverseFunctionalIdentifier.account(homePage: "https://ex.fr", name: "zq-7781")
    static let mailbox = "zephyrine@quatrebarbes.example"
    /// By any of these the person would be recognized; the digest is that of the mailbox.
    static var marks: [String] {
        let digest = hexadecimal(Insecure.SHA1.hash(data: Array("mailto:\(mailbox)".utf8)))
        return [mailbox, "zq-7781", "MAT7781", "mat7781", "Quatrebarbes", "quatrebarbes", "Zéphyrine", digest]
    }
    private static let agent = #"{"account":{"homePage":"https://ex.fr","name":"zq-7781"},"name":"Zéphyrine"}"#

    static func run(on engine: Engine, _ body: @escaping @Sendable (ErasureStore) async throws -> Void) async throws {
        try await engine.withStore { place in
            let clock = TestClock()
            let folder = FileManager.default.temporaryDirectory.appending(path: "releve-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            let there = engine == .sqlite ? URL(filePath: place.location).deletingLastPathComponent() : folder
            let database = try place.open(clock: clock)
            do {
                let store = try await ErasureStore(RecordStore(database), at: place, in: there, clock: clock)
                try await body(store)
            } catch {
                try? await database.close()
                throw error
            }
            try await database.close()
        }
    }

    private init(_ records: RecordStore, at place: TestStore, in folder: URL, clock: TestClock) async throws {
        (self.place, self.clock) = (place, clock)
        let random: @Sendable (Int) -> [UInt8] = { count in (0..<count).map { _ in UInt8.random(in: 0...255) } }
        let files = LogFiles(
            keys: folder.appending(path: "log-key").path(), journal: folder.appending(path: "journal").path(),
            publicURL: "https://lrs.example/"
        )
        log = LogPlace(records: records, folder: folder, files: files)
        let contents = try DigestFiles(folder: folder.appending(path: "blobs").path())
        blobs = Blobs(files: contents, random: random)
        let bundles = folder.appending(path: "bundles").path()
        shelf = BundleShelf(database: records.database, folder: bundles, seals: seals, random: random)
        erase = ErasePerson(
            database: records.database, sweepBlobs: SweepBlobs(database: records.database, files: contents),
            bundles: shelf, folder: folder.path(), random: random
        )
        holds = KeepHolds(database: records.database, newID: { UUID() })
        course = try await SampleCourse.store(in: records)
        let people = PeopleStore(records)
        var draft = PersonDraft()
        (draft.familyName, draft.givenName, draft.matricule) = ("Quatrebarbes", "Zéphyrine", "MAT7781")
        draft.identifiers = [Self.account, .mbox("mailto:\(Self.mailbox)")]
        draft.values = [.init(.service, "Voirie", from: Day("2020-01-01"))]
        guard case .created(let person) = try await people.save(draft, by: "drh") else { throw RecordStore.Missing() }
        zoe = person.id
        lea = try await people.make("Martin", matricule: "004217", accounts: ["lea"])
        let twin = try await people.make("Quatrebarbes", accounts: ["zq-7781-bis"])
        _ = try await people.merge(twin, into: zoe, by: "drh")
        // An identifier that was somebody else's for a while.
        _ = try await people.change(.attach(to: lea), PeopleStore.account("zq-7781-old"), by: "drh")
        _ = try await people.change(.detach(from: lea), PeopleStore.account("zq-7781-old"), by: "drh")
        _ = try await people.change(.attach(to: zoe), PeopleStore.account("zq-7781-old"), by: "drh")
        let register = RegisterPeople(database: records.database, outlines: records.outlines, newID: { UUID() })
        _ = try await register(.person(zoe), in: course.iri, by: "drh")
        try await fill()
        _ = try await settle(isSummedUp: true)
        _ = try await log.sign()
        keys = try log.files.keys.read()?.map(\.verifierKey) ?? []
    }

    private func fill() async throws {
        let (a, b) = (course.items[0], course.items[1])
        let proof = Array(String(repeating: Self.mailbox, count: 4_000).utf8)
        let sha2 = hexadecimal(SHA256.hash(data: proof))
        let attached =
            #","attachments":[{"usageType":"urn:u","display":{"fr":"x"},"contentType":"text/plain","#
            + #""length":\#(proof.count),"sha2":"\#(sha2)"}]"#
        let text = Self.says(2, "experienced", Self.agent, b, attached)
        let received = ReceivedAttachment(sha2: sha2, blob: try await blobs.prepare(proof))
        defer { blobs.discard(received.blob) }
        _ = try await records.storeStatements(
            .init(
                [try Statement(reading: try JSONDocument(reading: Array(text.utf8)).root, version: .v1_0_3)],
                version: .v1_0_3, attachments: [received]
            ), as: records.credential
        )
        let lea = Self.account("lea")
        let taught = #","result":{"completion":true},"context":{"instructor":\#(Self.agent)}"#
        let group = #"{"objectType":"Group","name":"Équipe","member":[\#(Self.agent),\#(lea)]}"#
        let said =
            #","result":{"response":"Écrire à \#(Self.mailbox)"},"#
            + #""context":{"instructor":{"mbox":"mailto:\#(Self.mailbox)"}}"#
        _ = try await records.store([
            Self.says(1, "completed", Self.agent, a), Self.says(3, "completed", lea, a, taught),
            Self.says(4, "completed", lea, b), Self.says(7, "experienced", group, a),
            Self.says(9, "completed", Self.account("tom"), a, said),
        ])
        _ = try await records.store([
            Self.voids(5, 4, by: Self.agent), Self.voids(6, 2, by: Self.agent),
            Self.refers(10, to: 1, by: lea), Self.knows(8, Self.agent),
        ])
        let context = DocumentContext(resource: .state, agent: Self.account, activity: a)
        let content = DocumentContent(
            type: "text/plain", bytes: Array((String(repeating: "x", count: 100_000) + Self.mailbox).utf8)
        )
        let put = PutDocument(database: database, terms: records.terms, blobs: blobs)
        _ = try await put(content, at: DocumentAddress("notes", in: context), if: Preconditions(), version: .v1_0_3)
    }

    static func account(_ name: String) -> String {
        #"{"account":{"homePage":"https://ex.fr","name":"\#(name)"}}"#
    }

    static func says(
        _ number: Int, _ verb: String, _ actor: String, _ activity: String,
        _ more: String = #","result":{"completion":true}"#
    ) -> String {
        """
        {"id":"\(numberedID(number))","actor":\(actor),"verb":{"id":"http://adlnet.gov/expapi/verbs/\(verb)"},\
        "object":{"id":"\(activity)"}\(more)}
        """
    }

    private static func refers(_ number: Int, _ verb: String, _ object: String, by actor: String) -> String {
        """
        {"id":"\(numberedID(number))","actor":\(actor),"verb":{"id":"http://adlnet.gov/expapi/verbs/\(verb)"},\
        "object":\(object)}
        """
    }

    private static func voids(_ number: Int, _ target: Int, by actor: String) -> String {
        refers(number, "voided", #"{"objectType":"StatementRef","id":"\#(numberedID(target))"}"#, by: actor)
    }

    private static func refers(_ number: Int, to target: Int, by actor: String) -> String {
        refers(number, "commented", #"{"objectType":"StatementRef","id":"\#(numberedID(target))"}"#, by: actor)
    }

    private static func knows(_ number: Int, _ agent: String) -> String {
        refers(number, "mentored", #"{"objectType":"Agent",\#(agent.dropFirst())"#, by: account("tom"))
    }

    /// What chores do: leaves, and the tree over them.
    func settle(isSummedUp: Bool = false) async throws -> Int64 {
        try await records.sequenceAll()
        if isSummedUp { _ = try await ClosePeriods(database: database, seals: seals)(isDue: true) }
        try await records.sequenceAll()
        let grow = GrowTree(database: database, fresh: records.fresh) { count in
            (0..<count).map { _ in UInt8.random(in: 0...255) }
        }
        _ = try await grow()
        return try await database.read { try $0.treeSize() }
    }

    func build(_ question: BundleQuestion, since: UInt64? = nil, to path: String) async throws -> BuildBundle.Outcome {
        try await BuildBundle(database: database, seals: seals)(question, since: since, to: path) { _, _ in }
    }

    func verify(_ path: String, held: SignedNote? = nil) -> (truth: EvidenceTruth, lines: [String]) {
        var lines: [String] = []
        let truth = VerifyBundle(keys: keys, held: held)(path) { lines.append($0.text.english) }
        return (truth, lines)
    }

    func erased(_ learner: ErasePerson.Learner? = nil) async throws -> ErasePerson.Report {
        try await erase(.init(learner ?? .person(zoe), reason: "Dossier 2026-118"), by: "dpo").get()
    }

    func faults() async throws -> Set<String> {
        var found: Set<String> = []
        let check = CheckLog(database: database, files: log.files)
        _ = try await check(held: []) { found.insert("\($0)") }
        let folds = try await records.check().map { "\($0)" }
        return found.union(folds)
    }

    /// Files of the data folder in which one of the marks stands, with the mark.
    func found() throws -> [String] {
        let all = FileManager.default.enumerator(atPath: log.folder.path())?.compactMap { $0 as? String } ?? []
        return all.sorted().flatMap { file -> [String] in
            guard let bytes = FileManager.default.contents(atPath: log.folder.appending(path: file).path()) else {
                return []
            }
            return Self.marks.filter { bytes.range(of: Data($0.utf8)) != nil }.map { "\(file): \($0)" }
        }
    }
}
