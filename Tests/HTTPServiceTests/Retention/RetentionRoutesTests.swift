import Foundation
import HTTPTypes
import HummingbirdTesting
import LearningRecords
import TestSupport
import Testing

@testable import HTTPService

@Suite("retention over HTTP")
struct RetentionRoutesTests {
    private static let schedules = "/api/v1/retention/schedules"
    private static let runs = "/api/v1/retention/runs"

    @Test("is set, counted, run and told", arguments: Engine.allCases)
    func told(engine: Engine) async throws {
        let clock = TestClock()
        try await ServiceFixture.run(on: engine, clock: clock) { service in
            let person =
                #"{"family_name":"Quatrebarbes","matricule":"MAT7781","attributes":"#
                + #"[{"name":"employer","value":"Ville","from":"2019-01-01","until":"2025-06-30"}]}"#
            let made = try await service.send(.post, "/api/v1/people", body: person)
            #expect(made.status == .created, "\(made.text)")
            let id = try #require(made.object["id"] as? String)
            let body = #"{"name":"Partis","category":"people-gone","after":"P6M","from":"employer"}"#
            let set = try await service.send(.put, Self.schedules + "/partis", body: body)
            #expect(set.status == .created && set.object["set_by"] as? String == "admin", "\(set.text)")
            #expect(try await service.send(.put, Self.schedules + "/partis", body: body).status == .ok)
            let list = try await service.send(.get, Self.schedules + "?all=true")
            #expect((list.object["items"] as? [Any])?.count == 1, "\(list.text)")
            let dry = try await service.send(.post, Self.runs, body: #"{"dry_run":true}"#)
            #expect(dry.object["people"] as? [String] == [id], "\(dry.text)")
            #expect((dry.object["due"] as? [String: Any])?["reads"] as? Int == 0, "\(dry.text)")
            let plan = try #require(dry.object["plan"] as? String)
            let stale = try await service.send(.post, Self.runs, body: #"{"plan":"\#(plan.dropLast())0x"}"#)
            #expect(stale.status == .conflict && stale.text.contains("ask again"), "\(stale.text)")
            let run = try await service.send(.post, Self.runs, body: #"{"plan":"\#(plan)"}"#)
            #expect(run.status == .accepted && run.object["state"] as? String == "running", "\(run.text)")
            let second = try await service.send(.post, Self.runs, body: #"{"plan":"\#(plan)"}"#)
            #expect(second.status == .conflict, "\(second.text)")
            while try await service.useCases.retention.run.callAsFunction() > 0 {}
            let number = try #require(run.object["id"] as? String)
            let done = try await service.send(.get, Self.runs + "/\(number)")
            #expect(done.object["state"] as? String == "done", "\(done.text)")
            #expect((done.object["erasures"] as? [Any])?.count == 1 && !done.text.contains(id), "\(done.text)")
            #expect(try await service.send(.get, "/api/v1/people/\(id)").status == .notFound)
            #expect(try await service.send(.get, Self.runs + "/\(id)").status == .notFound)
        }
    }

    @Test("what cannot be set or run is refused with its place")
    func refused() async throws {
        try await ServiceFixture.run(on: .sqlite) { service in
            func schedule(_ more: String) -> String { #"{"name":"x",\#(more)}"# }
            let table = [
                (schedule(#""category":"people","after":"P5Y""#), "/category"),
                (schedule(#""category":"documents","after":"P999999999Y""#), "/after"),
                (schedule(#""category":"documents","after":"PT5H""#), "/after"),
                (schedule(#""category":"documents","after":5"#), "/after"),
                (schedule(#""category":"people-gone","after":"P5Y""#), "/from"),
                (schedule(#""category":"people-gone","after":"P5Y","from":"situation""#), "/from"),
                (schedule(#""category":"documents","after":"P5Y","from":"employer""#), "/from"),
                (schedule(#""category":"access-log","after":"P5Y","from":"employer""#), "/from"),
                (schedule(#""category":"documents","after":"P5Y","for":{"employer":"x"}"#), "/for"),
                (schedule(#""category":"people-gone","after":"P5Y","from":"employer","for":{"x":"x"}"#), "/for/x"),
                (schedule(#""category":"documents","after":"P5Y","enabled":1"#), "/enabled"),
                (schedule(#""category":"documents","after":"P5Y","who":1"#), "/who"),
                (#"{"category":"documents","after":"P5Y"}"#, "/name"),
            ]
            for (body, pointer) in table {
                let answer = try await service.send(.put, Self.schedules + "/a", body: body)
                #expect(answer.status == .badRequest, "\(body): \(answer.text)")
                #expect(answer.object["pointer"] as? String == pointer, "\(body): \(answer.text)")
            }
            let good = schedule(#""category":"documents","after":"P5Y""#)
            #expect(try await service.send(.put, Self.schedules + "/A%20b", body: good).status == .badRequest)
            for body in [#"{}"#, #"{"plan":1}"#, #"{"plan":"x","dry_run":true}"#, #"{"dry_run":false}"#] {
                let answer = try await service.send(.post, Self.runs, body: body)
                #expect(answer.object["pointer"] as? String == "/plan", "\(body): \(answer.text)")
            }
        }
    }
}
