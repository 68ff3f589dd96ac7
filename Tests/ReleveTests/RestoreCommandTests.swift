import Foundation
import TestSupport
import Testing

@Suite("the start after a restore")
struct RestoreCommandTests {
    @Test("whom an older backup brought back is gone again before the service answers", .timeLimit(.minutes(20)))
    func restored() async throws {
        try await ReleveCommand.run { releve in
            let table = "matricule;nom;prenom;mail\nMAT7781;Quatrebarbes;Zoé;zoe@quatrebarbes.example\n"
            try Data(table.utf8).write(to: releve.folder.appending(path: "people.csv"))
            let path = releve.folder.appending(path: "journal").path()
            let journal = "--checkpoint-journal \(path)"
            #expect(try releve("releve people import people.csv --data data \(journal)").code == 0)
            let find = """
                python3 -c 'import sqlite3, uuid
                print(uuid.UUID(bytes=sqlite3.connect("data/releve.sqlite").execute("SELECT uid FROM person").fetchone()[0]))'
                """
            let id = try Shell.run(find, in: releve.folder).trimmingCharacters(in: .whitespacesAndNewlines)
            _ = try Shell.run("cp -r data backup", in: releve.folder)
            #expect(try releve("releve erase --person \(id) --reason 118 --data data \(journal)").code == 0)
            #expect(try Shell.run("grep -c \(id) journal.erasures", in: releve.folder) == "1\n")
            for isServed in [true, false] {
                _ = try Shell.run("rm -r data; cp -r backup data", in: releve.folder)
                #expect(try Shell.run("(grep -rlai quatrebarbes data || true) | wc -l", in: releve.folder) != "0\n")
                if isServed {
                    let server = try await LiveServer(arguments: ["--checkpoint-journal", path], in: releve.folder)
                    let ready = try Shell.run("curl -s \(server.address)/readyz", in: releve.folder)
                    #expect(ready.contains(#""erased_again":1"#), "\(ready)")
                    #expect(try await server.stop(keepingFolder: true) == 0)
                } else {
                    let done = try releve("LC_ALL=C releve erase --again --data data \(journal)")
                    #expect(done.code == 0 && done.output == "erased again: 1\n", "\(done)")
                    #expect(try releve("LC_ALL=C releve erase --again --data data \(journal)").output.contains(": 0"))
                }
                #expect(try Shell.run("(grep -rlai quatrebarbes data || true) | wc -l", in: releve.folder) == "0\n")
            }
        }
    }
}
