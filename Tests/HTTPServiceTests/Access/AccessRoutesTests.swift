import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import TestSupport
import Testing

@testable import HTTPService
@testable import LearningRecords

@Suite("access codes over HTTP")
struct AccessRoutesTests {
    private static let people = "/api/v1/people"

    private static func fill(_ service: ServiceFixture) async throws -> [String: String] {
        let table = """
            matricule;nom;prenom;mail;service;contrat;contrat_debut;contrat_fin
            1;Jardin;Élise;;Parcs;;;
            2;Voie;Luc;luc@ex.fr;Voirie;;;
            3;Ancien;Paul;;Voirie;Saisonnier;2020-01-01;2020-08-31
            """
        let taken = try await service.send(
            .post, people + "/import", headers: ["Content-Type": "text/csv"], body: table
        )
        #expect(taken.object["refused"] as? Int == 0, "\(taken.text)")
        let all = try await service.send(.get, people)
        return (all.object["items"] as? [[String: Any]] ?? []).reduce(into: [:]) { ids, person in
            ids[person["matricule"] as? String ?? ""] = person["id"] as? String
        }
    }

    private static func enter(_ code: String, _ service: ServiceFixture) async throws -> TestResponse {
        try await service.send(.post, "/api/v1/access", body: #"{"code":"\#(code)"}"#)
    }

    @Test("open whose they are, until they are made anew or taken back", arguments: Engine.allCases)
    func codes(engine: Engine) async throws {
        try await ServiceFixture.run(on: engine) { service in
            let ids = try await Self.fill(service)
            let address = Self.people + "/" + (try #require(ids["1"])) + "/access-code"
            let given = try await service.send(.post, address)
            #expect(given.status == .created && given.headers[.cacheControl] == "no-store", "\(given.text)")
            let code = try #require(given.object["code"] as? String)
            #expect(code.wholeMatch(of: /[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}/) != nil, "\(code)")
            for typed in [code, code.lowercased(), code.replacing("-", with: " "), " " + code.replacing("-", with: "")]
            {
                let opened = try await Self.enter(typed, service)
                #expect(opened.object["person"] as? String == ids["1"], "\(opened.text)")
                let account = (opened.object["actor"] as? [String: Any])?["account"] as? [String: Any]
                #expect(account?["name"] as? String == ids["1"], "who had no identifier got one")
            }
            let again = try #require(try await service.send(.post, address).object["code"] as? String)
            #expect(try await Self.enter(code, service).status == .notFound)
            #expect(try await Self.enter(again, service).status == .ok)
            #expect(try await service.send(.delete, address).status == .noContent)
            #expect(try await Self.enter(again, service).status == .notFound)
            let history = try await service.send(.get, Self.people + "/" + (ids["1"] ?? "") + "/history")
            #expect(history.text.contains("code_made") && history.text.contains("code_revoked"))
            #expect(!history.text.contains(code) && !history.text.contains(again))
        }
    }

    @Test("are printed as cards, eight to a sheet", arguments: Engine.allCases)
    func cards(engine: Engine) async throws {
        try await ServiceFixture.run(on: engine) { service in
            let ids = try await Self.fill(service)
            let page = try await service.send(
                .post, Self.people + "/access-codes/cards", headers: ["Accept-Language": "fr"],
                body: #"{"service":"Voirie"}"#)
            #expect(page.status == .ok && page.headers[.cacheControl] == "no-store", "\(page.text)")
            #expect(page.text.contains("Luc Voie") && page.text.contains("Paul Ancien") && !page.text.contains("Élise"))
            let codes = page.text.matches(of: /<b>([0-9A-Z-]{14})<\/b>/).map { String($0.1) }
            #expect(codes.count == 2)
            let answers = try await [Self.enter(codes[0], service), Self.enter(codes[1], service)]
            #expect(answers.map(\.status) == [.forbidden, .ok], "whose contract ended comes first, and is not let in")
            #expect((answers[1].object["actor"] as? [String: Any])?["mbox"] as? String == "mailto:luc@ex.fr")
            let one = try await service.send(
                .post, Self.people + "/access-codes/cards", body: #"{"people":["\#(ids["1"] ?? "")"]}"#)
            #expect(one.text.contains("Élise Jardin"))
        }
    }

    @Test("wrong ones are refused, and too many of them for a while")
    func refusals() async throws {
        try await ServiceFixture.run(on: .sqlite) { service in
            let ids = try await Self.fill(service)
            let cards = Self.people + "/access-codes/cards"
            for (body, pointer) in [
                ("{}", "/people"), (#"{"people":[]}"#, "/people"), (#"{"people":["x"]}"#, "/people/0"),
                (#"{"service":""}"#, "/service"), (#"{"site":"x"}"#, "/site"),
                (#"{"people":["00000000-0000-4000-8000-000000000000"]}"#, "/people/0"),
            ] {
                let answer = try await service.send(.post, cards, body: body)
                #expect(answer.object["pointer"] as? String == pointer, "\(body): \(answer.text)")
            }
            #expect(try await service.send(.post, Self.people + "/nobody/access-code").status == .notFound)
            #expect(try await service.send(.post, "/api/v1/access", body: "{}").problem == "invalid-body")
            let address = Self.people + "/" + (try #require(ids["1"])) + "/access-code"
            let code = try #require(try await service.send(.post, address).object["code"] as? String)
            for wrong in ["", "7KQ4", "7KQ4-M2XP-9DTU", String(repeating: "7", count: 200)] {
                #expect(try await Self.enter(wrong, service).status == .notFound)
            }
            for _ in 0..<FailureBrake.mostFailures { _ = try await Self.enter("7KQ4-M2XP-9DTC", service) }
            let braked = try await Self.enter(code, service)
            #expect(braked.status == .tooManyRequests && braked.headers[.retryAfter] != nil, "\(braked.text)")
        }
    }

    @Test("letters that look like digits are these")
    func lookalikes() {
        #expect(AccessCode(typed: "oOiIlL7kq4m2")?.text == "0011-117K-Q4M2")
        #expect(AccessCode(typed: "oOiIlL7kq4m2") == AccessCode(typed: "0011.117K-Q4M2"))
        #expect(AccessCode(random: [UInt8](0..<12)).text == "0123-4567-89AB")
        #expect(AccessCode(random: []).text == "0000-0000-0000")
    }
}
