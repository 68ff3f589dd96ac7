import Foundation
import TestSupport
import Testing

@Suite("a running service and the auditor's program")
struct BundleTests {
    private static let program = LiveServer.program.deletingLastPathComponent().appending(path: "verify-evidence")

    @Test("a bundle is asked for, fetched, and verified without the service", .timeLimit(.minutes(20)))
    func verified() async throws {
        let server = try await LiveServer()
        let package = server.folder.appending(path: "a.zip")
        try Data(ZipWriter.course("secourisme").bytes).write(to: package)
        try Data(Self.client.utf8).write(to: server.folder.appending(path: "client.py"))
        let said = try Shell.run("python3 client.py '\(server.address)' \"$(cat data/admin-key)\"", in: server.folder)
        #expect(said == "404 ready 2\n", "\(said)")
        _ = try Shell.run("'\(LiveServer.program.path())' log keys --data data > key", in: server.folder)
        #expect(try await server.stop(keepingFolder: true) == 0)
        defer { try? FileManager.default.removeItem(at: server.folder) }

        func verify(_ arguments: String) throws -> (code: String, lines: [String]) {
            let script =
                "LC_ALL=fr_FR.UTF-8 '\(Self.program.path())' \(arguments) > said 2>&1 && c=0 || c=$?; echo $c; cat said"
            var lines = try Shell.run(script, in: server.folder).split(separator: "\n").map(String.init)
            return (lines.removeFirst(), lines)
        }
        let whole = try verify("bundle.zip --key \"$(cat key)\" --checkpoint held")
        #expect(whole.code == "0", "\(whole.lines)")
        #expect(whole.lines.last == "Verdict : tout est vérifié.")
        #expect(whole.lines.contains { $0.contains("secourisme : Terminé le ") })
        #expect(whole.lines.contains { $0.contains("Le journal n’a fait que croître depuis sa taille 1.") })
        #expect(try verify("bundle.zip").code == "2")
        #expect(try verify("key --key \"$(cat key)\"").code == "1")
        #expect(try verify("absent.zip --key \"$(cat key)\"").code == "1")
        #expect(try verify("bundle.zip --key nonsense").code == "64")
        #expect(try verify("bundle.zip --checkpoint key").code == "64")
        _ = try Shell.run("head -c 2000 bundle.zip > cut.zip", in: server.folder)
        #expect(try verify("cut.zip --key \"$(cat key)\"").code == "1")
    }

    /// Keeps an early checkpoint, stores, waits until a bundle is there, and keeps that too.
    private static let client = """
        import base64, json, sys, time, urllib.error, urllib.request

        def ask(path, body=None, kind="application/json"):
            headers = {"Authorization": "Basic " + base64.b64encode(sys.argv[2].encode()).decode(),
                       "Content-Type": kind, "X-Experience-API-Version": "2.0.0"}
            return urllib.request.urlopen(urllib.request.Request(sys.argv[1] + path, body, headers)).read()

        def checkpoint(size):
            for _ in range(600):
                try:
                    note = ask("/api/v1/evidence/checkpoint")
                    if int(note.split(b"\\n")[1]) == size: return note
                except urllib.error.HTTPError: pass
                time.sleep(0.1)

        course = json.loads(ask("/api/v1/packages", open("a.zip", "rb").read(), "application/zip"))
        open("held", "wb").write(checkpoint(1))
        statements = [{"actor": {"mbox": f"mailto:{name}@example.fr"}, "object": {"id": course["activities"][0]["id"]},
                       "verb": {"id": "http://adlnet.gov/expapi/verbs/" + verb}}
                      for name, verb in [("a", "completed"), ("b", "experienced")]]
        ask("/xapi/statements", json.dumps(statements).encode())
        checkpoint(3)
        path = "/api/v1/evidence/bundles"
        bundle = json.loads(ask(path, json.dumps({"course": course["course"]["id"], "since": 1}).encode()))
        try: print(ask(path + "/nobody"))
        except urllib.error.HTTPError as error: print(error.code, end=" ")
        for _ in range(600):
            bundle = json.loads(ask(f"{path}/{bundle['id']}"))
            if bundle["finished_at"]: break
            time.sleep(0.1)
        print(bundle["state"], bundle["claims"])
        open("bundle.zip", "wb").write(ask(bundle["file"]))
        """
}
