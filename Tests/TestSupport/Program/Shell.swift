package import Foundation

/// Runs a line of shell as a reader would paste it, but stops at the first failure.
package enum Shell {
    package struct Failure: Error, CustomStringConvertible {
        package let description: String
    }

    package static func run(_ script: String, in folder: URL) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/bash")
        process.arguments = ["-euo", "pipefail", "-c", script]
        process.currentDirectoryURL = folder
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(description: "\(script)\n→ \(text)") }
        return text
    }
}
