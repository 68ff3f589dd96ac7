import ArgumentParser
import HTTPService
import LearningRecords
import XAPI

/// `releve import-history FILE --source talentsoft`: what `POST /api/v1/history/import` does, without a server.
struct ImportHistoryFile: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import-history",
        abstract: "Takes over what people did before, or elsewhere.",
        discussion: "Lines with an error are left out and named. The same table again changes nothing."
    )

    @OptionGroup(title: "Store") var store: StoreOptions

    @Option(help: "Where the lines come from: talentsoft, cnfpt, …")
    var source: String

    @Flag(help: "Shows what would come in, and stores nothing.")
    var dryRun = false

    @Argument(help: "A table, separated by ; or , whose first line names the columns.")
    var file: String

    func run() async throws {
        let bytes = try Terminal.bytes(ofFile: file)
        let store = try await Store(try await Settings(store))
        let outcome = try await store.useCases.importHistory(bytes, source: source, isDryRun: dryRun, by: "releve")
        try await store.close()
        guard case .read(let report) = outcome else {
            Terminal.complain(
                LocalizedText(
                    french: "« \(source) » n’est pas un nom de source : de 1 à 64 lettres, chiffres, points et tirets.",
                    english: "“\(source)” is not the name of a source: 1 to 64 letters, digits, dots and hyphens."
                )
            )
            throw ExitCode.failure
        }
        report.show(of: file)
        if report.isUnreadable || report.refused > 0 { throw ExitCode.failure }
    }
}

extension ImportHistory.Report {
    /// Courses that are made, what is odd, and how many lines there are of each.
    fileprivate func show(of file: String) {
        for course in courses {
            Terminal.say(french: "nouveau cours : \(course.title)", english: "new course: \(course.title)")
        }
        Terminal.say(findings, of: file)
        Terminal.say(
            french: "\(created) reprises, \(unchanged) inchangées, \(refused) lignes écartées"
                + (isApplied ? "" : " ; rien n’a été enregistré"),
            english: "\(created) taken over, \(unchanged) unchanged, \(refused) lines left out"
                + (isApplied ? "" : "; nothing was stored")
        )
    }
}
