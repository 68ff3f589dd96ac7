import Foundation
import TestSupport
import Testing

@testable import LearningRecords

/// Who read what.
extension EveryUse {
    func logReads(_ person: UUID) async throws {
        let log = LogReads(database: records.database, clock: { 1 })
        var read = LoggedRead.Content(key: "a", keyName: "x", route: "GET /")
        for (person, actor) in [(person, nil), (nil, digest(PeopleStore.account("9")))] as [(UUID?, [UInt8]?)] {
            (read.person, read.actor, read.purpose) = (person, actor, "y")
            read.inspection = person
            try await log(read)
        }
        #expect(try await log.write() == 2)
        let find = FindReads(database: records.database)
        for chosen in 0..<8 {
            var request = FindReads.Request()
            (request.since, request.until, request.limit) = (chosen & 1 != 0 ? 0 : nil, chosen & 1 != 0 ? 9 : nil, 1)
            if chosen & 2 != 0 { request.key = "a" }
            if chosen & 4 != 0 { request.person = person }
            request.cursor = try await find(request).next
            _ = try await find(request)
        }
    }
}
