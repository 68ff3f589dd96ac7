import Completion
import EvidenceVerification
import ExactJSON
import Foundation
import Persistence
import TestSupport
import Testing
import TransparencyLog
import XAPI

@testable import LearningRecords

/// Uses the store as its callers do, so that every query they cause is seen.
struct EveryUse {
    let records: RecordStore

    private static let agent = InverseFunctionalIdentifier.account(homePage: "https://ex.fr", name: "0")
    private static let verb = "http://adlnet.gov/expapi/verbs/completed"

    func run() async throws {
        let course = try await SampleCourse.store(in: records)
        let item = course.items[0]
        let texts = (0..<50).map { sampleStatement(numberedID($0), agent: "\($0)", activity: item, more: context) }
        _ = try await records.store(texts)
        _ = try await records.store([voiding(numberedID(100), numberedID(0)), voiding(numberedID(101), numberedID(60))])
        _ = try await records.store([sampleStatement(numberedID(60))])
        try await find(item)
        let person = try await keepPeople()
        try await register(course, person)
        try await browse(course)
        try await gather(course)
        try await ask(course, person)
        try await records.sequence(2)
        _ = try await GrowTree(database: records.database, fresh: records.fresh) { Array(repeating: 1, count: $0) }()
        try await export(person)
        try await keepSources(course)
        try await keepRules(course)
        try await keepPaths(course, person)
        try await keepCampaigns(person)
        try await rate(course)
        try await takeHistory()
        try await spend(course)
        try await qualify(course, person)
        try await giveCodes(person)
        try await decide(course)
        try await askBack(course, person)
        try await filter(course, person)
        try await keepDocuments()
        try await keepAttachments()
        _ = try await RefoldPending(database: records.database, outlines: records.outlines)()
        try await rebuild()
        _ = try await SequenceRecords(database: records.database)()
        try await follow()
        try await keepLess(person)
        try await inspect(course, person)
        try await erase(person)
        try await keepLog()
        _ = try await AuthenticateKey(database: records.database, clock: { 0 })(key: "test", secret: "secret")
    }

    private func rebuild() async throws {
        try await records.database.write { transaction in
            let key = FactKey(
                actor: 1, activity: 2, registration: .zero, source: 1, sessionClass: .normal, isDefinedByCMI5: false
            )
            try transaction.askRefold(of: [key], isEmptied: false)
            try transaction.askRefold(of: [key], isEmptied: true)
        }
        _ = try await RebuildFolds(database: records.database, outlines: records.outlines) { _ in }
    }

    private var context: String { #","context":{"registration":"\#(numberedID(90))"}"# }

    private func find(_ activity: String) async throws {
        _ = try await records.statement(numberedID(1))
        let parts: [@Sendable (inout StatementFilter) -> Void] = [
            { $0.agent = Self.agent }, { $0.verb = Self.verb }, { $0.activity = activity },
            { $0.registration = UUID(uuidString: numberedID(90)) }, { $0.includesRelatedAgents = true },
            { $0.includesRelatedActivities = true }, { $0.isAscending = true },
            { [authority = records.credential.authority.term] in $0.authority = authority },
        ]
        for chosen in 0..<(1 << parts.count) {
            var filter = StatementFilter()
            filter.limit = 1
            for (place, part) in parts.enumerated() where chosen & (1 << place) != 0 { part(&filter) }
            filter.cursor = try await records.page(filter).next
            if filter.cursor != nil { _ = try await records.ids(filter) }
        }
    }

    private func follow() async throws {
        let database = records.database
        try await records.sequence(2)
        _ = try await FindFeedPage(database: database, authorities: records.authorities)(after: 0, limit: 10)
        let one = try #require(UUID(uuidString: numberedID(1)))
        _ = try await FindFeedItem(database: database, authorities: records.authorities)(one)
        let random = { @Sendable count in Array(repeating: UInt8(0), count: count) }
        let address = try #require(WebhookAddress("https://ex.fr/"))
        let create = CreateWebhook(database: database, random: random)
        guard case .created(let id, _, _) = try await create(.init(address: address, after: -1)) else { return }
        let taken = try await database.write { transaction in
            _ = try transaction.dueWebhook()
            return try transaction.takeWebhook(id, lease: "a")
        }
        let batch = try #require(taken)
        try await database.write { transaction in
            _ = try transaction.moveOn(batch, isLast: true)
            try transaction.putOff(batch, because: .timeout, chance: 0)
        }
        _ = try await ReplayWebhook(database: database)(id, after: -1)
        _ = try await DeleteWebhook(database: database)(id)
    }

    private func keepSources(_ course: SampleCourse) async throws {
        let sources = try await SourceStore(records)
        for trust in [StatementSource.Trust.courses([course.iri]), .courses([]), .all] {
            _ = try await sources.trust(trust)
        }
        _ = try await sources.records.store([sampleStatement(numberedID(300))], as: sources.cegos)
        _ = (try await sources.find(), try await sources.advise("cegos"))
    }

    private func keepRules(_ course: SampleCourse) async throws {
        let rules = RuleStore(records, clock: TestClock())
        for complete in [#"{"completed":true}"#, #"{"rule":"b"}"#] {
            _ = try await rules.make("b", complete: #"{"opened":true}"#)
            _ = try await rules.make("a", complete: complete, more: #","validity":"P1M""#)
        }
        _ = (try await rules.find(after: "0", limit: 1), try await rules.find("a", version: 1))
        _ = try await rules.tryRule("a", version: nil, in: course.iri)
        _ = (try await rules.put("a", in: course), try await rules.findInForce(course.iri), try await rules.expire())
    }

    private func keepPaths(_ course: SampleCourse, _ person: UUID) async throws {
        let draft = PathDraft(
            title: LocalizedText(french: "f", english: "e"), isOrdered: true, audience: [.service: "Voirie"],
            steps: [.init(needed: 1, courses: [course.iri])]
        )
        let find = FindPaths(database: records.database)
        for version in [nil, Int64(1)] {
            _ = try await SavePath(database: records.database)(draft, as: "a", following: nil, by: "a")
            _ = (try await find(after: nil, limit: 1), try await find("a", version: version))
            for asked in [nil, person] {
                var request = FindPathProgress.Request(path: "a")
                (request.version, request.person, request.limit) = (version, asked, 1)
                request.attributes[.employer] = ""
                _ = try await FindPathProgress(database: records.database)(request)
            }
        }
    }

    private func askBack(_ course: SampleCourse, _ person: UUID) async throws {
        for chosen in 0..<16 {
            var request = FindCompletions.Request()
            (request.limit, request.asOf) = (1, 1_767_225_600_000_100)
            if chosen & 1 != 0 { request.actor = Self.agent }
            if chosen & 2 != 0 { request.course = course.iri }
            if chosen & 4 != 0 { request.status = .inProgress }
            if chosen & 8 != 0 { request.person = person }
            let find = FindCompletions(database: records.database, outlines: records.outlines)
            guard case .found(let page) = try await find(request), page.next != nil else { continue }
            request.cursor = page.next
            _ = try await find(request)
        }
    }

    private func decide(_ course: SampleCourse) async throws {
        let store = try DecisionStore(RuleStore(records, clock: TestClock()))
        defer { try? FileManager.default.removeItem(at: store.folder) }
        let person = try await store.rules.people.make("Décidé")
        _ = try await store.says(400, .completion, of: .person(person), in: course)
        _ = try await store.says(401, .refusal, of: .actor(Self.agent), in: course)
        _ = try await store.takesBack(401)
    }

    private func keepLog() async throws {
        var tile = try LogTile(number: 0, secret: Array(repeating: 1, count: 32))
        for _ in 0..<256 {
            tile.append(entry: try CommittedRecord(kind: 1, parts: [.redacted(commitment: .empty)]).entry)
        }
        let full = tile
        try await records.database.write { transaction in
            try transaction.write(full)
            _ = try StoredTiles(transaction: transaction).contents(of: Tile.hashTiles(from: 0, to: 256))
        }
    }

    private func witness(_ files: LogFiles) async throws {
        let (keep, key) = (KeepWitnesses(database: records.database, files: files), try TestWitness())
        let note = try #require(try await records.database.read { try $0.lastCheckpoint() }).note
        let signed = note.adding([try key.cosignature(of: note.text, time: 1)])
        let kept = try await keep.keep(signed, cosignedBy: [key.verifier], by: "test")
        #expect((try? kept.get()) != nil)
        let size = try Checkpoint(reading: note.text).size
        #expect(try await keep.keep(timestamp: TestWitness.stamp(of: note.text), ofSize: size, by: "test") == nil)
        _ = (try await keep.cosigned(), try await keep.cosigned(size: size), try await keep.timestamps(ofSize: size))
    }

    private func export(_ person: UUID) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "releve-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = LogFiles(keys: folder.path() + "-key", journal: nil, publicURL: "https://lrs.example")
        defer { unlink(folder.path() + "-key") }
        let random: @Sendable (Int) -> [UInt8] = { Array(repeating: 1, count: $0) }
        try await records.sequenceAll()
        #expect(try await ClosePeriods(database: records.database, seals: KnownSeals())(isDue: true) > 0)
        try await records.sequenceAll()
        _ = try await GrowTree(database: records.database, random: random)()
        _ = try await SignCheckpoint(database: records.database, files: files, standing: LogStanding())()
        try await witness(files)
        let seals = KnownSeals()
        let shelf = BundleShelf(database: records.database, folder: folder.path(), seals: seals, random: random)
        let asked = BundleQuestion(person: person)
        let bundle = try await shelf.ask(
            asked, about: [person], of: [.service: "Voirie"], since: 0, by: "test"
        ).get()
        #expect(try await shelf() == 1)
        #expect(try await shelf.find(bundle.id)?.state == .ready)
    }

    private func keepAttachments() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "releve-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let blobs = Blobs(files: try DigestFiles(folder: folder.path())) { Array(repeating: 0, count: $0) }
        let sha2 = String(repeating: "0", count: 64)
        let attachment = #"{"usageType":"urn:u","display":{},"contentType":"a/b","length":1,"sha2":"\#(sha2)"}"#
        let text = sampleStatement(numberedID(200), more: #","attachments":[\#(attachment)]"#)
        let statement = try Statement(reading: JSONDocument(reading: Array(text.utf8)).root, version: .v1_0_3)
        let received = ReceivedAttachment(sha2: sha2, blob: try await blobs.prepare([1]))
        try await records.database.write { try $0.attach([(200, statement, [received])]) }
        let find = FindAttachments(database: records.database, blobs: blobs)
        let found = try await records.database.read { try $0.attachments(of: [200]) }
        for try await _ in find.groups(of: found) {}
        _ = try await records.database.read { (try $0.blob([1]), try $0.blobs(limit: 1)) }
        try await records.database.write { try $0.release([received.blob.sha256]) }
    }

    private func keepDocuments() async throws {
        let (database, terms) = (records.database, records.terms)
        // Nothing here is large enough for a file.
        let files = try DigestFiles(folder: FileManager.default.temporaryDirectory.path())
        let blobs = Blobs(files: files) { count in Array(repeating: 0, count: count) }
        for registration in [nil, UUID(uuidString: numberedID(90))] {
            let context = DocumentContext(
                resource: .state, agent: Self.agent, activity: "https://ex.fr/a", registration: registration
            )
            let address = DocumentAddress("bookmark", in: context)
            let content = DocumentContent(type: "application/json", bytes: Array("{}".utf8))
            let put = PutDocument(database: database, terms: terms, blobs: blobs)
            _ = try await put(content, at: address, if: Preconditions(), version: .v1_0_3)
            let object = try JSONDocument(reading: content.bytes).root
            _ = try await MergeDocument(database: database, terms: terms, blobs: blobs)(
                content, object: object, at: address, if: Preconditions(), limit: 100
            )
            _ = try await FindDocument(database: database, terms: terms)(address)
            for since in [nil, Instant(microseconds: 1)] {
                _ = try await ListDocuments(database: database, terms: terms)(context, since: since)
            }
            let delete = DeleteDocuments(database: database, terms: terms)
            _ = try await delete(address, if: Preconditions())
            _ = try await delete(all: context, if: Preconditions())
        }
    }

    private func keepPeople() async throws -> UUID {
        let people = PeopleStore(records)
        let one = try await people.make("Dupont", matricule: "1", accounts: ["0"])
        let two = try await people.make("Durand", accounts: ["1"])
        _ = try await people.take("matricule;nom;mail;service\n1;Dupont;a@ex.fr;Voirie\n2;Autre;;\n")
        _ = try await people.take("nom;prenom\nDurand;\n")
        for account in ["2", "3"] {
            _ = try await people.change(.attach(to: one), PeopleStore.account(account), by: "a")
        }
        _ = try await people.change(.detach(from: one), PeopleStore.account("2"), by: "a")
        _ = try await people.change(.share, PeopleStore.account("3"), by: "a")
        _ = try await people.merge(two, into: one, by: "a")
        _ = try await people.split(two, from: one, by: "a")
        _ = try await people.change(.unshare, PeopleStore.account("3"), by: "a")
        for words in ["", "dup", "dupont 1"] { _ = try await people.found(words) }
        var request = FindPeople.Request()
        (request.matricule, request.identifier) = ("1", PeopleStore.account("0"))
        _ = try await people.find(request)
        for restricted in [true, false] { _ = try await people.kinds(one, includingRestricted: restricted) }
        _ = try await FindUnknownPeople(database: records.database)()
        _ = try await FindSharedIdentifiers(database: records.database)()
        try await records.database.write { try $0.queueStandings(of: [1, 2]) }
        _ = try await RewriteStandings(database: records.database, outlines: records.outlines)()
        return one
    }

    private func gather(_ course: SampleCourse) async throws {
        let create = CreateSession(database: records.database, newID: { UUID() })
        let draft = SessionDraft(course: course.iri, title: "x", halfDays: Classroom.halves)
        let session = try #require(try await create(draft, by: "a"))
        let classroom = Classroom(records, course, session)
        for marks: [AttendanceMark?] in [[.present, .present], [.absent]] {
            _ = try await classroom.sign([("1", marks), ("2", marks)])
        }
        for course in [nil, course.iri] { _ = try await classroom.find(course: course) }
        _ = try await classroom.find(session.id)
        _ = try await classroom.find.roster(of: session.id, most: 1)
        _ = try await records.database.read { try $0.halfDays(of: 1, in: 1, course.iri) }
        _ = try await classroom.find.history(of: session.id)
    }

    private func browse(_ course: SampleCourse) async throws {
        var draft = CourseDraft()
        (draft.language, draft.duration, draft.description) = ("fr", 1, "x")
        (draft.metiers, draft.keywords) = (["a"], ["b"])
        _ = try await ChangeCourse(database: records.database)(draft, id: course.iri)
        let find = FindCourses(database: records.database, catalogue: CourseCatalogue())
        _ = try await find(FindCourses.Request())
        for id in [course.iri, "00"] { _ = try await find(id) }
    }

    private func register(_ course: SampleCourse, _ person: UUID) async throws {
        let register = PeopleStore(records).register
        for target in [RegisterPeople.Target.person(person), .everybody([.service: "Voirie", .employer: "Ville"])] {
            _ = try await register(target, in: course.iri, by: "a")
        }
        let line = try await records.completions { ($0.person, $0.course) = (person, course.iri) }.first
        let withdraw = WithdrawRegistration(database: records.database, outlines: records.outlines)
        _ = try await withdraw(try #require(line?.registered?.id), by: "a")
        _ = try await FoldTallies(database: records.database)()
    }

    /// Every filter of lists and summaries, each with every other; a transcript, and time.
    private func filter(_ course: SampleCourse, _ person: UUID) async throws {
        let find = FindCompletions(database: records.database, outlines: records.outlines)
        for chosen in 0..<256 {
            var request = FindCompletions.Request()
            request.limit = 1
            if chosen & 1 != 0 { request.course = course.iri }
            if chosen & 2 != 0 { request.status = .completed }
            if chosen & 4 != 0 { request.source = "cegos" }
            if chosen & 8 != 0 { request.completed = 0..<1_000 }
            if chosen & 16 != 0 { request.attributes.values[.service] = "Voirie" }
            if chosen & 32 != 0 { request.attributes.values[.employer] = "" }
            request.attributes.isOfCompletion = chosen & 64 != 0
            if chosen & 128 != 0 { request.path = "a" }
            for cursor in [nil, CompletionCursor(learner: 0, course: 0, completedAt: chosen & 8 != 0 ? 0 : nil)] {
                request.cursor = cursor
                _ = try await find(request)
            }
        }
        _ = try await FindTranscript(database: records.database, outlines: records.outlines)(person)
        _ = try await FindPersonTime(database: records.database)(person)
        for dimension in MeasureActivity.Dimension.all {
            let request = MeasureActivity.Request(by: dimension, in: 0..<Int64.max)
            _ = try await MeasureActivity(database: records.database)(request)
        }
        let summarize = SummarizeCompletions(database: records.database)
        for dimension in SummarizeCompletions.Dimension.all {
            for chosen in 0..<4 {
                var request = SummarizeCompletions.Request(by: dimension)
                if chosen & 1 != 0 { request.course = course.iri }
                if chosen & 2 != 0 { request.attributes.values = [.service: "Voirie", .employer: "Ville"] }
                _ = try await summarize(request)
            }
        }
    }

    private func ask(_ course: SampleCourse, _ person: UUID) async throws {
        for chosen in 0..<16 {
            var request = FindCompletions.Request()
            request.limit = 1
            if chosen & 1 != 0 { request.actor = Self.agent }
            if chosen & 2 != 0 { request.course = course.iri }
            if chosen & 4 != 0 { request.status = .inProgress }
            if chosen & 8 != 0 { request.person = person }
            let find = FindCompletions(database: records.database, outlines: records.outlines)
            guard case .found(let page) = try await find(request), page.next != nil else { continue }
            request.cursor = page.next
            _ = try await find(request)
        }
    }
}
