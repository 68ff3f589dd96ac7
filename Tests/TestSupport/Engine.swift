import Foundation
package import Persistence

/// The engines that every store test runs on: `@Test(arguments: Engine.allCases)`.
package enum Engine: String, CaseIterable, Sendable {
    case sqlite, postgres
}

extension Engine {
    /// Runs `body` with a migrated database of its own, which is gone afterwards.
    @discardableResult
    package func withDatabase<T>(
        migrations: [any Migration.Type] = [],
        clock: TestClock = TestClock(),
        isolation: isolated (any Actor)? = #isolation,
        _ body: (any Database) async throws -> T
    ) async throws -> T {
        try await withNodes(1, migrations: migrations, clock: clock) { try await body($0[0]) }
    }

    /// As `withDatabase`, opened several times, as processes or nodes do that share one.
    @discardableResult
    package func withNodes<T>(
        _ count: Int,
        migrations: [any Migration.Type] = [],
        clock: TestClock = TestClock(),
        isolation: isolated (any Actor)? = #isolation,
        _ body: ([any Database]) async throws -> T
    ) async throws -> T {
        try await withStore { store in
            let nodes = try (0..<count).map { _ in try store.open(clock: clock) }
            do {
                try await nodes.first?.migrate(migrations)
                let result = try await body(nodes)
                for node in nodes { try await node.close() }
                return result
            } catch {
                for node in nodes { try? await node.close() }
                throw error
            }
        }
    }

    /// The stores of all tests together; no test opens one within another.
    private static let turnstile = Turnstile(48)

    /// Runs `body` with the place of an empty database, which is gone afterwards.
    @discardableResult
    package func withStore<T>(
        isolation: isolated (any Actor)? = #isolation,
        _ body: (TestStore) async throws -> T
    ) async throws -> T {
        await Self.turnstile.enter()
        defer { Self.turnstile.leave() }
        let store = try await TestStore.make(self)
        do {
            let result = try await body(store)
            try await store.remove()
            return result
        } catch {
            try? await store.remove()
            throw error
        }
    }
}
