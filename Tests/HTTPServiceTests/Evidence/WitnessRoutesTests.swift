import Foundation
import HTTPTypes
import HummingbirdTesting
import LearningRecords
import TestSupport
import Testing
import TransparencyLog

@testable import HTTPService

@Suite("witnesses over HTTP")
struct WitnessRoutesTests {
    private static let base = "/api/v1/evidence/"

    @Test("what cannot be kept is refused with its place")
    func refused() async throws {
        try await ServiceFixture.run(on: .sqlite) { service in
            _ = try await service.useCases.evidence.signCheckpoint()
            let note = try await service.send(.get, Self.base + "checkpoint", as: nil).text
            let key = try VerifierKey(name: "w", kind: .cosignature, publicKey: Array(repeating: 1, count: 32)).text
            func body(_ note: String, _ keys: [String]) throws -> String {
                let object: [String: Any] = ["note": note, "witnesses": keys]
                return String(decoding: try JSONSerialization.data(withJSONObject: object), as: UTF8.self)
            }
            let table = [
                ("cosignatures", "{}", "/note"), ("cosignatures", try body("x", [key]), "/note"),
                ("cosignatures", try body(note, []), "/witnesses"),
                ("cosignatures", try body(note, ["x"]), "/witnesses"),
                ("cosignatures", try body(note, [key]), "/note"), ("timestamps", "{}", "/size"),
                ("timestamps", #"{"size":0}"#, "/reply"), ("timestamps", #"{"size":-1}"#, "/size"),
                ("timestamps", #"{"size":0,"reply":"MAA="}"#, "/reply"),
                ("timestamps", #"{"size":9,"reply":"MAA="}"#, "/size"), ("timestamps", #"{"siz":9}"#, "/siz"),
            ]
            for (path, body, pointer) in table {
                let answer = try await service.send(.post, Self.base + path, body: body)
                #expect(answer.status == .badRequest, "\(path) \(body): \(answer.text)")
                #expect(answer.object["pointer"] as? String == pointer, "\(path) \(body): \(answer.text)")
            }
            #expect(try await service.send(.get, Self.base + "cosigned", as: nil).status == .notFound)
            let stamps = try await service.send(.get, Self.base + "timestamps/3", as: nil)
            #expect(stamps.status == .ok && stamps.text == #"{"size":3,"replies":[]}"#)
            #expect(try await service.send(.get, Self.base + "timestamps/x", as: nil).status == .notFound)
        }
    }

    @Test("a time stamp is kept and shown to anybody", arguments: Engine.allCases)
    func stamped(engine: Engine) async throws {
        try await ServiceFixture.run(on: engine) { service in
            _ = try await service.useCases.evidence.signCheckpoint()
            let note = try await service.send(.get, Self.base + "checkpoint", as: nil).text
            let text = note.split(separator: "\n").prefix(3).map { $0 + "\n" }.joined()
            let digest = try await Self.sha256(text)
            let reply = Data([0x30, 0x22] + digest).base64EncodedString()
            let body = #"{"size":0,"reply":"\#(reply)"}"#
            #expect(try await service.send(.post, Self.base + "timestamps", body: body).status == .created)
            let stamps = try await service.send(.get, Self.base + "timestamps/0", as: nil)
            #expect(stamps.object["replies"] as? [String] == [reply])
        }
    }

    /// By another program.
    private static func sha256(_ text: String) async throws -> [UInt8] {
        let encoded = Data(text.utf8).base64EncodedString()
        let folder = FileManager.default.temporaryDirectory
        let said = try await Shell.runAside("printf %s '\(encoded)' | base64 -d | sha256sum", in: folder)
        let hex = Array(said.prefix(64))
        return stride(from: 0, to: hex.count - 1, by: 2).compactMap { UInt8(String(hex[$0...$0 + 1]), radix: 16) }
    }
}
