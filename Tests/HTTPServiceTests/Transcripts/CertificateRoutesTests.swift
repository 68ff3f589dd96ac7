import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import PlainPages
import TestSupport
import Testing
import XAPI

@testable import HTTPService

@Suite("certificates over HTTP")
struct CertificateRoutesTests {
    private struct Place {
        let person: String
        /// Id of a course, as it stands in an address.
        let course: String

        func address(_ more: String = "") -> String { "/api/v1/people/\(person)/certificate?course=\(course)\(more)" }
    }

    /// Somebody of an employer, and a course that has two half-days of a session.
    private static func fill(_ service: ServiceFixture, name: String = "Martin") async throws -> Place {
        let person =
            try await service.send(
                .post, "/api/v1/people",
                body:
                    #"{"matricule":"004217","family_name":"\#(name)","given_name":"Léa","identifiers":[{"mbox":"mailto:a@ex.fr"}],"#
                    + #""attributes":[{"name":"employer","value":"Ville <de> Dijon"}]}"#
            ).object["id"] as? String
        let package = ZipWriter(
            ZipEntry(
                "tincan.xml",
                """
                <?xml version="1.0" encoding="utf-8"?>
                <tincan xmlns="http://projecttincan.com/tincan.xsd"><activities>
                <activity id="https://ex.fr/a" type="http://adlnet.gov/expapi/activities/course">
                <name lang="fr">Secourisme</name><launch lang="fr">index.html</launch>
                </activity></activities></tincan>
                """
            ),
            ZipEntry("index.html", "<!doctype html><title>x</title>")
        )
        let answer = try await service.importPackage(package, query: "?source=internal")
        let course = (answer.object["course"] as? [String: Any])?["id"] as? String ?? ""
        let session = try await service.send(
            .post, "/api/v1/sessions",
            body: #"{"course":"\#(course)","title":"Novembre","half_days":[{"starts_at":"2025-11-03T08:00:00Z","#
                + #""ends_at":"2025-11-03T11:00:00Z"},{"starts_at":"2025-11-03T12:00:00Z","ends_at":"2025-11-03T15:30:00Z"}]}"#
        )
        let sheet = try await service.send(
            .post, "/api/v1/sessions/\(session.object["id"] as? String ?? "")/attendance",
            body: #"{"lines":[{"matricule":"004217","half_days":["absent","present"]}]}"#
        )
        #expect(sheet.status == .ok, "\(sheet.text)")
        return Place(
            person: person ?? "", course: course.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        )
    }

    private static func complete(_ service: ServiceFixture) async throws {
        let statement =
            #"{"actor":{"mbox":"mailto:a@ex.fr"},"verb":{"id":"http://adlnet.gov/expapi/verbs/completed"},"#
            + #""object":{"id":"https://ex.fr/a"},"timestamp":"2025-11-05T09:00:00Z","result":{"duration":"PT1H5M"}}"#
        #expect(try await service.send(.post, "/xapi/statements", as: .writer, body: statement).status == .ok)
    }

    @Test("a course that is completed has one, on paper and as a page", arguments: Engine.allCases)
    func completed(engine: Engine) async throws {
        var settings = ServiceSettings()
        settings.organisation = "Pôle RH & Cie"
        settings.organisationPlace = "Dijon"
        try await ServiceFixture.run(on: engine, settings: settings) { service in
            let place = try await Self.fill(service)
            try await Self.complete(service)
            let page = try await service.send(
                .get, place.address("&format=html"), as: .reader, headers: ["Accept-Language": "fr"]
            )
            #expect(page.headers[.contentType] == "text/html; charset=utf-8", "\(page.text)")
            for words in [
                "<html lang=\"fr\">", "Certificat de réalisation", "Pour Pôle RH &amp; Cie",
                "Léa Martin, matricule 004217",
                "Ville &lt;de&gt; Dijon", "<strong>Secourisme</strong>", "action de formation",
                "en présentiel et à distance", "du 3 novembre 2025 au 5 novembre 2025",
                "3 h 30 min en présentiel : 1 demi-journée", "1 h 05 min à distance", "Terminé le 5 novembre 2025",
                "Dijon</",
            ] { #expect(page.text.contains(words), "\(words): \(page.text)") }
            let paper = try await service.send(.get, place.address(), as: .reader)
            #expect(paper.headers[.contentType] == "application/pdf", "\(paper.text)")
            let pdf = try ReadPDF(Array(buffer: paper.body))
            for words in ["Certificate of training", "Léa Martin", "Ville <de> Dijon", "3 h 30 min", "page 1 of 1"] {
                #expect(pdf.text.contains(words), "\(words): \(pdf.text)")
            }
            let accepted = try await service.send(.get, place.address(), headers: ["Accept": "text/html"])
            #expect(accepted.headers[.contentType] == "text/html; charset=utf-8")
        }
    }

    @Test("a correction, a merge and a return are followed", arguments: Engine.allCases)
    func merged(engine: Engine) async throws {
        try await ServiceFixture.run(on: engine) { service in
            let place = try await Self.fill(service)
            try await Self.complete(service)
            let other = try await service.send(.post, "/api/v1/people", body: #"{"family_name":"Double"}"#)
            let double = other.object["id"] as? String ?? ""
            let merge = try await service.send(
                .post, "/api/v1/people/\(double)/merge", body: #"{"person":"\#(place.person)"}"#
            )
            #expect(merge.status == .ok, "\(merge.text)")
            for id in [double, place.person] {
                let page = try await service.send(
                    .get, Place(person: id, course: place.course).address("&format=html"),
                    headers: ["Accept-Language": "fr"]
                )
                #expect(page.text.contains("3 h 30 min en présentiel"), "\(page.text)")
            }
        }
    }

    @Test("a course that is not completed has none, and it is said why", arguments: Engine.allCases)
    func refused(engine: Engine) async throws {
        try await ServiceFixture.run(on: engine) { service in
            let place = try await Self.fill(service)
            for (language, words) in [
                ("fr", "suppose que la formation soit terminée"), ("en", "needs a course that is"),
            ] {
                let answer = try await service.send(.get, place.address(), headers: ["Accept-Language": language])
                #expect(answer.problem == "not-completed" && answer.status == .conflict, "\(answer.text)")
                #expect((answer.object["detail"] as? String)?.contains(words) == true, "\(answer.text)")
            }
            let decision =
                #"{"decision":"equivalence","person":"\#(place.person)","course":"\#(place.course.removingPercentEncoding ?? "")","#
                + #""decided_by":{"mbox":"mailto:drh@ex.fr","name":"DRH"},"reason":"Diplôme"}"#
            let decided = try await service.send(.post, "/api/v1/decisions", body: decision)
            #expect(decided.status == .created, "\(decided.text)")
            #expect(try await service.send(.get, place.address()).problem == "not-completed", "a waiver is no training")
            let nobody = Place(person: UUID().uuidString.lowercased(), course: place.course)
            #expect(try await service.send(.get, nobody.address()).problem == "not-found")
            let unknown = Place(person: place.person, course: "x")
            #expect(try await service.send(.get, unknown.address()).problem == "invalid-parameter")
            for query in ["?course=", "", "?course=%00"] {
                let uri = "/api/v1/people/\(place.person)/certificate\(query)"
                #expect(try await service.send(.get, uri).problem == "invalid-parameter", "\(query)")
            }
            #expect(try await service.send(.get, place.address("&format=doc")).problem == "invalid-parameter")
        }
    }
}

@Suite("the printer")
struct PrinterTests {
    @Test("refuses more than may wait, and what is too long")
    func busy() async throws {
        let sheet = Printer.Sheet(.init("x", in: .french), asOf: .init(microseconds: 0))
        await #expect(throws: Problem.self) { _ = try await Printer(mostWaiting: 0).pdf(named: "x") { sheet } }
        let one = Printer(mostWaiting: 1)
        var held: Response? = try await one.pdf(named: "x") { sheet }
        await #expect(throws: Problem.self) { _ = try await one.pdf(named: "x") { sheet } }
        #expect(held?.status == .ok, "it lies in memory until it is sent")
        held = nil
        _ = try await one.pdf(named: "x") { sheet }
        let long = Printer.Sheet(
            .init("x", in: .french, Array(repeating: .pageBreak, count: 17 << 20)), asOf: .init(microseconds: 0)
        )
        let refusal = await #expect(throws: Problem.self) { _ = try await Printer().pdf(named: "x") { long } }
        #expect(refusal?.type == .tooLongToPrint)
        let printed = try await Printer().pdf(named: "x") { sheet }
        #expect(printed.headers[.contentType] == "application/pdf")
    }
}
