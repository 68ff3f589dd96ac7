import ArgumentParser
import Foundation
import HTTPService
import LearningRecords
import XAPI

/// `releve people import FILE`: what `POST /api/v1/people/import` does, without a server.
struct People: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Takes people in.", subcommands: [Import.self])

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Takes a table of people in, and shows what it changes.",
            discussion: "Lines with an error are left out and named. The same table again changes nothing."
        )

        @OptionGroup(title: "Store") var store: StoreOptions

        @Flag(help: "Shows what would change, and stores nothing.")
        var dryRun = false

        @Argument(help: "A table, separated by ; or , whose first line names the columns.")
        var file: String

        func run() async throws {
            let bytes = try Terminal.bytes(ofFile: file)
            let store = try await Store(try await Settings(store))
            let report = try await store.useCases.people.importTable(
                bytes, isDryRun: dryRun, mayRestricted: true, by: "releve"
            )
            try await store.close()
            report.show(of: file)
            if report.isUnreadable || report.refused > 0 { throw ExitCode.failure }
        }
    }
}

extension ImportPeople.Report {
    /// Lines that change something, what is odd, and how many there are of each.
    fileprivate func show(of file: String) {
        for line in lines {
            Terminal.say("\(file):\(line.line) \(line.outcome.rawValue) \(line.matricule ?? "-") \(line.name)")
            for change in line.changes {
                let since = change.since.map { " (\($0.text))" } ?? ""
                Terminal.say("  \(change.field): \(change.before ?? "-") → \(change.after ?? "-")\(since)")
            }
        }
        Terminal.say(findings, of: file)
        let (created, changed) = (counts[.created] ?? 0, counts[.changed] ?? 0)
        let unchanged = counts[.unchanged] ?? 0
        Terminal.say(
            french: "\(created) créées, \(changed) modifiées, \(unchanged) inchangées, \(refused) lignes écartées"
                + (isApplied ? "" : " ; rien n’a été enregistré"),
            english: "\(created) created, \(changed) changed, \(unchanged) unchanged, \(refused) lines left out"
                + (isApplied ? "" : "; nothing was stored")
        )
    }
}
