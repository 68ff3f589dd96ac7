import Foundation

/// What other people's programs read in a PDF.
package struct ReadPDF {
    package let info: String
    package let text: String
    package let structure: String

    package init(_ bytes: [UInt8]) throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "releve-\(UUID().uuidString).pdf")
        try Data(bytes).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        info = try Self.run("pdfinfo", [file.path()])
        structure = try Self.run("pdfinfo", ["-struct-text", file.path()])
        text = try Self.run("pdftotext", ["-layout", file.path(), "-"])
    }

    private static func run(_ program: String, _ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [program] + arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: bytes, as: UTF8.self)
    }
}
