import HTTPTypes
import Hummingbird
import LearningRecords
import Logging

/// Packages come in, and what was read of them can be read again.
struct PackageRoutes: Sendable {
    let useCases: UseCases
    let receive: ReceivePackage

    var routes: [Route] {
        [
            Route(.post, "/api/v1/packages", .anyOf([.packages]), parameters: ["source", "validate"], use: create),
            Route(.get, "/api/v1/packages/{sha256}", .anyOf([.packages, .completions]), use: show),
        ]
    }

    @Sendable func create(request: Request, context: ServiceContext) async throws -> Response {
        let source = try context.query.source()
        let validate = try context.query.boolean("validate") ?? false
        let outcome = try await receive(request) { upload in
            try await useCases.importPackage(upload, source: source, validate: validate)
        }
        let language = context.language(of: request)
        switch outcome {
        case .imported(let package):
            context.logger.info(
                "package imported",
                metadata: ["package.sha256": "\(package.sha256)", "findings": "\(package.findings.count)"]
            )
            return .json(package.json(in: language), status: .created)
        case .alreadyHere(let package), .valid(let package): return .json(package.json(in: language))
        case .refused(let refusal): throw Problem(refusal, in: language)
        }
    }

    @Sendable func show(request: Request, context: ServiceContext) async throws -> Response {
        guard let package = try await useCases.findPackage(sha256: try context.pathPart("sha256")) else {
            throw Problem.notFound
        }
        return .json(package.json(in: context.language(of: request)))
    }
}

extension QueryParameters {
    /// Who provides the course: a short name such as `cegos`; `internal` where none is given.
    fileprivate func source() throws(Problem) -> String {
        let name = self["source"] ?? "internal"
        guard StatementSource.isName(name) else {
            throw .invalidParameter(
                "source",
                french: "1 à 64 lettres, chiffres, points et tirets.",
                english: "1 to 64 letters, digits, dots and hyphens."
            )
        }
        return name
    }
}
