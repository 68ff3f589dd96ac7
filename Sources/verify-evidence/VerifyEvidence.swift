import ArgumentParser
import EvidenceVerification
import Foundation
import TransparencyLog
import XAPI

/// `verify-evidence BUNDLE --key KEY [--checkpoint FILE]`: the auditor's program, without network and without database.
@main
struct VerifyEvidence: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify-evidence",
        abstract: "Checks a bundle of evidence, and recomputes its answer from the records in it.",
        discussion: """
            Prints a line for each thing that was checked. Ends with 0 where all of it holds, with 1 where something does \
            not, with 2 where something could not be told.
            """
    )

    @Option(help: "A key of the log, as “releve log keys” shows it; may be given several times.")
    var key: [String] = []

    @Option(help: "A file with an older checkpoint of the log, which you kept.")
    var checkpoint: String?

    @Option(help: "The key of a witness that must have signed the checkpoint; may be given several times.")
    var witness: [String] = []

    @Argument(help: "The bundle.")
    var bundle: String

    func run() throws {
        let keys = try Self.keys(key, "--key")
        let witnesses = try Self.keys(witness, "--witness")
        let held = try checkpoint.map { path in
            guard let bytes = FileManager.default.contents(atPath: path),
                let note = try? SignedNote(reading: Array(bytes))
            else { throw ValidationError("--checkpoint: \(path)?") }
            return note
        }
        let isFrench = Self.isFrench
        let truth = VerifyBundle(keys: keys, held: held, witnesses: witnesses)(bundle) { line in
            print(line.truth.word(isFrench), isFrench ? line.text.french : line.text.english, separator: "  ")
        }
        print(isFrench ? truth.verdict.french : truth.verdict.english)
        throw ExitCode(truth.rawValue)
    }

    private static func keys(_ texts: [String], _ option: String) throws -> [VerifierKey] {
        try texts.map { text in
            do { return try VerifierKey(text: text) } catch { throw ValidationError("\(option): \(text)?") }
        }
    }

    /// The language of the session, as `releve` takes it.
    private static var isFrench: Bool {
        let environment = ProcessInfo.processInfo.environment
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].compactMap { environment[$0] }.first { !$0.isEmpty }
        return locale?.hasPrefix("fr") == true
    }
}

extension EvidenceTruth {
    /// One width, so that lines stand below each other.
    fileprivate func word(_ isFrench: Bool) -> String {
        switch self {
        case .holds: isFrench ? "vrai     " : "true   "
        case .fails: isFrench ? "faux     " : "false  "
        case .unknown: isFrench ? "non prouvé" : "unknown"
        }
    }

    fileprivate var verdict: LocalizedText {
        switch self {
        case .holds: LocalizedText(french: "Verdict : tout est vérifié.", english: "Verdict: all of it holds.")
        case .fails: LocalizedText(french: "Verdict : FAUX.", english: "Verdict: FALSE.")
        case .unknown:
            LocalizedText(
                french: "Verdict : tout ne peut pas être prouvé.", english: "Verdict: not all of it can be told."
            )
        }
    }
}
