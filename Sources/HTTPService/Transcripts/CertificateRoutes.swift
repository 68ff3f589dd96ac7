import Completion
import EvidenceVerification
import Foundation
import HTTPTypes
import Hummingbird
import LearningRecords
import PlainPages
import XAPI

/// That one person followed one course: a *certificat de réalisation*, on paper or as a page.
struct CertificateRoutes: Sendable {
    let useCases: UseCases
    let settings: ServiceSettings
    let printer: Printer

    var routes: [Route] {
        [
            Route(
                .get, PeopleRoutes.one + "/certificate", .anyOf([.completions, .people]),
                parameters: ["course", "format"], use: show
            ).readingLearners().openToInspections()
        ]
    }

    @Sendable func show(request: Request, context: ServiceContext) async throws -> Response {
        let id = try context.person()
        let isPage = try isPage(request, context)
        guard let course = context.query["course"], !course.isEmpty, !course.utf8.contains(0) else {
            throw Problem.invalidParameter("course", french: "l’id d’un cours.", english: "the id of a course.")
        }
        switch try await useCases.completions.certificate(of: id, in: course, inside: try context.reach()) {
        case .unknownPerson: throw Problem.notFound
        case .unknownCourse: throw Problem.unknownCourse
        case .notCompleted(let answer): throw Problem(notCompleted: answer)
        case .found(let found):
            let language = context.language(of: request)
            let page = certificate(found, in: language).page
            if isPage { return .page(page, in: language) }
            return try await printer.pdf(named: "certificat-\(id.canonical.prefix(8))") {
                .init(page, asOf: found.answer.asOf)
            }
        }
    }

    /// Asked by `format`, else by `Accept`; paper where neither says.
    private func isPage(_ request: Request, _ context: ServiceContext) throws(Problem) -> Bool {
        if let format = context.query["format"] {
            guard ["pdf", "html"].contains(format) else {
                throw .invalidParameter("format", french: "un de : html, pdf.", english: "one of: html, pdf.")
            }
            return format == "html"
        }
        let accepted = request.headers[.accept] ?? ""
        return accepted.contains("text/html") && !accepted.contains("application/pdf")
    }

    private func certificate(_ found: FindCertificate.Certificate, in language: Language) -> TrainingCertificate {
        let answer = found.answer
        let day = Day(containing: answer.evaluation.firstCompletedAt ?? answer.asOf.microseconds)
        let employer = found.person.values(on: day, includingRestricted: false)[.employer]
        var certificate = TrainingCertificate(
            of: .init(name: PlainText(found.person.name), matricule: found.person.matricule, employer: employer),
            in: .init(title: answer.course.title, version: answer.course.version, source: answer.course.source),
            answer.evaluation, explanation: answer.explanation(in: language), halfDays: found.halfDays,
            asOf: answer.asOf
        )
        certificate.issuer = .init(organisation: settings.organisation, place: settings.organisationPlace)
        certificate.language = language.ofPage
        return certificate
    }
}

extension Problem {
    /// - Parameter answer: where the person stands; nil where nothing is known of them there.
    fileprivate init(notCompleted answer: CompletionAnswer?) {
        self.init(
            .notCompleted,
            french: "Un certificat de réalisation suppose que la formation soit terminée. "
                + (answer?.explanation(in: .french) ?? "Cette personne n’y a rien fait."),
            english: "A certificate of training needs a course that is completed. "
                + (answer?.explanation(in: .english) ?? "This person did nothing in it.")
        )
    }
}
