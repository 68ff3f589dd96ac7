import Foundation
import HTTPTypes
import HummingbirdTesting
import LearningRecords
import NIOCore
import TestSupport
import Testing
import TransparencyLog

@testable import HTTPService

@Suite("the log over HTTP")
struct EvidenceRoutesTests {
    private static let base = "/api/v1/evidence/"

    private static func id(_ number: Int) -> String { "8f87ccde-bb56-4c2e-ab83-44982ef2\(number + 1_000)" }

    private static func statements(_ numbers: Range<Int>) -> String {
        let list = numbers.map { number in
            #"{"id":"\#(id(number))","actor":{"mbox":"mailto:a@example.fr"},"#
                + #""verb":{"id":"http://adlnet.gov/expapi/verbs/completed"},"object":{"id":"https://ex.fr/\#(number)"}}"#
        }
        return "[" + list.joined(separator: ",") + "]"
    }

    private static func store(_ numbers: Range<Int>, in service: ServiceFixture) async throws {
        let stored = try await service.send(.post, "/xapi/statements", as: .writer, body: statements(numbers))
        #expect(stored.status == .ok, "\(stored.text)")
        try await service.sequence(numbers.upperBound)
        _ = try await service.useCases.chores.growTree()
    }

    private static func bytes(_ answer: TestResponse) -> [UInt8] { Array(answer.body.readableBytesView) }

    @Test("shows checkpoint, tiles and proofs that hold together", arguments: Engine.allCases)
    func whole(engine: Engine) async throws {
        try await ServiceFixture.run(on: engine) { service in
            let early = try await service.send(.get, Self.base + "checkpoint", as: nil)
            #expect(early.status == .serviceUnavailable)
            #expect(early.problem == "log-halted")
            try await Self.store(0..<300, in: service)
            _ = try await service.useCases.evidence.signCheckpoint()
            let old = try await service.send(.get, Self.base + "checkpoint", as: nil)
            #expect(old.status == .ok)
            #expect(old.headers[.contentType] == "text/plain; charset=utf-8")
            try await Self.store(300..<520, in: service)
            _ = try await service.useCases.evidence.signCheckpoint()
            let keys = try service.useCases.evidence.changeKeys.list()
            let verifier = LogVerifier(origin: "lrs.example/releve", keys: keys)
            let answer = try await service.send(.get, Self.base + "checkpoint", as: nil)
            let note = try SignedNote(reading: Self.bytes(answer))
            let checkpoint = try verifier.checkpoint(in: note).checkpoint
            #expect(checkpoint.size == 520)
            let leaves = try await Self.leavesInTiles(of: service)
            let asked = [("statement=\(Self.id(7))", 7), ("leaf=0", 0), ("leaf=519", 519)]
            for (query, leaf) in asked {
                let answer = try await service.send(.get, Self.base + "proof?" + query, as: .reader)
                #expect(answer.status == .ok, "\(answer.text)")
                let proof = try LogProof(reading: Self.bytes(answer))
                #expect(proof.inclusion.index == UInt64(leaf))
                _ = try verifier.verify(proof, of: leaves[leaf])
            }
            let growth = try await service.send(.get, Self.base + "growth?since=300", as: nil)
            let since = try verifier.checkpoint(in: SignedNote(reading: Self.bytes(old))).checkpoint
            _ = try verifier.verify(try ConsistencyNote(reading: Self.bytes(growth)), since: since)
        }
    }

    /// Reads every tile of a log of 520 entries.
    private static func leavesInTiles(of service: ServiceFixture) async throws -> [TreeHash] {
        var leaves: [TreeHash] = []
        for bundle in Tile.entryBundles(from: 0, to: 520) {
            let answer = try await service.send(.get, base + bundle.path, as: nil)
            #expect(answer.headers[.cacheControl] == "public, max-age=31536000, immutable")
            leaves += try bundle.entries(in: bytes(answer)).map(TreeHash.leaf)
        }
        for tile in Tile.hashTiles(from: 0, to: 520) {
            let answer = try await service.send(.get, base + tile.path, as: nil)
            let hashes = try tile.hashes(in: bytes(answer))
            guard tile.kind == .hashes(level: 0) else { continue }
            #expect(hashes == Array(leaves.dropFirst(Int(tile.index) * 256).prefix(tile.width)))
        }
        return leaves
    }

    @Test("refuses what is not there", arguments: Engine.allCases)
    func refused(engine: Engine) async throws {
        try await ServiceFixture.run(on: engine) { service in
            try await Self.store(0..<3, in: service)
            _ = try await service.useCases.evidence.signCheckpoint()
            try await Self.store(3..<5, in: service)
            let table: [(String, HTTPResponse.Status, String)] = [
                ("tile/0/000", .notFound, "not-found"), ("tile/0/000.p/4", .notFound, "not-found"),
                ("tile/40/000", .notFound, "not-found"), ("tile/63/000.p/1", .notFound, "not-found"),
                ("tile/0/x999/x999/x999/x999/999", .notFound, "not-found"), ("tile/0/..", .notFound, "not-found"),
                ("tile/entries/001", .notFound, "not-found"), ("tile/1/000.p/1", .notFound, "not-found"),
                ("proof", .badRequest, "invalid-parameter"), ("proof?leaf=-1", .badRequest, "invalid-parameter"),
                ("proof?leaf=1&statement=\(Self.id(0))", .badRequest, "invalid-parameter"),
                ("proof?leaf=3", .notFound, "not-yet-proven"),
                ("proof?leaf=9223372036854775807", .notFound, "not-found"),
                ("proof?statement=\(Self.id(4))", .notFound, "not-yet-proven"),
                ("proof?statement=\(Self.id(400))", .notFound, "not-found"),
                ("growth?since=4", .notFound, "not-found"), ("growth?since=x", .badRequest, "invalid-parameter"),
            ]
            for (path, status, problem) in table {
                let answer = try await service.send(.get, Self.base + path, as: .reader)
                #expect(answer.status == status, "\(path): \(answer.text)")
                #expect(answer.problem == problem, "\(path)")
            }
            #expect(try await service.send(.get, Self.base + "tile/0/000.p/3", as: nil).status == .ok)
            #expect(try await service.send(.get, Self.base + "proof?leaf=0", as: nil).status == .unauthorized)
        }
    }

    @Test("says that nothing is signed, and goes on to take statements", arguments: Engine.allCases)
    func halted(engine: Engine) async throws {
        try await ServiceFixture.run(on: engine) { service in
            try await Self.store(0..<3, in: service)
            _ = try await service.useCases.evidence.signCheckpoint()
            #expect(try await service.send(.get, "/readyz", as: nil).text == #"{"status":"ready","log":"signing"}"#)
            try FileManager.default.removeItem(at: service.folder.appending(path: "log-key"))
            _ = try await service.useCases.evidence.signCheckpoint()
            #expect(try await service.send(.get, "/readyz", as: nil).text == #"{"status":"ready","log":"key-lost"}"#)
            for path in ["checkpoint", "tile/0/000.p/3", "proof?leaf=0", "growth"] {
                let answer = try await service.send(
                    .get, Self.base + path, as: .reader, headers: ["Accept-Language": "fr"])
                #expect(answer.status == .serviceUnavailable)
                #expect(answer.problem == "log-halted")
                #expect(answer.text.contains("la clé du journal a disparu"))
            }
            try await Self.store(3..<4, in: service)
        }
    }
}
