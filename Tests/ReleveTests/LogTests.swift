import Foundation
import TestSupport
import Testing

/// A running service with a log, and what somebody outside sees of it.
private struct LiveLog {
    let server: LiveServer

    /// - Parameter folder: one that another start left.
    init(in folder: URL? = nil) async throws {
        server = try await LiveServer(arguments: ["--checkpoint-journal", "journal"], in: folder)
    }

    /// Stores statements through the API.
    func store(_ count: Int) throws {
        let statement =
            #"{"actor":{"mbox":"mailto:a@example.fr"},"object":{"id":"https://example.fr/a"},"#
            + #""verb":{"id":"http://adlnet.gov/expapi/verbs/completed"}}"#
        let body = "[" + Array(repeating: statement, count: count).joined(separator: ",") + "]"
        _ = try shell(
            """
            curl -sf -u "$(cat data/admin-key)" -H 'Content-Type: application/json' \
              -H 'X-Experience-API-Version: 2.0.0' '\(server.address)/xapi/statements' -d '\(body)'
            """
        )
    }

    /// Lines of the checkpoint, once it has this size; of whatever there is where nil.
    func checkpoint(ofSize size: Int? = nil) async throws -> [String] {
        for _ in 0..<600 {
            let note = try shell("curl -s '\(server.address)/api/v1/evidence/checkpoint'")
            let lines = note.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            if lines.count > 4, size == nil || lines[1] == size.map({ "\($0)" }) { return lines }
            try await Task.sleep(for: .milliseconds(100))
        }
        Issue.record("no checkpoint of size \(size ?? -1)")
        return ["", "", ""]
    }

    /// The size of the checkpoint once everything that was stored is below it.
    func settledSize() async throws -> Int {
        var sizes = [-2, -1]
        while sizes[0] != sizes[1] {
            try await Task.sleep(for: .seconds(3))
            sizes = [sizes[1], Int(try await checkpoint()[1]) ?? -1]
        }
        return sizes[1]
    }

    func standing() async throws -> String {
        for _ in 0..<600 {
            let answer = try shell("curl -s '\(server.address)/readyz'")
            if !answer.contains("unchecked") { return answer }
            try await Task.sleep(for: .milliseconds(100))
        }
        return "unchecked"
    }

    func shell(_ script: String) throws -> String { try Shell.run(script, in: server.folder) }

    func releve(_ line: String) throws -> String {
        try shell("'\(LiveServer.program.path())' \(line) --data data --checkpoint-journal journal")
    }
}

@Suite("a running service and its log")
struct LogTests {
    @Test("shows a log that somebody else's program finds whole, with two keys", .timeLimit(.minutes(20)))
    func checked() async throws {
        let log = try await LiveLog()
        try log.store(300)
        let old = try await log.checkpoint(ofSize: 300)
        _ = try log.releve("log rotate")
        for _ in 0..<5 { try log.store(100) }
        _ = try await log.checkpoint(ofSize: 800)
        let script = """
            mkdir -p seen/proofs seen/since
            '\(LiveServer.program.path())' log keys --data data > seen/keys
            for n in 0 255 256 799; do
              curl -sf -u "$(cat data/admin-key)" "$0/api/v1/evidence/proof?leaf=$n" > seen/proofs/$n
            done
            curl -sf "$0/api/v1/evidence/growth?since=300" > seen/since/300
            printf '%s' '\(old[2])' > seen/since/300.root
            python3 '\(LiveServer.root.path())/Tests/Clients/check_log.py' seen "$0/api/v1/evidence"
            """.replacing("$0", with: log.server.address)
        let said = try log.shell(script)
        #expect(said.hasSuffix("\nall is well\n"), "\(said)")
        #expect(said.split(separator: "\n").filter { $0.hasPrefix("the signature of ") }.count == 2)
        #expect(try log.releve("log retire").hasPrefix(old[0] + "+"))
        #expect(try await log.server.stop() == 0)
    }

    @Test("is one log, however often it crashes between what it does", .timeLimit(.minutes(30)))
    func crashes() async throws {
        var folder: URL?
        var seen: Set<String> = []
        for round in 0..<5 {
            let log = try await LiveLog(in: folder)
            folder = log.server.folder
            try Data(Self.client.utf8).write(to: log.server.folder.appending(path: "client.py"))
            let client = Task.detached {
                try log.shell("python3 client.py '\(log.server.address)' \"$(cat data/admin-key)\"")
            }
            try await Task.sleep(for: .milliseconds(1_200 + round * 370))
            log.server.crash()
            seen.formUnion(try await client.value.split(separator: "\n").map(String.init))
        }
        let log = try await LiveLog(in: folder)
        #expect(try await log.standing() == #"{"status":"ready","log":"signing"}"#)
        try log.store(1)
        let last = try await log.settledSize()
        let journal = try log.shell("cut -f 1-3 journal").split(separator: "\n").map(String.init)
        #expect(seen.isSubset(of: journal), "whatever was shown was written down before")
        let sizes = Dictionary(grouping: Set(journal)) { $0.split(separator: "\t")[1] }
        #expect(sizes.values.allSatisfy { $0.count == 1 }, "\(sizes)")
        #expect(sizes.count > 5)
        try Data(Self.since.utf8).write(to: log.server.folder.appending(path: "since.py"))
        let script = """
            mkdir -p seen && '\(LiveServer.program.path())' log keys --data data > seen/keys
            python3 since.py '\(log.server.address)/api/v1/evidence' \(last)
            PYTHONPATH='\(LiveServer.root.path())/Tests/Clients' python3 check.py '\(log.server.address)/api/v1/evidence'
            """
        try Data(Self.check.utf8).write(to: log.server.folder.appending(path: "check.py"))
        let said = try log.shell(script)
        #expect(said.hasSuffix("\nall is well\n"), "\(said)")
        #expect(try await log.server.stop() == 0)
    }

    @Test("says once that a record was taken away below the tree, and goes on serving", .timeLimit(.minutes(20)))
    func missing() async throws {
        let first = try await LiveLog()
        try first.store(10)
        #expect(try await first.server.stop(keepingFolder: true) == 0)
        let steps = "DELETE FROM log_tile; DELETE FROM statement_agent; DELETE FROM statement WHERE seq = 4"
        _ = try first.shell(
            "python3 -c \"import sqlite3; d = sqlite3.connect('data/releve.sqlite'); d.executescript('\(steps)')\"")
        let second = try await LiveLog(in: first.server.folder)
        func complaints() throws -> Int {
            let log = try String(contentsOf: second.server.log, encoding: .utf8)
            return log.split(separator: "\n").count { $0.contains("chore failed") && $0.contains("leaves grown") }
        }
        for _ in 0..<600 where try complaints() == 0 { try await Task.sleep(for: .milliseconds(100)) }
        try await Task.sleep(for: .seconds(2))
        #expect(try complaints() == 1, "it is tried ten times in two seconds")
        try second.store(2)
        #expect(try await second.server.stop() == 0)
    }

    @Test("signs nothing on a restored backup until somebody says so", .timeLimit(.minutes(20)))
    func restored() async throws {
        let first = try await LiveLog()
        try first.store(3)
        _ = try await first.checkpoint(ofSize: 3)
        #expect(try await first.server.stop(keepingFolder: true) == 0)
        _ = try first.shell("cp -r data backup")
        let second = try await LiveLog(in: first.server.folder)
        try second.store(4)
        let seven = try await second.checkpoint(ofSize: 7)
        #expect(try await second.server.stop(keepingFolder: true) == 0)
        _ = try first.shell("rm -r data && mv backup data")
        let third = try await LiveLog(in: first.server.folder)
        #expect(try await third.standing() == #"{"status":"ready","log":"smaller-tree"}"#)
        try third.store(4)
        for _ in 0..<600 where try await third.standing().contains("smaller-tree") {
            try await Task.sleep(for: .milliseconds(100))
        }
        #expect(try await third.standing() == #"{"status":"ready","log":"other-tree"}"#)
        let refused = try third.shell(
            "curl -s -H 'Accept-Language: fr' '\(third.server.address)/api/v1/evidence/checkpoint'")
        #expect(refused.contains("log-halted"))
        #expect(try String(contentsOf: third.server.log, encoding: .utf8).contains("the log signs nothing"))
        let key = try third.releve("log resume")
        #expect(key.hasPrefix(seven[0] + "/2+"))
        let resumed = try await third.checkpoint(ofSize: 7)
        #expect(resumed[0] == seven[0] + "/2")
        #expect(resumed[2] != seven[2], "another tree, and another log")
        #expect(try await third.server.stop() == 0)
    }

    /// Stores as fast as it can until the service is gone, and prints what of checkpoints it was shown.
    private static let client = """
        import base64, json, sys, threading, time, urllib.request

        def ask(path, body=None):
            headers = {"Authorization": "Basic " + base64.b64encode(sys.argv[2].encode()).decode(),
                       "Content-Type": "application/json", "X-Experience-API-Version": "2.0.0"}
            data = body and json.dumps(body).encode()
            return urllib.request.urlopen(urllib.request.Request(sys.argv[1] + path, data, headers), timeout=30).read()

        def store():
            statement = {"actor": {"mbox": "mailto:a@example.fr"}, "object": {"id": "https://example.fr/a"},
                         "verb": {"id": "http://adlnet.gov/expapi/verbs/completed"}}
            try:
                while True: ask("/xapi/statements", [statement] * 7)
            except Exception: pass

        threads = [threading.Thread(target=store) for _ in range(4)]
        for thread in threads: thread.start()
        seen = set()
        while any(thread.is_alive() for thread in threads):
            try: seen.add("\\t".join(ask("/api/v1/evidence/checkpoint").decode().split("\\n")[:3]))
            except Exception: time.sleep(0.02)
        print("\\n".join(sorted(seen)))
        """

    /// Fetches the growth since each checkpoint that was ever signed.
    private static let since = """
        import pathlib, sys, urllib.request
        folder = pathlib.Path("seen/since")
        folder.mkdir(exist_ok=True)
        for line in open("journal"):
            size, root = line.split("\\t")[1:3]
            if 0 < int(size) <= int(sys.argv[2]): (folder / f"{size}.root").write_text(root)
        """

    private static let check = """
        import check_log, pathlib, sys, urllib.request
        folder = pathlib.Path("seen")
        (folder / "proofs").mkdir(exist_ok=True)
        check_log.copy(sys.argv[1], folder)
        size = int((folder / "checkpoint").read_text().split("\\n")[1])
        for file in list((folder / "since").glob("*.root")):
            growth = urllib.request.urlopen(f"{sys.argv[1]}/growth?since={file.stem}").read()
            (folder / "since" / file.stem).write_bytes(growth)
        check_log.main(folder)
        """
}
