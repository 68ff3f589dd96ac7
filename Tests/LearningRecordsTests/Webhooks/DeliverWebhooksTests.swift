import Foundation
import Persistence
import TestSupport
import Testing
import XAPI

@testable import LearningRecords

@Suite("webhooks")
struct DeliverWebhooksTests {
    private static let hour: Int64 = 3_600

    @Test("send what comes from now on, or from a leaf on, in order and in batches", arguments: Engine.allCases)
    func order(engine: Engine) async throws {
        for (after, first) in [(nil as Int64?, 3), (-1, 0), (1, 2)] {
            try await WebhookStore.run(on: engine) { store in
                try await store.store(0..<3)
                _ = try await store.create(after: after)
                let receiver = Receiver()
                try await store.store(3..<250)
                try await store.deliver(to: receiver)
                #expect(receiver.deliveries.flatMap(\.leaves) == Array(first..<250))
                #expect(receiver.deliveries.flatMap(\.statements) == (first..<250).map { numberedID($0) })
                #expect(receiver.deliveries.allSatisfy { $0.leaves.count <= 100 && $0.after == $0.leaves.last })
                #expect(receiver.deliveries.count == 3)
                #expect(Set(receiver.deliveries.map(\.id)).count == 3)
                #expect(try await store.deliver(to: receiver) == 0, "nothing twice")
                let webhook = try await store.webhook()
                #expect(webhook.position == 249)
                #expect(webhook.state == .active)
                #expect(webhook.nextAttempt == nil)
            }
        }
    }

    @Test("a batch ends before it is too large", arguments: Engine.allCases)
    func size(engine: Engine) async throws {
        try await WebhookStore.run(on: engine) { store in
            _ = try await store.create()
            for (number, size) in [600_000, 600_000, 400_000, 400_000].enumerated() {
                let more = #","result":{"response":"\#(String(repeating: "x", count: size))"}"#
                _ = try await store.records.store([sampleStatement(numberedID(number), more: more)])
            }
            try await store.store(4..<5)
            let receiver = Receiver()
            try await store.deliver(to: receiver)
            #expect(receiver.deliveries.map(\.leaves) == [[0], [1, 2], [3, 4]])
        }
    }

    @Test(
        "what is not taken is sent again, the same under the same id, after a while", arguments: Engine.allCases,
        [WebhookAnswer.status(500), .status(404), .status(302), .timeout, .noAnswer]
    )
    func retry(engine: Engine, answer: WebhookAnswer) async throws {
        try await WebhookStore.run(on: engine) { store in
            _ = try await store.create()
            try await store.store(0..<2)
            let receiver = Receiver { $0 < 3 ? answer : .status(204) }
            #expect(try await store.deliver(to: receiver) == 0)
            let failing = try await store.webhook()
            #expect(failing.state == .failing)
            #expect(failing.failures == 1)
            #expect(failing.position == -1)
            #expect(failing.lastError == answer.code)
            let wait = try #require(failing.nextAttempt) - store.clock.now()
            #expect((2_400_000...5_000_000).contains(wait), "the first wait is of seconds")
            try await store.store(2..<4)
            try await store.deliver(to: receiver)
            #expect(receiver.deliveries.count == 1, "it waits")
            store.clock.advance(seconds: 5)
            try await store.deliver(to: receiver)
            #expect(try await store.webhook().failures == 2)
            store.clock.advance(seconds: 10)
            #expect(try await store.deliver(to: receiver) == 2)
            #expect(receiver.deliveries.map(\.leaves) == [[0, 1], [0, 1], [0, 1], [2, 3]])
            #expect(Set(receiver.deliveries.prefix(3).map(\.id)).count == 1)
            #expect(Set(receiver.deliveries.prefix(3).map(\.timestamp)).count == 3, "each attempt is signed anew")
            let webhook = try await store.webhook()
            #expect(webhook.state == .active)
            #expect(webhook.lastError == nil)
            #expect(webhook.position == 3)
        }
    }

    @Test("who never takes anything is asked for days, less and less often, and then no more")
    func givesUp() async throws {
        try await WebhookStore.run(on: .sqlite) { store in
            let id = try await store.create()
            try await store.store(0..<1)
            let start = store.clock.now()
            let receiver = Receiver { _ in .status(503) }
            for _ in 0..<(8 * 24 * 4) {
                try await store.deliver(to: receiver)
                if try await store.webhook().state == .disabled { break }
                store.clock.advance(seconds: Self.hour / 4)
            }
            let webhook = try await store.webhook()
            #expect(webhook.state == .disabled)
            #expect(webhook.lastError == "status-503")
            #expect(webhook.nextAttempt == nil)
            let days = (store.clock.now() - start) / 1_000_000 / Self.hour / 24
            #expect((5...6).contains(days), "\(days)")
            #expect((25...60).contains(receiver.deliveries.count), "\(receiver.deliveries.count)")
            let revived = Receiver()
            try await store.deliver(to: revived)
            #expect(revived.deliveries.isEmpty)
            #expect(try await store.replay(id, after: -1) == .replayed)
            try await store.deliver(to: revived)
            #expect(revived.deliveries.map(\.leaves) == [[0]])
            #expect(try await store.webhook().state == .active)
        }
    }

    @Test("410 disables at once", arguments: Engine.allCases)
    func gone(engine: Engine) async throws {
        try await WebhookStore.run(on: engine) { store in
            _ = try await store.create()
            try await store.store(0..<1)
            let receiver = Receiver { _ in .status(410) }
            try await store.deliver(to: receiver)
            #expect(try await store.webhook().state == .disabled)
            #expect(try await store.webhook().lastError == "status-410")
            store.clock.advance(seconds: 24 * Self.hour)
            try await store.deliver(to: receiver)
            #expect(receiver.deliveries.count == 1)
        }
    }

    @Test("a replay sends again under other ids, also while a batch is on its way", arguments: Engine.allCases)
    func replay(engine: Engine) async throws {
        try await WebhookStore.run(on: engine) { store in
            let id = try await store.create()
            try await store.store(0..<3)
            let receiver = Receiver { attempt in
                if attempt == 1 { _ = try await store.replay(id, after: 0) }
                return .status(200)
            }
            try await store.deliver(to: receiver)
            #expect(receiver.deliveries.map(\.leaves) == [[0, 1, 2], [1, 2]])
            #expect(try await store.replay(id, after: 0) == .replayed)
            try await store.deliver(to: receiver)
            #expect(receiver.deliveries.map(\.leaves) == [[0, 1, 2], [1, 2], [1, 2]])
            #expect(Set(receiver.deliveries.map(\.id)).count == 3)
            #expect(try await store.replay(id, after: 3) == .beyondLog(size: 3))
            #expect(try await store.replay("nobody", after: 0) == .unknown)
        }
    }
}
