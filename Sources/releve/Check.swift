import ArgumentParser
import Foundation
import HTTPService
import LearningRecords
import TransparencyLog
import XAPI

/// `releve check`: whether the store is what it was.
struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Says what in the log was changed, removed or moved, and which answers do not follow from statements.",
        discussion: """
            Every leaf is made again from its record, and the tree is compared with the last checkpoint, with those of the \
            journal (--checkpoint-journal) and with those that you kept. All statements are folded again and compared with \
            facts, standings and counts; “releve rebuild” mends these. Ends with 1 where something is wrong.
            """
    )

    @OptionGroup(title: "Store") var store: StoreOptions

    @Option(help: "A file with a checkpoint that was kept; may be given several times.")
    var checkpoint: [String] = []

    func run() async throws {
        let held = try checkpoint.map { path in
            let note = FileManager.default.contents(atPath: path).flatMap { try? SignedNote(reading: Array($0)) }
            guard let checkpoint = note.flatMap({ try? Checkpoint(reading: $0.text) }) else {
                throw ValidationError("--checkpoint: \(path)?")
            }
            return checkpoint
        }
        let store = try await Store(try await Settings(store))
        var count = 0
        let leaves = try await store.useCases.evidence.check(held: held) { fault in
            count += 1
            Terminal.say(fault.sentence.text(in: Terminal.language))
        }
        let report = FoldReport()
        let folds = try await store.useCases.folds.check(tell: report.tell)
        try await store.close()
        report.end(folds)
        Terminal.say(
            french: "\(leaves) feuilles vérifiées, \(count) anomalies",
            english: "\(leaves) leaves checked, \(count) faults")
        if count + folds.faults > 0 { throw ExitCode.failure }
    }
}

extension CheckLog.Fault {
    fileprivate var sentence: LocalizedText {
        switch self {
        case .changedRecord(let leaf):
            LocalizedText(
                french: "feuille \(leaf) : l’enregistrement a été modifié",
                english: "leaf \(leaf): the record was changed"
            )
        case .missingRecord(let leaf):
            LocalizedText(
                french: "feuille \(leaf) : l’enregistrement a disparu", english: "leaf \(leaf): the record is gone")
        case .changedNode(let level, let number):
            LocalizedText(
                french: "nœud \(level)/\(number) : l’empreinte ne correspond pas aux feuilles",
                english: "node \(level)/\(number): the hash does not follow from the leaves"
            )
        case .otherTree(let size):
            LocalizedText(
                french: "taille \(size) : le journal n’est pas celui du point de contrôle",
                english: "size \(size): the log is not the one of the checkpoint"
            )
        case .smallerTree(let size):
            LocalizedText(
                french: "taille \(size) : le journal est plus court que le point de contrôle",
                english: "size \(size): the log is shorter than the checkpoint"
            )
        case .otherLog(let origin):
            LocalizedText(
                french: "un point de contrôle est celui d’un autre journal, \(origin)",
                english: "a checkpoint is that of another log, \(origin)"
            )
        }
    }
}
