import Foundation
import TestSupport
import Testing

@Suite("releve erase")
struct EraseCommandTests {
    @Test("counts, then destroys, and finds nothing left in the data folder", .timeLimit(.minutes(20)))
    func erased() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "releve-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let table = "matricule;nom;prenom;mail\nMAT7781;Quatrebarbes;Zoé;zoe@quatrebarbes.example\n"
        try Data(table.utf8).write(to: folder.appending(path: "people.csv"))
        let program = LiveServer.program.path()
        func releve(_ line: String) throws -> String {
            try Shell.run("LC_ALL=en_US.UTF-8 '\(program)' \(line) --data data 2>&1 || echo \"exit $?\"", in: folder)
        }
        _ = try releve("people import people.csv")
        let find = """
            python3 -c 'import sqlite3, uuid
            print(uuid.UUID(bytes=sqlite3.connect("data/releve.sqlite").execute("SELECT uid FROM person").fetchone()[0]))'
            """
        let id = try Shell.run(find, in: folder).trimmingCharacters(in: .whitespacesAndNewlines)
        let dry = try releve("erase --person \(id) --dry-run")
        #expect(dry.contains("identifiers: 1\n") && dry.contains("nothing was erased\n"), "\(dry)")
        #expect(try releve("erase --person \(id)").contains("--reason?"))
        let done = try releve("erase --person \(id) --reason 118")
        #expect(done.contains("erasure ") && !done.contains("left: ") && !done.contains("exit"), "\(done)")
        #expect(try Shell.run("grep -rlai quatrebarbes data || true", in: folder) == "")
        #expect(try releve("erase --person \(id) --dry-run").hasSuffix("exit 1\n"))
        #expect(try releve("check").contains("2 leaves checked, 0 faults\n"))
    }
}
