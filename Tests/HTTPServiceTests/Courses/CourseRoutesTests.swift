import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import TestSupport
import Testing

@testable import HTTPService

@Suite("courses over HTTP")
struct CourseRoutesTests {
    private static let path = "/api/v1/courses"

    private static func importCourse(_ service: ServiceFixture) async throws -> String {
        let package = ZipWriter(
            ZipEntry(
                "tincan.xml",
                """
                <?xml version="1.0" encoding="utf-8"?>
                <tincan xmlns="http://projecttincan.com/tincan.xsd"><activities>
                <activity id="https://ex.fr/a" type="http://adlnet.gov/expapi/activities/course">
                <name lang="fr">Égalité au travail</name><description lang="fr">Les bases.</description>
                <launch lang="fr">index.html</launch>
                </activity></activities></tincan>
                """
            ),
            ZipEntry("index.html", "<!doctype html><title>x</title>")
        )
        let answer = try await service.importPackage(package, query: "?source=cnfpt")
        return (answer.object["course"] as? [String: Any])?["id"] as? String ?? ""
    }

    @Test("a course is found, shown, and described", arguments: Engine.allCases)
    func course(engine: Engine) async throws {
        try await ServiceFixture.run(on: engine) { service in
            let id = try await Self.importCourse(service)
            let key = try #require(id.split(separator: "/").last)
            let found = try await service.send(
                .get, Self.path + "?q=egalit%C3%A9&source=cnfpt&language=fr", as: .reader)
            let item = try #require((found.object["items"] as? [[String: Any]])?.first, "\(found.text)")
            #expect(item["id"] as? String == id && item["title"] as? String == "Égalité au travail")
            #expect(item["description"] as? String == "Les bases." && item["language"] as? String == "fr")
            #expect(found.object["total"] as? Int == 1 && found.object["next"] is NSNull)
            let body = #"{"duration":"PT2H","metiers":["Jardinier"],"keywords":["mixité"],"description":null}"#
            let changed = try await service.send(.patch, "\(Self.path)/\(key)", body: body)
            #expect(changed.object["duration"] as? String == "PT2H", "\(changed.text)")
            for query in ["q=mixite", "metier=jardinier", "min_duration=PT1H&max_duration=PT2H", ""] {
                let answer = try await service.send(.get, "\(Self.path)?\(query)", as: .reader)
                #expect(answer.object["total"] as? Int == 1, "\(query): \(answer.text)")
            }
            let none = try await service.send(.get, "\(Self.path)?max_duration=PT1H", as: .reader)
            #expect(none.object["total"] as? Int == 0)
            let encoded = id.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
            for address in ["\(Self.path)/\(key)", "\(Self.path)/\(encoded)"] {
                let details = try await service.send(.get, address, as: .reader)
                #expect(details.object["description"] is NSNull, "\(details.text)")
                #expect((details.object["rule"] as? [String: Any])?["id"] as? String == "xapi.verb")
                #expect((details.object["versions"] as? [Any])?.count == 1)
                let activity = (details.object["activities"] as? [[String: Any]])?.first
                #expect(activity?["id"] as? String == "https://ex.fr/a")
            }
        }
    }

    @Test("a course without package is made once, and a session may be of it", arguments: Engine.allCases)
    func described(engine: Engine) async throws {
        try await ServiceFixture.run(on: engine) { service in
            let body = #"{"source":"interne","identifier":"GP","title":"Gestes et postures","duration":"PT7H"}"#
            let made = try await service.send(.post, Self.path, body: body)
            #expect(made.status == .created && made.object["duration"] as? String == "PT7H", "\(made.text)")
            let again = try await service.send(.post, Self.path, body: body)
            #expect(again.status == .ok && again.object["id"] as? String == made.object["id"] as? String)
            let id = try #require(made.object["id"] as? String)
            let address = "\(Self.path)/\(id.split(separator: "/").last ?? "")"
            let details = try await service.send(.get, address, as: .reader)
            #expect(details.object["standard"] as? String == "none", "\(details.text)")
            #expect((details.object["rule"] as? [String: Any])?["id"] as? String == "course.default")
            let found = try await service.send(.get, "\(Self.path)?q=gestes", as: .reader)
            #expect(found.object["total"] as? Int == 1)
            let half = #"{"starts_at":"2025-11-03T08:00:00Z","ends_at":"2025-11-03T11:00:00Z"}"#
            let session = #"{"course":"\#(id)","title":"Novembre","half_days":[\#(half)]}"#
            let planned = try await service.send(.post, "/api/v1/sessions", body: session)
            #expect(planned.status == .created, "\(planned.text)")
        }
    }

    @Test(
        "what cannot be is refused, with its place",
        arguments: [
            ("GET", "/nothing", "", "not-found", nil), ("PATCH", "/nothing", "{}", "not-found", nil),
            ("GET", "?max_duration=2h", "", "invalid-parameter", nil),
            ("GET", "?min_duration=PT2H&max_duration=PT1H", "", "invalid-parameter", nil),
            ("GET", "?cursor=x", "", "invalid-parameter", nil), ("GET", "?limit=0", "", "invalid-parameter", nil),
            ("GET", "?title=x", "", "unknown-parameter", nil), ("PATCH", "/x", "[]", "invalid-body", ""),
            ("POST", "", "{}", "invalid-body", "/source"), ("POST", "", #"{"source":"x"}"#, "invalid-body", "/title"),
            ("POST", "", #"{"source":"a b","title":"x"}"#, "invalid-body", "/source"),
            ("POST", "", #"{"source":"x","title":"x","rule":"y"}"#, "invalid-body", "/rule"),
            ("PATCH", "/x", #"{"title":"x"}"#, "invalid-body", "/title"),
            ("PATCH", "/x", #"{"language":"français"}"#, "invalid-body", "/language"),
            ("PATCH", "/x", #"{"duration":"2h"}"#, "invalid-body", "/duration"),
            ("PATCH", "/x", #"{"metiers":"x"}"#, "invalid-body", "/metiers"),
            ("PATCH", "/x", #"{"keywords":["a",""]}"#, "invalid-body", "/keywords/1"),
            ("PATCH", "/x", #"{"description":"\u0000"}"#, "invalid-body", "/description"),
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
}
