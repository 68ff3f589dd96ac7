import ArgumentParser
import Foundation
import HTTPService
import LearningRecords
import XAPI

/// `releve erase`: what `POST /api/v1/erasures` does, without a server.
struct Erase: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Destroys what is known of a person, and looks for what is left of them on this machine.",
        discussion: """
            Only a tombstone stays, which does not say who it was. --dry-run counts what would go. Ends with 1 where \
            something by which the person is recognized still stands in a file of the data folder. --again erases \
            those whom a restored backup brought back; the service does that by itself when it starts.
            """
    )

    @OptionGroup(title: "Store") var store: StoreOptions

    @Option(help: "The person’s id.")
    var person: String?

    @Option(help: "Why, without naming the person: it is kept.")
    var reason = ""

    @Flag(help: "Counts, and destroys nothing.")
    var dryRun = false

    @Flag(help: "Erases again whom a restored backup brought back.")
    var again = false

    func run() async throws {
        if again { return try await eraseAgain() }
        guard let id = person.flatMap({ UUID(uuidString: $0) }) else { throw ValidationError("--person: UUID?") }
        guard dryRun || !reason.isEmpty else { throw ValidationError("--reason?") }
        let store = try await Store(try await Settings(store))
        let erase = store.useCases.erasures.erase
        let outcome =
            dryRun
            ? try await erase.count(.person(id))
            : try await erase(.init(.person(id), reason: reason), by: "releve")
        try await store.close()
        switch outcome {
        case .failure(let refusal):
            Terminal.complain(refusal.sentence)
            throw ExitCode.failure
        case .success(let report):
            report.show()
            if !report.residue.isEmpty || report.erasure != nil && !report.isPurged { throw ExitCode.failure }
        }
    }

    private func eraseAgain() async throws {
        guard person == nil, !dryRun else { throw ValidationError("--again stands alone.") }
        let store = try await Store(try await Settings(store))
        let report = try await store.useCases.erasures.again()
        try await store.close()
        Terminal.say(
            french: "effacements refaits : \(report.erasures.count)",
            english: "erased again: \(report.erasures.count)"
        )
        guard report.unreadable > 0 || !report.isPurged else { return }
        Terminal.complain(
            LocalizedText(
                french: "lignes illisibles : \(report.unreadable) ; place rendue : \(report.isPurged ? "oui" : "non")",
                english: "unreadable lines: \(report.unreadable); room given up: \(report.isPurged ? "yes" : "no")"
            )
        )
        throw ExitCode.failure
    }
}

extension ErasePerson.Report {
    fileprivate func show() {
        for (name, count) in counts.named where count > 0 { Terminal.say("\(name): \(count)") }
        guard let erasure else {
            return Terminal.say(french: "rien n’a été effacé", english: "nothing was erased")
        }
        Terminal.say(french: "effacement \(erasure.canonical)", english: "erasure \(erasure.canonical)")
        for found in residue {
            Terminal.say(
                french: "reste : \(found.file), \(found.kind.rawValue), \(found.times) fois",
                english: "left: \(found.file), \(found.kind.rawValue), \(found.times) times"
            )
        }
        if !isPurged {
            Terminal.say(
                french: "la base n’a pas rendu toute la place effacée : docs/erasure.md",
                english: "the database has not given up all erased room: docs/erasure.md"
            )
        }
        for place in BeyondReach.allCases { Terminal.say(place.sentence.text(in: Terminal.language)) }
    }
}

extension ErasureRefusal {
    fileprivate var sentence: LocalizedText {
        switch self {
        case .unknownPerson: LocalizedText(french: "Aucune personne n’a cet id.", english: "No person has this id.")
        case .isMerged(let id):
            LocalizedText(
                french: "Cette personne a été fusionnée avec \(id.canonical).",
                english: "This person was merged into \(id.canonical)."
            )
        case .held(let id):
            LocalizedText(
                french: "La conservation \(id.canonical) empêche d’effacer cette personne.",
                english: "Hold \(id.canonical) keeps this person from being erased."
            )
        case .reasonNames, .requesterNames:
            LocalizedText(
                french: "--reason nomme la personne et resterait après elle.",
                english: "--reason names the person and would outlast them."
            )
        }
    }
}
