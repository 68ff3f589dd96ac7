import Foundation
import TestSupport
import Testing

/// The receiver that `docs/feed.md` shows, in Python: a second opinion on what our signatures say.
enum PythonReader {
    static func verifies(
        _ arrival: HTTPReceiver.Arrival, secret: String, secondsLater: Int = 0
    ) throws -> Bool {
        let folder = FileManager.default.temporaryDirectory.appending(path: "releve-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data((try ShownCode.python(in: "docs/feed.md", holding: "def verify") + driver).utf8).write(
            to: folder.appending(path: "reader.py"))
        try Data(arrival.body).write(to: folder.appending(path: "body"))
        let timestamp = try #require(arrival.headers["webhook-timestamp"].flatMap { Int($0) })
        let asked: [String: Any] = [
            "secret": secret, "headers": arrival.headers, "now": timestamp + secondsLater,
        ]
        try JSONSerialization.data(withJSONObject: asked).write(to: folder.appending(path: "asked"))
        let said = try Shell.run("python3 reader.py", in: folder).trimmingCharacters(in: .whitespacesAndNewlines)
        #expect(["True", "False"].contains(said))
        return said == "True"
    }

    private static let driver = """

        import json
        asked = json.load(open("asked"))
        print(verify(asked["secret"], asked["headers"], open("body", "rb").read(), asked["now"]))
        """
}
