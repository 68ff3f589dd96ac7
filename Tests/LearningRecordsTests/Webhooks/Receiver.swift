import Foundation
import LearningRecords
import Synchronization

/// A webhook's receiver that answers as it is told and keeps what came.
final class Receiver: Sendable {
    struct Delivery: Sendable {
        let id: String
        let timestamp: String
        /// Leaves and ids of the statements in it.
        let leaves: [Int]
        let statements: [String]
        let after: Int?
    }

    private struct State {
        var deliveries: [Delivery] = []
        var isAtWork = false
        var hasOverlap = false
    }

    private let state = Mutex(State())
    private let answer: @Sendable (_ attempt: Int) async throws -> WebhookAnswer

    /// - Parameter answer: what the attempt of this number is answered, from 1.
    init(_ answer: @escaping @Sendable (_ attempt: Int) async throws -> WebhookAnswer = { _ in .status(200) }) {
        self.answer = answer
    }

    var deliveries: [Delivery] { state.withLock { $0.deliveries } }
    /// Whether two came at once.
    var hasOverlap: Bool { state.withLock { $0.hasOverlap } }

    func take(_ delivery: WebhookDelivery) async -> WebhookAnswer {
        let attempt = state.withLock { state in
            if state.isAtWork { state.hasOverlap = true }
            state.isAtWork = true
            state.deliveries.append(Delivery(delivery))
            return state.deliveries.count
        }
        await Task.yield()
        let answer = (try? await answer(attempt)) ?? .noAnswer
        state.withLock { $0.isAtWork = false }
        return answer
    }
}

extension Receiver.Delivery {
    fileprivate init(_ delivery: WebhookDelivery) {
        let headers = Dictionary(delivery.headers.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
        let body = (try? JSONSerialization.jsonObject(with: Data(delivery.body))) as? [String: Any]
        let items = body?["items"] as? [[String: Any]] ?? []
        id = headers["webhook-id"] ?? ""
        timestamp = headers["webhook-timestamp"] ?? ""
        leaves = items.compactMap { $0["leaf"] as? Int }
        statements = items.compactMap { ($0["statement"] as? [String: Any])?["id"] as? String }
        after = body?["after"] as? Int
    }
}
