import Hummingbird
import NIOCore

/// A body's parts as they arrive. A connection that breaks off is the client's doing, and no fault of the service.
struct ArrivingBody {
    private var parts: RequestBody.AsyncIterator
    private let started = ContinuousClock.now
    /// From the first part until the last.
    var timeout: Duration

    init(_ body: RequestBody, timeout: Duration) {
        parts = body.makeAsyncIterator()
        self.timeout = timeout
    }

    /// Nil at the body's end.
    mutating func next() async throws -> ByteBuffer? {
        let part: ByteBuffer?
        do { part = try await parts.next() } catch let error as CancellationError { throw error } catch {
            throw Problem.brokenOff
        }
        guard part == nil || ContinuousClock.now - started < timeout else { throw Problem.tooSlow }
        return part
    }
}

extension Problem {
    fileprivate static var tooSlow: Problem {
        Problem(
            .timeout,
            french: "Le corps de la requête n’est pas arrivé à temps.",
            english: "The request's body did not arrive in time."
        )
    }

    fileprivate static var brokenOff: Problem {
        Problem(
            .invalidBody,
            french: "La requête s’est interrompue avant sa fin.",
            english: "The request broke off before its end."
        )
    }
}
