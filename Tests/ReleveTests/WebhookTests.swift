import Foundation
import TestSupport
import Testing

@Suite("a running service and its webhooks")
struct WebhookTests {
    @Test("sends a statement to a receiver that verifies as docs/feed.md shows, and stops", .timeLimit(.minutes(20)))
    func live() async throws {
        let server = try await LiveServer()
        let verify = try ShownCode.python(in: "docs/feed.md", holding: "def verify")
        let script = server.folder.appending(path: "receiver.py")
        try Data((verify + Self.receiver).utf8).write(to: script)
        let said = try Shell.run("python3 receiver.py '\(server.address)' \"$(cat data/admin-key)\"", in: server.folder)
        #expect(said == "True [0, 1] 1\n")
        #expect(try await server.stop() == 0)
    }

    /// Says whether the signature holds, which leaves came, and the last of them.
    private static let receiver = """

        import http.server, json, queue, sys, threading, urllib.request
        arrived = queue.Queue()

        class Receiver(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                arrived.put(({name.lower(): value for name, value in self.headers.items()}, body))
                self.send_response(204)
                self.end_headers()
            def log_message(self, *words): pass

        def post(path, body):
            headers = {"Authorization": "Basic " + base64.b64encode(sys.argv[2].encode()).decode(),
                       "Content-Type": "application/json", "X-Experience-API-Version": "2.0.0"}
            request = urllib.request.Request(sys.argv[1] + path, json.dumps(body).encode(), headers)
            return json.load(urllib.request.urlopen(request))

        server = http.server.HTTPServer(("127.0.0.1", 0), Receiver)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        statement = {"actor": {"mbox": "mailto:a@example.fr"}, "object": {"id": "https://example.fr/a"},
                     "verb": {"id": "http://adlnet.gov/expapi/verbs/completed"}}
        post("/xapi/statements", [statement, statement])
        url = f"http://127.0.0.1:{server.server_port}/"
        secret = post("/api/v1/webhooks", {"url": url, "after": -1})["secret"]
        headers, body = arrived.get(timeout=30)
        sent = json.loads(body)
        print(verify(secret, headers, body), [item["leaf"] for item in sent["items"]], sent["after"])
        """
}
