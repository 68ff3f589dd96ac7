import Hummingbird
import HummingbirdTesting
import NIOCore
import Synchronization

/// A receiver of webhooks on a port of its own, in this process, that keeps what came.
final class HTTPReceiver: Sendable {
    struct Arrival: Sendable {
        let path: String
        let headers: [String: String]
        let body: [UInt8]
    }

    private let arrived = Mutex<[Arrival]>([])
    private let failures = Mutex(0)

    var arrivals: [Arrival] { arrived.withLock { $0 } }

    /// The next `count` requests to `/hook` are answered with 500.
    func fail(_ count: Int) { failures.withLock { $0 = count } }

    /// Runs `body` with the receiver's address, while it listens.
    static func run(_ body: @escaping @Sendable (HTTPReceiver, _ address: String) async throws -> Void) async throws {
        let receiver = HTTPReceiver()
        try await Application(router: receiver.router).test(.live) { client in
            try await body(receiver, "http://127.0.0.1:\(client.port ?? 0)")
        }
    }

    private var router: Router<BasicRequestContext> {
        let router = Router()
        router.post("hook") { request, _ in
            try await self.keep(request)
            return self.isFailing ? Response(status: .internalServerError) : Response(status: .noContent)
        }
        router.post("moved") { request, _ in
            try await self.keep(request)
            return Response(status: .temporaryRedirect, headers: [.location: "/hook"])
        }
        router.post("silent") { request, _ in
            try await self.keep(request)
            try await Task.sleep(for: .seconds(4))
            return Response(status: .ok)
        }
        router.post("dripping") { request, _ in
            try await self.keep(request)
            return Response(status: .ok, body: ResponseBody { try await Self.drip(into: &$0) })
        }
        router.post("endless") { request, _ in
            try await self.keep(request)
            return Response(status: .ok, body: ResponseBody { try await Self.flood(&$0) })
        }
        return router
    }

    private var isFailing: Bool {
        failures.withLock { failures in
            failures -= 1
            return failures >= 0
        }
    }

    private func keep(_ request: Request) async throws {
        let body = try await request.body.collect(upTo: 4 << 20)
        let headers = request.headers.reduce(into: [:]) { $0[$1.name.canonicalName] = $1.value }
        let arrival = Arrival(path: request.uri.path, headers: headers, body: Array(body.readableBytesView))
        arrived.withLock { $0.append(arrival) }
    }

    /// Ends when the other side hangs up, as `flood` does.
    private static func drip(into writer: inout any ResponseBodyWriter) async throws {
        while true {
            try await writer.write(ByteBuffer(string: "x"))
            try await Task.sleep(for: .milliseconds(10))
        }
    }

    private static func flood(_ writer: inout any ResponseBodyWriter) async throws {
        let piece = ByteBuffer(repeating: 0x78, count: 64 << 10)
        while true { try await writer.write(piece) }
    }
}
