import Completion
import EvidenceVerification
import Foundation
import Persistence
import TestSupport
import Testing

@testable import LearningRecords

/// What an auditor may read, and who lets one in.
extension EveryUse {
    func inspect(_ course: SampleCourse, _ person: UUID) async throws {
        try await logReads(person)
        let (database, outlines) = (records.database, records.outlines)
        let random: @Sendable (Int) -> [UInt8] = { Array(repeating: 2, count: $0) }
        var request = OpenInspection.Request(auditor: "x", purpose: "y", until: 1_767_225_600_000_000 + 86_400_000_000)
        (request.people, request.attributes, request.course) = ([person], [.service: "Voirie"], course.iri)
        request.courses = [course.iri]
        let opened = try await OpenInspection(database: database, random: random)(request, by: "a")
        let inspection = try opened.get().inspection
        let authenticate = AuthenticateKey(database: database, clock: { 0 })
        _ = try await authenticate(key: inspection.key, secret: try opened.get().secret)
        let find = FindCompletions(database: database, outlines: outlines)
        for chosen in 0..<32 {
            var asked = FindCompletions.Request()
            (asked.limit, asked.reach) = (1, inspection.reach)
            if chosen & 1 != 0 { asked.course = course.iri }
            if chosen & 2 != 0 { asked.person = person }
            if chosen & 4 != 0 { asked.attributes.values = [.service: "Voirie", .employer: ""] }
            if chosen & 8 != 0 { (asked.status, asked.actor) = (.completed, PeopleStore.account("0")) }
            if chosen & 16 != 0 { asked.asOf = 1_767_225_600_000_100 }
            asked.cursor = CompletionCursor(learner: 0, course: 0)
            _ = try await find(asked)
        }
        _ = try await FindTranscript(database: database, outlines: outlines)(person, inside: inspection.reach)
        _ = try await FindPersonTime(database: database)(person, inside: inspection.reach)
        let records: [FindEvidence.Record] =
            try [0, 1, 2].map { .leaf($0) } + [.statement(#require(.init(uuidString: numberedID(1))))]
        for record in records {
            _ = try await database.read { try $0.isInside(inspection.reach, record: record) }
        }
        let shelf = BundleShelf(database: database, folder: "/nowhere", seals: KnownSeals(), random: random)
        _ = try await shelf.ask(
            BundleQuestion(), of: [.service: "Voirie"], since: nil, by: "a", inside: inspection.reach)
        _ = (
            try await FindInspections(database: database)(),
            try await FindInspections(database: database)(inspection.id)
        )
        #expect(try await RevokeInspection(database: database)(inspection.id, by: "a"))
    }
}
