import Foundation
import TestSupport
import Testing

@Suite("releve retention")
struct RetentionCommandTests {
    @Test("counts, refuses another plan, and destroys what the plan named", .timeLimit(.minutes(20)))
    func runs() async throws {
        try await ReleveCommand.run { releve in
            let server = try await LiveServer(
                environment: ["RELEVE_ADMIN_KEY": "k", "RELEVE_ADMIN_SECRET": "s"], in: releve.folder
            )
            let schedule = #"{"name":"Partis","category":"people-gone","after":"P1Y","from":"contract"}"#
            let set = try Shell.run(
                "curl -s -o /dev/null -w '%{http_code}' -u k:s -X PUT -H 'Content-Type: application/json' "
                    + "-d '\(schedule)' \(server.address)/api/v1/retention/schedules/partis",
                in: releve.folder
            )
            #expect(set == "201")
            #expect(try await server.stop(keepingFolder: true) == 0)
            let table = """
                matricule;nom;contrat;contrat_debut;contrat_fin
                MAT7781;Quatrebarbes;CDD;01/01/2019;31/12/2020
                MAT7782;Trois;CDI;01/01/2019;

                """
            try Data(table.utf8).write(to: releve.folder.appending(path: "people.csv"))
            #expect(try releve("releve people import people.csv --data data").code == 0)
            func retention(_ more: String) throws -> ReleveCommand.Outcome {
                try releve("LC_ALL=C releve retention \(more) --data data")
            }
            let dry = try retention("--dry-run")
            #expect(dry.output.hasPrefix(#"partis: {"people":1,"#), "\(dry)")
            let plan = try #require(dry.output.split(separator: "\n").last?.split(separator: " ").last)
            #expect(try retention("--plan 00\(plan.dropFirst(2))x").code == 1)
            #expect(try Shell.run("grep -c Quatrebarbes data/releve.sqlite || true", in: releve.folder) != "0\n")
            let done = try retention("--plan \(plan)")
            #expect(done.code == 0 && done.output.contains(#"partis: {"people":1,"#), "\(done)")
            #expect(try Shell.run("grep -rlai quatrebarbes data || true", in: releve.folder) == "")
            #expect(try Shell.run("grep -c . data/erasures", in: releve.folder) == "1\n")
            #expect(try retention("").output == "nothing is due\n")
            #expect(try releve("LC_ALL=C releve check --data data").output.contains("0 faults"))
        }
    }
}
