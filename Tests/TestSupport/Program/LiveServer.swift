package import Foundation

/// The built program, serving from a folder of its own until it is stopped.
package struct LiveServer {
    package let folder: URL
    package let address: String
    private let process: Child

    package static let root = URL(filePath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// `releve` beside the test bundle, where `swift test` builds it.
    package static let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        .appending(path: "releve")

    /// Starts on a port that the system chooses, and waits until it listens.
    ///
    /// - Parameter folder: one that a stopped server left; a new one where nil.
    package init(arguments: [String] = [], environment: [String: String] = [:], in kept: URL? = nil) async throws {
        guard FileManager.default.isExecutableFile(atPath: Self.program.path()) else {
            throw Shell.Failure(description: "\(Self.program.path()) is not built")
        }
        folder = kept ?? FileManager.default.temporaryDirectory.appending(path: "releve-\(UUID().uuidString)")
        let data = folder.appending(path: "data")
        try FileManager.default.createDirectory(at: data, withIntermediateDirectories: true)
        process = try Child(
            Self.program.path(), ["serve", "--data", data.path(), "--port", "0"] + arguments,
            environment: ProcessInfo.processInfo.environment.merging(environment) { _, new in new }, in: folder,
            output: folder.appending(path: "log")
        )
        address = try await Self.address(in: data, of: process, log: folder.appending(path: "log"))
    }

    /// What the program says to its operator.
    package var log: URL { folder.appending(path: "log") }

    /// On a machine that runs every test at once a start takes its time; what ended by itself is told at once.
    private static func address(in data: URL, of process: Child, log: URL) async throws -> String {
        for _ in 0..<1_800 {
            let isRunning = process.isRunning
            if let text = try? String(contentsOf: data.appending(path: "address"), encoding: .utf8) {
                return text.trimmingCharacters(in: .newlines)
            }
            guard isRunning else { break }
            try await Task.sleep(for: .milliseconds(100))
        }
        let state = process.isRunning ? "does not listen" : "ended with \(process.wait())"
        let said = (try? String(contentsOf: log, encoding: .utf8)) ?? ""
        throw Shell.Failure(description: "the server \(state): \(said.suffix(2_000))")
    }

    /// KiB of the process by a line of `/proc/…/status`: `VmRSS` now, `VmHWM` at most so far.
    package func memory(_ line: String) throws -> Int {
        let status = try String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)
        let words = status.split(separator: "\n").first { $0.hasPrefix(line + ":") }?.split { " \t".contains($0) }
        guard let number = words?.dropFirst().first.flatMap({ Int($0) }) else {
            throw Shell.Failure(description: "no \(line) of the process")
        }
        return number
    }

    /// Ends it as a crash would, and keeps its folder.
    package func crash() {
        process.crash()
        _ = process.wait()
        try? FileManager.default.removeItem(at: folder.appending(path: "data/address"))
    }

    /// Sends SIGTERM, and answers the exit code.
    package func stop(keepingFolder: Bool = false) async throws -> Int32 {
        process.terminate()
        for _ in 0..<400 where process.isRunning { try await Task.sleep(for: .milliseconds(100)) }
        if !keepingFolder { try? FileManager.default.removeItem(at: folder) }
        return process.isRunning ? -1 : process.wait()
    }
}
