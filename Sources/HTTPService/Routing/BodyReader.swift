import HTTPTypes
import Hummingbird
import NIOCore

/// Reads a body into memory, bounded in size and in time: a client that sends a byte now and then is cut.
struct BodyReader: Sendable {
    let limit: Int
    let timeout: Duration

    func read(_ request: Request) async throws -> [UInt8] {
        try Self.checkLength(of: request, limit: limit)
        var bytes: [UInt8] = []
        var parts = ArrivingBody(request.body, timeout: timeout)
        while let part = try await parts.next() {
            guard bytes.count + part.readableBytes <= limit else { throw Problem.tooLarge(limit: limit) }
            bytes.append(contentsOf: part.readableBytesView)
        }
        return bytes
    }

    /// Refuses by the announced length, before anything is read.
    static func checkLength(of request: Request, limit: Int) throws(Problem) {
        guard let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit else { return }
        throw .tooLarge(limit: limit)
    }
}
