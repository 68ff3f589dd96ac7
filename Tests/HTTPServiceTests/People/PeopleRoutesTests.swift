import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import LearningRecords
import TestSupport
import Testing

@testable import HTTPService

@Suite("people over HTTP")
struct PeopleRoutesTests {
    private static let path = "/api/v1/people"
    private static let account = #"{"account":{"homePage":"https://rh.ex.fr","name":"m"}}"#
    private static let encoded = QueryParameters(["identifier": account]).query

    /// Makes a person; answers its id.
    private static func make(_ body: String, _ service: ServiceFixture) async throws -> String {
        let made = try await service.send(.post, path, body: body)
        #expect(made.status == .created, "\(made.text)")
        return try #require(made.object["id"] as? String)
    }

    @Test("are made, changed by matricule or id, found, and told then and now", arguments: Engine.allCases)
    func life(engine: Engine) async throws {
        try await ServiceFixture.run(on: engine) { service in
            let id = try await Self.make(
                #"{"matricule":"004217","family_name":"Dupont","given_name":"Élodie","identifiers":[\#(Self.account)],"#
                    + #""attributes":[{"name":"service","value":"Voirie"},{"name":"category","value":"C"}]}"#,
                service
            )
            let again = try await service.send(
                .post, Self.path,
                body: #"{"matricule":"004217","attributes":[{"name":"service","value":"Parcs","from":"2020-03-01"}]}"#
            )
            #expect(again.status == .ok && again.object["id"] as? String == id, "\(again.text)")
            let patched = try await service.send(.patch, "\(Self.path)/\(id)", body: #"{"given_name":"Elodie"}"#)
            #expect(patched.object["name"] as? String == "Elodie Dupont", "\(patched.text)")
            let shown = try await service.send(.get, "\(Self.path)/\(id)?on=2020-02-29")
            #expect((shown.object["then"] as? [String: Any])?["service"] as? String == "Voirie", "\(shown.text)")
            #expect((shown.object["now"] as? [String: Any])?["service"] as? String == "Parcs")
            #expect((shown.object["attributes"] as? [Any])?.count == 3)
            #expect((shown.object["identifiers"] as? [Any])?.count == 1)
            for query in ["q=%C3%A9lo", "matricule=004217", Self.encoded] {
                let list = try await service.send(.get, "\(Self.path)?\(query)")
                let ids = (list.object["items"] as? [[String: Any]])?.map { $0["id"] as? String }
                #expect(ids == [id], "\(query): \(list.text)")
            }
            let history = try await service.send(.get, "\(Self.path)/\(id)/history?limit=2")
            let kinds = (history.object["items"] as? [[String: Any]])?.map { $0["kind"] as? String }
            #expect(kinds == ["changed", "changed"], "\(history.text)")
            let rest = try await service.send(.get, try #require(history.object["next"] as? String))
            let last = (rest.object["items"] as? [[String: Any]])?.map { $0["kind"] as? String }
            #expect(last == ["attached", "created"])
        }
    }

    @Test("identifiers come and go; two are merged and split again", arguments: Engine.allCases)
    func identifiers(engine: Engine) async throws {
        try await ServiceFixture.run(on: engine) { service in
            let one = try await Self.make(#"{"family_name":"Un"}"#, service)
            let two = try await Self.make(#"{"family_name":"Deux"}"#, service)
            let attach = #"{"identifier":\#(Self.account)}"#
            func send(_ method: HTTPRequest.Method, _ path: String, _ body: String? = nil) async throws -> TestResponse
            {
                try await service.send(method, Self.path + path, body: body)
            }
            #expect(try await send(.post, "/\(one)/identifiers", attach).status == .noContent)
            let taken = try await send(.post, "/\(two)/identifiers", attach)
            #expect(taken.problem == "conflict" && taken.text.contains(one), "\(taken.text)")
            #expect(try await send(.delete, "/\(two)/identifiers?\(Self.encoded)").status == .notFound)
            let merged = try await send(.post, "/\(two)/merge", #"{"person":"\#(one)"}"#)
            #expect((merged.object["identifiers"] as? [Any])?.count == 1, "\(merged.text)")
            let statement =
                #"{"id":"8f87ccde-bb56-4c2e-ab83-44982ef22df0","actor":\#(Self.account),"#
                + #""verb":{"id":"http://adlnet.gov/expapi/verbs/completed"},"object":{"id":"https://ex.fr/1"}}"#
            #expect(try await service.send(.post, "/xapi/statements", body: statement).status == .ok)
            let split = try await send(.post, "/\(two)/split", #"{"person":"\#(one)"}"#)
            #expect(split.status == .ok, "\(split.text)")
            #expect(split.object["statements"] as? [String] == ["8f87ccde-bb56-4c2e-ab83-44982ef22df0"])
            #expect(try await send(.delete, "/\(one)/identifiers?\(Self.encoded)").status == .noContent)
            let unknown = try await send(.get, "/unknown")
            #expect((unknown.object["items"] as? [Any])?.count == 1, "\(unknown.text)")
            #expect(try await send(.post, "/shared", attach).status == .noContent)
            #expect(((try await send(.get, "/unknown")).object["items"] as? [Any])?.isEmpty == true)
            #expect(((try await send(.get, "/shared")).object["items"] as? [Any])?.count == 1)
            #expect(try await send(.post, "/\(one)/identifiers", attach).problem == "conflict")
            #expect(try await send(.delete, "/shared?\(Self.encoded)").status == .noContent)
            #expect(((try await send(.get, "/shared")).object["items"] as? [Any])?.isEmpty == true)
        }
    }

    @Test("restricted attributes are written and read with their scope alone", arguments: Engine.allCases)
    func restricted(engine: Engine) async throws {
        try await ServiceFixture.run(on: engine) { service in
            let request = CreateKey.Request(label: "p", source: "test", scopes: [.people], id: "p", secret: "secret")
            _ = try await service.useCases.keys.create(request)
            let basic = ["Authorization": "Basic " + Data("p:secret".utf8).base64EncodedString()]
            let body = #"{"family_name":"Dupont","attributes":[{"name":"situation","value":"reclassement"}]}"#
            let refused = try await service.send(.post, Self.path, headers: basic, body: body)
            #expect(refused.problem == "forbidden", "\(refused.text)")
            let id = try await Self.make(body, service)
            for path in ["", "/\(id)", "/\(id)/history", "?q=dupont"] {
                let all = try await service.send(.get, Self.path + path)
                #expect(all.text.contains("reclassement"), "\(path): \(all.text)")
                let some = try await service.send(.get, Self.path + path, headers: basic)
                #expect(some.status == .ok && !some.text.contains("reclassement"), "\(path): \(some.text)")
                #expect(!some.text.contains("situation"))
            }
        }
    }

    @Test("a table shows its differences first, then goes in, then changes nothing", arguments: Engine.allCases)
    func table(engine: Engine) async throws {
        try await ServiceFixture.run(on: engine) { service in
            let table = "matricule;nom;service\n1;Dupont;Voirie\n2;;Parcs\n"
            func take(_ method: HTTPRequest.Method, _ query: String) async throws -> TestResponse {
                try await service.send(
                    method, "\(Self.path)/import\(query)",
                    headers: ["Content-Type": "text/csv", "Accept-Language": "fr"], body: table
                )
            }
            let dry = try await take(.post, "?dry_run=true")
            #expect(dry.status == .ok && dry.object["applied"] as? Bool == false, "\(dry.text)")
            #expect(dry.object["created"] as? Int == 1 && dry.object["refused"] as? Int == 1)
            let finding = (dry.object["findings"] as? [[String: Any]])?.first
            #expect(finding?["line"] as? Int == 3 && finding?["code"] as? String == "name-missing")
            #expect(finding?["message"] as? String == "Cette personne n’a pas de nom.")
            let line = (dry.object["lines"] as? [[String: Any]])?.first
            #expect((line?["person"] as? [String: Any])?["id"] is NSNull, "nobody is there yet")
            let wet = try await take(.post, "")
            #expect(wet.object["applied"] as? Bool == true && wet.object["created"] as? Int == 1)
            let again = try await take(.put, "")
            #expect(again.object["created"] as? Int == 0 && again.object["unchanged"] as? Int == 1, "\(again.text)")
            #expect((again.object["lines"] as? [Any])?.isEmpty == true)
        }
    }

    @Test(
        "what cannot be is refused, with its place",
        arguments: [
            ("POST", "", "{}", "invalid-body", "/family_name"), ("POST", "", "[]", "invalid-body", ""),
            ("POST", "", "{", "invalid-json", nil), ("POST", "", #"{"nom":"x"}"#, "invalid-body", "/nom"),
            ("POST", "", #"{"family_name":1}"#, "invalid-body", "/family_name"),
            ("POST", "", #"{"family_name":"\u0000"}"#, "invalid-body", "/family_name"),
            ("POST", "", #"{"family_name":"x","identifiers":{}}"#, "invalid-body", "/identifiers"),
            (
                "POST", "", #"{"family_name":"x","identifiers":[{"mbox":"x"}]}"#, "invalid-statement",
                "/identifiers/0/mbox"
            ),
            ("POST", "", #"{"family_name":"x","attributes":[{"name":"age"}]}"#, "invalid-body", "/attributes/0/name"),
            (
                "POST", "", #"{"family_name":"x","attributes":[{"name":"category","value":"D"}]}"#, "invalid-body",
                "/attributes/0/value"
            ),
            (
                "POST", "", #"{"family_name":"x","attributes":[{"name":"site","value":"X","from":"2026-02-30"}]}"#,
                "invalid-body", "/attributes/0/from"
            ),
            (
                "POST", "",
                #"{"family_name":"x","attributes":[{"name":"site","value":"X","from":"2026-02-01","until":"2026-01-01"}]}"#,
                "invalid-body", "/attributes"
            ),
            ("PATCH", "/nobody", "{}", "not-found", nil),
            ("PATCH", "/8f87ccde-bb56-4c2e-ab83-44982ef22df0", "{}", "not-found", nil),
            ("GET", "/8f87ccde-bb56-4c2e-ab83-44982ef22df0", "", "not-found", nil),
            ("GET", "/8f87ccde-bb56-4c2e-ab83-44982ef22df0/history", "", "not-found", nil),
            ("GET", "?cursor=!", "", "invalid-parameter", nil), ("GET", "?nom=x", "", "unknown-parameter", nil),
            ("GET", "?limit=0", "", "invalid-parameter", nil), ("GET", "?on=x", "", "invalid-parameter", nil),
            ("POST", "/shared", "{}", "invalid-body", "/identifier"),
            ("DELETE", "/shared", "", "invalid-body", "/identifier"),
            (
                "POST", "/8f87ccde-bb56-4c2e-ab83-44982ef22df0/merge", #"{"person":"x"}"#, "invalid-body", "/person"
            ),
            (
                "POST", "/8f87ccde-bb56-4c2e-ab83-44982ef22df0/merge",
                #"{"person":"8f87ccde-bb56-4c2e-ab83-44982ef22df0"}"#, "invalid-body", "/person"
            ),
            ("POST", "/import", "a;b", "unsupported-content-type", nil),
        ] as [(String, String, String, String, String?)]
    )
    func refusals(method: String, path: String, body: String, problem: String, pointer: String?) async throws {
        try await ServiceFixture.run(on: .sqlite) { service in
            let method = try #require(HTTPRequest.Method(method))
            let answer = try await service.send(method, Self.path + path, body: body)
            #expect(answer.problem == problem, "\(answer.text)")
            #expect(answer.object["pointer"] as? String == pointer, "\(answer.text)")
        }
    }

    @Test("a table that is none is refused with its findings")
    func noTable() async throws {
        try await ServiceFixture.run(on: .sqlite) { service in
            let headers = ["Content-Type": "text/csv"]
            let answer = try await service.send(.post, "\(Self.path)/import", headers: headers, body: "a;b\n1;2\n")
            #expect(answer.problem == "invalid-body")
            let codes = (answer.object["findings"] as? [[String: Any]])?.compactMap { $0["code"] as? String }
            #expect(codes == ["unknown-column", "unknown-column", "no-header"])
        }
    }
}
