import Foundation
import Persistence
import TestSupport
import Testing
import XAPI

@testable import LearningRecords

@Suite("webhooks and several nodes")
struct WebhookNodesTests {
    @Test("one node at a time delivers, each record once and in order", arguments: Engine.allCases)
    func once(engine: Engine) async throws {
        try await WebhookStore.run(on: engine, nodes: 2) { store in
            _ = try await store.create()
            let receiver = Receiver()
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { for first in 0..<60 { try await store.store(first..<first + 1) } }
                for node in 0..<2 {
                    group.addTask { for _ in 0..<60 { try await store.deliver(to: receiver, from: node) } }
                }
                try await group.waitForAll()
            }
            try await store.deliver(to: receiver)
            #expect(receiver.deliveries.flatMap(\.leaves) == Array(0..<60))
            #expect(!receiver.hasOverlap)
        }
    }

    @Test(
        "a node that dies on the way delays its batch by the lease, and the other repeats it",
        arguments: Engine.allCases)
    func crash(engine: Engine) async throws {
        try await WebhookStore.run(on: engine, nodes: 2) { store in
            let id = try await store.create()
            try await store.store(0..<2)
            let taken = try await store.nodes[0].write { try $0.takeWebhook(id, lease: "dead") }
            let batch = try #require(taken)
            try await store.store(2..<3)
            let receiver = Receiver()
            store.clock.advance(seconds: 50)
            try await store.deliver(to: receiver, from: 1)
            #expect(receiver.deliveries.isEmpty)
            store.clock.advance(seconds: 11)
            try await store.deliver(to: receiver, from: 1)
            #expect(receiver.deliveries.map(\.leaves) == [[0, 1], [2]], "the batch that was on its way, as it was")
            let late = try await store.nodes[0].write { try $0.moveOn(batch, isLast: false) }
            #expect(late == nil, "who comes back too late moves nothing")
            #expect(try await store.webhook().position == 2)
        }
    }

    @Test("a node that stops is no failure of the receiver", arguments: Engine.allCases)
    func stops(engine: Engine) async throws {
        try await WebhookStore.run(on: engine) { store in
            _ = try await store.create()
            try await store.store(0..<1)
            let slow = Receiver { _ in
                try? await Task.sleep(for: .seconds(60))
                return .noAnswer
            }
            let delivery = Task { try await store.deliver(to: slow) }
            while slow.deliveries.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
            delivery.cancel()
            _ = try await delivery.value
            #expect(try await store.webhook().failures == 0)
            let receiver = Receiver()
            #expect(try await store.deliver(to: receiver) == 1, "the lease is given back")
        }
    }
}
