import Foundation
import TestSupport
import Testing

@Suite("releve people")
struct PeopleCommandTests {
    @Test("imports a table: shows, then writes, then finds nothing to do")
    func life() async throws {
        try await ReleveCommand.run { releve in
            let file = releve.folder.appending(path: "agents.csv")
            try Data("matricule;nom;prénom;service\n004217;Dupont;Élodie;Voirie\n".utf8).write(to: file)
            let dry = try releve("people import agents.csv --dry-run --data data")
            #expect(dry.code == 0)
            #expect(dry.output.contains("agents.csv:2 created 004217 Élodie Dupont"), "\(dry.output)")
            #expect(dry.output.contains("1 created, 0 changed, 0 unchanged, 0 lines left out; nothing was stored"))
            let wet = try releve("people import agents.csv --data data")
            #expect(wet.output.contains("1 created, 0 changed, 0 unchanged, 0 lines left out\n"), "\(wet.output)")
            let again = try releve("people import agents.csv --data data")
            #expect(again.output == "0 created, 0 changed, 1 unchanged, 0 lines left out\n", "\(again.output)")
            try Data("matricule;nom\n004217;Dupond\n7;\n".utf8).write(to: file)
            let odd = try releve("people import agents.csv --data data")
            #expect(odd.code == 1, "a line was left out")
            #expect(odd.output.contains("  family_name: Dupont → Dupond"), "\(odd.output)")
            #expect(odd.output.contains("agents.csv:3 error name-missing This person has no name."))
            #expect(try releve("people import nothing.csv --data data").code == 1)
        }
    }
}
