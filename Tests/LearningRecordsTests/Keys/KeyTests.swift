import LearningRecords
import Persistence
import TestSupport
import Testing

@Suite("keys")
struct KeyTests {
    private static func createKey(_ database: any Database) -> CreateKey {
        CreateKey(database: database, publicURL: "https://ex.fr") { count in
            (0..<count).map { _ in UInt8.random(in: 0...255) }
        }
    }

    private static func request(_ id: String) -> CreateKey.Request {
        CreateKey.Request(label: "admin", source: "source \(id)", scopes: [.admin], id: id, secret: "secret")
    }

    @Test("two nodes that bring the same key at once make one, and neither fails", arguments: Engine.allCases)
    func race(engine: Engine) async throws {
        try await engine.withNodes(2, migrations: migrations) { nodes in
            let verbs = nodes.map(Self.createKey)
            for round in 0..<50 {
                let made = try await withThrowingTaskGroup(of: CreateKey.Outcome.self) { group in
                    for createKey in verbs { group.addTask { try await createKey(Self.request("root-\(round)")) } }
                    return try await group.reduce(into: []) { $0.append($1) }
                }
                #expect(made.filter { $0 == .alreadyThere }.count == 1, "\(made)")
            }
        }
    }

    @Test(
        "a new secret works on every node at once, the old one as long as it was granted", arguments: Engine.allCases,
        [0, 60]
    )
    func rotated(engine: Engine, grace: Int) async throws {
        let clock = TestClock(step: 0)
        try await engine.withNodes(2, migrations: migrations, clock: clock) { nodes in
            let here = AuthenticateKey(database: nodes[0], clock: clock.now)
            let there = AuthenticateKey(database: nodes[1], clock: clock.now)
            _ = try await Self.createKey(nodes[0])(Self.request("a"))
            for node in [here, there] { #expect(try await node(key: "a", secret: "secret") != nil) }
            let rotateKey = RotateKey(database: nodes[1], authenticate: there) { Array(repeating: 7, count: $0) }
            let rotated = try #require(try await rotateKey("a", grace: grace))
            #expect(rotated.oldSecretUntil == clock.now() + Int64(grace) * 1_000_000)
            for node in [here, there] { #expect(try await node(key: "a", secret: rotated.secret) != nil) }
            #expect(try await (there(key: "a", secret: "secret") != nil) == (grace > 0))
            clock.advance(microseconds: max(0, Int64(grace) * 1_000_000 - 1))
            #expect(try await (here(key: "a", secret: "secret") != nil) == (grace > 0))
            clock.advance(microseconds: 1)
            for node in [here, there] {
                #expect(try await node(key: "a", secret: "secret") == nil)
                #expect(try await node(key: "a", secret: rotated.secret) != nil)
            }
        }
    }

    @Test("two rotations leave no secret but the last two, and a revoked key gets none", arguments: Engine.allCases)
    func rotatedTwice(engine: Engine) async throws {
        try await engine.withDatabase(migrations: migrations, clock: TestClock(step: 0)) { database in
            let authenticate = AuthenticateKey(database: database, clock: TestClock(step: 0).now)
            _ = try await Self.createKey(database)(Self.request("a"))
            let rotateKey = RotateKey(database: database, authenticate: authenticate) { count in
                (0..<count).map { _ in UInt8.random(in: 0...255) }
            }
            let first = try #require(try await rotateKey("a", grace: 60))
            let second = try #require(try await rotateKey("a", grace: 60))
            #expect(try await authenticate(key: "a", secret: "secret") == nil)
            #expect(try await authenticate(key: "a", secret: first.secret) != nil)
            #expect(try await authenticate(key: "a", secret: second.secret) != nil)
            #expect(try await RevokeKey(database: database, authenticate: authenticate)("a"))
            #expect(try await rotateKey("a", grace: 60) == nil)
            #expect(try await authenticate(key: "a", secret: second.secret) == nil)
        }
    }

    @Test("a key revoked on another node works for five seconds here, and no longer", arguments: Engine.allCases)
    func revokedElsewhere(engine: Engine) async throws {
        try await engine.withNodes(2, migrations: migrations) { nodes in
            let clock = TestClock(step: 0)
            let here = AuthenticateKey(database: nodes[0], clock: clock.now)
            let there = AuthenticateKey(database: nodes[1], clock: clock.now)
            _ = try await Self.createKey(nodes[0])(Self.request("a"))
            for node in [here, there] { #expect(try await node(key: "a", secret: "secret") != nil) }
            let revokeKey = RevokeKey(database: nodes[1], authenticate: there)
            #expect(try await revokeKey("a"))
            #expect(try await there(key: "a", secret: "secret") == nil, "at once where it was revoked")
            clock.advance(microseconds: 4_999_999)
            #expect(try await here(key: "a", secret: "secret") != nil)
            #expect(try await here(key: "a", secret: "wrong") == nil, "what is remembered is compared too")
            clock.advance(microseconds: 1)
            #expect(try await here(key: "a", secret: "secret") == nil)
        }
    }
}
