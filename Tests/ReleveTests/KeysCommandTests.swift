import Foundation
import TestSupport
import Testing

@Suite("releve keys")
struct KeysCommandTests {
    @Test("makes a key, gives it a new secret, lists and revokes it")
    func life() async throws {
        try await ReleveCommand.run { releve in
            let made = try releve("keys make --label CEGOS --source cegos --scopes admin --data data").output
            let key = try #require(made.wholeMatch(of: /([0-9a-f]{24}):[0-9a-f]{64}\n/)).output.1
            let rotated = try releve("keys rotate \(key) --grace 3600 --data data").output
            #expect(rotated.wholeMatch(of: /[0-9a-f]{24}:[0-9a-f]{64}\n/) != nil && rotated != made)
            let server = try await LiveServer(in: releve.folder)
            let statuses = try [made, rotated].map { try Self.status($0, of: server) }
            #expect(try await server.stop(keepingFolder: true) == 0)
            #expect(statuses == ["200", "200"], "the old secret has an hour")
            let line = try releve("keys list --data data").output.split(separator: "\n")
                .first { $0.hasPrefix(key) }?.split(separator: "\t").map(String.init)
            let columns = try #require(line)
            #expect(columns.prefix(4) == [String(key), "CEGOS", "cegos", "admin"])
            #expect(columns[4].contains(#""name":"\#(key)""#), "the authority")
            #expect(columns[5].hasSuffix("Z") && columns[6].hasSuffix("Z") && columns[7] == "-")
            #expect(try releve("keys revoke \(key) --data data").code == 0)
            #expect(try releve("keys rotate \(key) --data data").code == 64, "a revoked key gets no secret")
        }
    }

    @Test("refuses a grace of more than seven days", arguments: ["604801", "-1", "x"])
    func grace(seconds: String) async throws {
        try await ReleveCommand.run { releve in
            let outcome = try releve("keys rotate a --grace=\(seconds) --data data")
            #expect(outcome.code == 64)
        }
    }

    private static func status(_ credential: String, of server: LiveServer) throws -> String {
        try Shell.run(
            "curl --silent -o answer -w '%{http_code}' -u \(credential.trimmingCharacters(in: .newlines)) "
                + "\(server.address)/api/v1/keys",
            in: server.folder
        )
    }
}
