import Foundation
import TestSupport

/// The built program in a folder of its own, run with a line of arguments as a reader would paste it.
struct ReleveCommand {
    struct Outcome {
        let code: Int
        let output: String
        let complaints: String
    }

    let folder: URL

    /// Runs `body`, then removes the folder.
    static func run(
        isolation: isolated (any Actor)? = #isolation,
        _ body: (ReleveCommand) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "releve-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(ReleveCommand(folder: folder))
    }

    /// - Parameter line: `import a.zip`; what stands before `releve` goes into the environment.
    func callAsFunction(_ line: String) throws -> Outcome {
        let words = line.contains("releve ") ? line : "releve " + line
        let script = words.replacing("releve ", with: "timeout 30 '\(LiveServer.program.path())' ", maxReplacements: 1)
        let code = try Shell.run("code=0; \(script) >output 2>complaints || code=$?; echo $code", in: folder)
        return Outcome(
            code: Int(code.filter(\.isNumber)) ?? -1,
            output: try read("output"),
            complaints: try read("complaints")
        )
    }

    func write(_ name: String, _ zip: ZipWriter) throws { try write(name, zip.bytes) }

    func write(_ name: String, _ bytes: [UInt8]) throws { try Data(bytes).write(to: folder.appending(path: name)) }

    func read(_ name: String) throws -> String { try String(contentsOf: folder.appending(path: name), encoding: .utf8) }

    /// What lies in a folder, hidden files among it; nothing where it is not there.
    func names(in name: String) -> [String] {
        let path = folder.appending(path: name).path()
        return ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
    }
}

extension ZipWriter {
    /// A package that imports: a tincan.xml of one activity, whose title and id are `name`.
    static func course(_ name: String) -> ZipWriter {
        ZipWriter(
            ZipEntry(
                "tincan.xml",
                """
                <tincan xmlns="http://projecttincan.com/tincan.xsd"><activities><activity id="https://ex.fr/\(name)"
                type="http://adlnet.gov/expapi/activities/course"><name lang="fr">\(name)</name>
                <launch lang="fr">index.html</launch></activity></activities></tincan>
                """
            ),
            ZipEntry("index.html", "1")
        )
    }
}
