import AsyncHTTPClient
package import LearningRecords
import NIOCore
import NIOHTTP1

/// Sends a webhook's request over HTTP, bounded in time and in what is read of the answer. Follows no redirect.
package struct SendWebhook: Sendable {
    /// From the start to the answer's headers; what follows them gets a quarter of it.
    private static let timeout = Duration.seconds(15)
    /// Bytes of an answer that are read, so that the connection may serve again; all are dropped.
    private static let answerLimit = 64 << 10

    private let client: HTTPClient
    private let timeout: Duration

    /// Runs `body` with a client that is shut down afterwards.
    package static func withClient<Result: Sendable>(
        timeout: Duration = Self.timeout, _ body: @Sendable (SendWebhook) async throws -> Result
    ) async throws -> Result {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.timeout.connect = .seconds(5)
        configuration.httpVersion = .http1Only
        // Whether to try again is decided elsewhere.
        configuration.connectionPool.retryConnectionEstablishment = false
        return try await HTTPClient.withHTTPClient(configuration: configuration) { client in
            try await body(SendWebhook(client: client, timeout: timeout))
        }
    }

    package func callAsFunction(_ delivery: WebhookDelivery) async -> WebhookAnswer {
        var request = HTTPClientRequest(url: delivery.url)
        request.method = .POST
        for header in delivery.headers { request.headers.add(name: header.name, value: header.value) }
        request.body = .bytes(ByteBuffer(bytes: delivery.body))
        do {
            let answer = try await client.execute(request, timeout: .nanoseconds(timeout.nanoseconds))
            await drop(answer.body)
            return .status(Int(answer.status.code))
        } catch let error as HTTPClientError where Self.timeouts.contains(error) {
            return .timeout
        } catch { return .noAnswer }
    }

    /// What an answer says beyond its status is not of interest, nor whether it can be read to its end. The client's own
    /// deadline ends with the headers, so time is kept here.
    private func drop(_ body: HTTPClientResponse.Body) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                var count = 0
                do {
                    for try await part in body {
                        count += part.readableBytes
                        if count > Self.answerLimit { return }
                    }
                } catch {}
            }
            group.addTask { [timeout] in try? await Task.sleep(for: timeout / 4) }
            await group.next()
            group.cancelAll()
        }
    }

    private static let timeouts: [HTTPClientError] = [
        .connectTimeout, .readTimeout, .writeTimeout, .deadlineExceeded, .tlsHandshakeTimeout,
        .getConnectionFromPoolTimeout,
    ]
}

extension Duration {
    fileprivate var nanoseconds: Int64 {
        components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000
    }
}
