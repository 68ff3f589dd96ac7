import EvidenceVerification
import Foundation
import Persistence
import TestSupport
import Testing

@testable import LearningRecords

extension EveryUse {
    /// Of somebody, and of somebody else whose statement named them.
    func erase(_ person: UUID) async throws {
        let database = records.database
        let folder = FileManager.default.temporaryDirectory.appending(path: "releve-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let bundles = folder.path() + "/bundles"
        try FileManager.default.createDirectory(atPath: bundles, withIntermediateDirectories: true)
        try Data().write(to: folder.appending(path: "bundles/a.zip"))
        let random: @Sendable (Int) -> [UInt8] = { count in (0..<count).map { _ in UInt8.random(in: 0...255) } }
        let sweep = SweepBlobs(database: database, files: try DigestFiles(folder: folder.path()))
        let shelf = BundleShelf(database: database, folder: bundles, seals: KnownSeals(), random: random)
        _ = try await shelf.ask(BundleQuestion(person: person), since: nil, by: "a")
        let holds = KeepHolds(database: database, newID: { UUID() })
        let hold = try await holds.place(on: person, because: "x", until: nil, by: "a").get()
        _ = (try await holds.list(), try await holds.list(of: person), try await holds.lift(hold.id, by: "a"))
        // Somebody else's statement names the person, and another refers to one of the person's.
        let agent = #"{"account":{"homePage":"https://ex.fr","name":"0"}}"#
        _ = try await records.store([
            sampleStatement(numberedID(500), agent: "9", more: #","context":{"instructor":\#(agent)}"#),
            voiding(numberedID(501), numberedID(500)),
            voiding(numberedID(502), numberedID(501)).replacing(#"{"mbox":"mailto:drh@ex.fr"}"#, with: agent),
        ])
        try await records.sequenceAll()
        let erase = ErasePerson(database: database, sweepBlobs: sweep, bundles: shelf, folder: nil, random: random)
        for learner in [ErasePerson.Learner.person(person), .actor(PeopleStore.account("9"))] {
            _ = try await erase.count(learner).get()
            _ = try await erase(.init(learner, reason: "x"), by: "a").get()
        }
        _ = try await FindErasures(database: database)()
        try await records.sequenceAll()
        _ = try await GrowTree(database: database, random: random)()
        let log = LogFiles(keys: folder.path() + "/key", journal: nil, publicURL: "https://lrs.example")
        _ = try await CheckLog(database: database, files: log)(held: []) { fault in Issue.record("\(fault)") }
    }
}
