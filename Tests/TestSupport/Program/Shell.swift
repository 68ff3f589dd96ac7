package import Foundation

/// Runs a line of shell as a reader would paste it, but stops at the first failure.
package enum Shell {
    package struct Failure: Error, CustomStringConvertible {
        package let description: String
    }

    package static func run(_ script: String, in folder: URL) throws -> String {
        let output = FileManager.default.temporaryDirectory.appending(path: "releve-\(UUID().uuidString).output")
        defer { try? FileManager.default.removeItem(at: output) }
        let child = try Child(
            "/bin/bash", ["-euo", "pipefail", "-c", script], environment: ProcessInfo.processInfo.environment,
            in: folder, output: output
        )
        let code = child.wait()
        let text = String(decoding: try Data(contentsOf: output), as: UTF8.self)
        guard code == 0 else { throw Failure(description: "\(script)\n→ \(text)") }
        return text
    }

    /// The same for what takes long: on a thread of its own, since Swift's are as few as the cores, and everybody waits for them.
    package static func runAside(_ script: String, in folder: URL) async throws -> String {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Result { try run(script, in: folder) }) }
        }
    }
}
