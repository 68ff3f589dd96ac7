import ExactJSON
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Persistence
import TestSupport
import Testing
import XAPI

@testable import HTTPService
@testable import LearningRecords

extension ServiceFixture {
    /// Learns from statements as storing them does.
    func teach(_ statements: String...) async throws {
        let read = try statements.map { text in
            try Statement(reading: try JSONDocument(reading: Array(text.utf8)).root, version: .v1_0_3)
        }
        let authority = Credential.Authority(term: 0, json: [])
        let teacher = Credential(key: "teacher", source: 1, authority: authority, scopes: [.define])
        let learnt = try await database.write { [useCases] transaction in
            let lessons = try read.compactMap { statement in
                let batch = StoreStatements.Batch([statement], version: .v1_0_3)
                let mentions = Mentions(in: statement)
                let numbers = try transaction.intern(mentions.terms)
                let one = StatementToStore(
                    statement, id: UUID(), mentions, in: batch, as: teacher, numbers: numbers
                )
                return one.filters.flatMap { Lesson(one, $0) }
            }
            return try useCases.learn(lessons, in: transaction)
        }
        useCases.learn.remember(learnt)
    }

    static let taught =
        #"{"actor":{"name":"Anne","mbox":"mailto:a@example.fr"},"verb":{"id":"urn:v"},"object":{"id":"urn:a","#
        + #""definition":{"name":{"fr":"Réunion"},"extensions":{"urn:x":1.0}}}}"#
}

@Suite("the Activities Resource")
struct ActivityRoutesTests {
    @Test("an Activity comes back with its canonical definition (2.5)", arguments: Engine.allCases)
    func known(engine: Engine) async throws {
        try await ServiceFixture.run(on: engine) { service in
            try await service.teach(ServiceFixture.taught)
            for version in ["1.0.3", "2.0.0"] {
                let headers = ["X-Experience-API-Version": version]
                let answer = try await service.send(.get, "/xapi/activities?activityId=urn:a", headers: headers)
                #expect(answer.status == .ok)
                #expect(
                    answer.text
                        == #"{"objectType":"Activity","id":"urn:a","definition":{"name":{"fr":"Réunion"},"extensions":{"urn:x":1.0}}}"#
                )
                #expect(answer.headers[.contentType] == "application/json")
                let tag = try #require(answer.headers[.eTag], "3.1: a GET adds an ETag")
                let again = ["If-None-Match": tag]
                let unchanged = try await service.send(.get, "/xapi/activities?activityId=urn:a", headers: again)
                #expect(unchanged.status == .notModified)
            }
        }
    }

    @Test("an Activity never seen is its id and objectType, without definition (2.5, 2.0)", arguments: Engine.allCases)
    func unknown(engine: Engine) async throws {
        try await ServiceFixture.run(on: engine) { service in
            let answer = try await service.send(.get, "/xapi/activities?activityId=urn:a%22b")
            #expect(answer.status == .badRequest, "no IRI")
            let never = try await service.send(.get, "/xapi/activities?activityId=urn:%C3%A9")
            #expect(never.text == #"{"objectType":"Activity","id":"urn:é"}"#)
        }
    }

    @Test(
        "parameters are checked (2.5, 3.2)",
        arguments: [
            ("", "invalid-parameter"), ("?activityId=true", "invalid-parameter"), ("?activityId=", "invalid-parameter"),
            ("?activityID=urn:a", "unknown-parameter"), ("?activityId=urn:a&agent=x", "unknown-parameter"),
            ("?activityId=urn:a&activityId=urn:b", "invalid-parameter"),
        ]
    )
    func parameters(query: String, problem: String) async throws {
        try await ServiceFixture.run(on: .sqlite) { service in
            let answer = try await service.send(.get, "/xapi/activities\(query)")
            #expect(answer.status == .badRequest)
            #expect(answer.problem == problem)
        }
    }

    @Test("is for keys that have to do with Activities, and is only read")
    func access() async throws {
        try await ServiceFixture.run(on: .sqlite) { service in
            for key in ServiceFixture.Key.allCases {
                #expect(try await service.send(.get, "/xapi/activities?activityId=urn:a", as: key).status == .ok)
            }
            #expect(try await service.send(.get, "/xapi/activities?activityId=urn:a", as: nil).status == .unauthorized)
            let put = try await service.send(.put, "/xapi/activities?activityId=urn:a", body: "{}")
            #expect(put.status == .methodNotAllowed)
            #expect(put.headers[.allow] == "GET, HEAD, OPTIONS")
        }
    }
}
