import HTTPTypes
import Hummingbird
import NIOCore

/// Reads a body into memory, bounded in size and in time: a client that sends a byte now and then is cut.
struct BodyReader: Sendable {
    let limit: Int
    let timeout: Duration

    func read(_ request: Request) async throws -> [UInt8] {
        try Self.checkLength(of: request, limit: limit)
        let deadline = ContinuousClock.now.advanced(by: timeout)
        var bytes: [UInt8] = []
        for try await chunk in request.body {
            guard bytes.count + chunk.readableBytes <= limit else { throw Problem.tooLarge(limit: limit) }
            guard ContinuousClock.now < deadline else { throw Problem.tooSlow }
            bytes.append(contentsOf: chunk.readableBytesView)
        }
        return bytes
    }

    /// Refuses by the announced length, before anything is read.
    static func checkLength(of request: Request, limit: Int) throws(Problem) {
        guard let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit else { return }
        throw .tooLarge(limit: limit)
    }
}

extension Problem {
    static var tooSlow: Problem {
        Problem(
            .timeout,
            french: "Le corps de la requête n’est pas arrivé à temps.",
            english: "The request's body did not arrive in time."
        )
    }
}
