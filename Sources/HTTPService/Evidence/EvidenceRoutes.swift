import HTTPTypes
import Hummingbird
import LearningRecords
import NIOCore
import TransparencyLog

/// The log as whoever checks it reads it (C2SP tlog-tiles, tlog-proof): nothing here holds anything of a person, so that
/// checkpoint, tiles and growth are for anybody.
struct EvidenceRoutes: Sendable {
    let evidence: EvidenceUseCases

    private static let base = "/api/v1/evidence/"
    /// More levels of folders than a tree has.
    private static let tileFolders = ["a", "b", "c", "d", "e", "f", "g"]

    var routes: [Route] {
        [
            Route(.get, Self.base + "checkpoint", .open, use: checkpoint),
            Route(.get, Self.base + "growth", .open, parameters: ["since"], use: growth),
            Route(
                .get, Self.base + "proof", .anyOf([.evidence, .statementsRead]), parameters: ["statement", "leaf"],
                use: proof
            ).openToInspections(),
        ]
            + Self.tileFolders.indices.map { last in
                let folders = Self.tileFolders[...last].map { "/{\($0)}" }.joined()
                return Route(.get, Self.base + "tile/{level}" + folders, .open, use: tile)
            }
    }

    @Sendable func checkpoint(request: Request, context: ServiceContext) async throws -> Response {
        .text(try await evidence.find.checkpoint().get().bytes, caching: "no-cache")
    }

    @Sendable func growth(request: Request, context: ServiceContext) async throws -> Response {
        let size = try context.query.number("since", in: 0...Int.max) ?? 0
        return .text(try await evidence.find.growth(since: UInt64(size)).get().bytes, caching: "no-cache")
    }

    @Sendable func proof(request: Request, context: ServiceContext) async throws -> Response {
        let leaf = try context.query.number("leaf", in: 0...Int.max)
        let record: FindEvidence.Record
        switch (try context.query.uuid("statement"), leaf) {
        case (let id?, nil): record = .statement(id)
        case (nil, let leaf?): record = .leaf(UInt64(leaf))
        default:
            throw Problem(
                .invalidParameter, french: "« statement » ou « leaf », un seul des deux.",
                english: "“statement” or “leaf”, one of them."
            )
        }
        return .text(
            try await evidence.find.proof(of: record, inside: try context.reach()).get().bytes, caching: "no-cache")
    }

    @Sendable func tile(request: Request, context: ServiceContext) async throws -> Response {
        guard let tile = Tile(path: String(request.uri.path.dropFirst(Self.base.count))) else { throw Problem.notFound }
        let content = try await evidence.find.content(of: tile).get()
        return Response(
            status: .ok,
            headers: [
                .contentType: "application/octet-stream", .cacheControl: "public, max-age=31536000, immutable",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: content))
        )
    }
}

extension Response {
    fileprivate static func text(_ bytes: [UInt8], caching: String) -> Response {
        Response(
            status: .ok, headers: [.contentType: "text/plain; charset=utf-8", .cacheControl: caching],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
        )
    }
}

extension FindEvidence.Outcome {
    fileprivate func get() throws -> Found {
        switch self {
        case .found(let found): return found
        case .notFound: throw Problem.notFound
        case .halted(let halt): throw Problem(halt)
        case .notYet:
            var problem = Problem(
                .notYetProven, french: "Aucun point de contrôle signé ne le couvre encore. Réessayez dans une seconde.",
                english: "No signed checkpoint covers it yet. Try again in a second."
            )
            problem.headers[.retryAfter] = "2"
            throw problem
        }
    }
}
