import Completion
import Foundation
package import PlainPages
import TransparencyLog
import XAPI

/// A bundle for people, in French: who stands where, why, for how long they learned, and how this can be checked. It says
/// nothing but what follows from the records of the bundle, since whoever checks it makes it again.
package struct SummaryPage {
    let head: BundleHead
    let claims: [EvidenceClaim]
    let book: EvidenceBook

    /// Certificates of one page each; the lines of a larger answer are in the tables alone.
    static let mostCertificates = 300

    /// The same records, head and claims always give the same page.
    package var page: PlainPage {
        var page = PlainPage("Relevé de formation", in: .french, [.heading("Relevé de formation", level: 1)])
        page.blocks += [.paragraph(SummaryQuestion(head: head).sentence)] + checkpoint
        page.blocks += SummaryTables(claims: claims, book: book).blocks
        page.blocks += scope + certificates
        return page
    }

    private var checkpoint: [PlainPage.Block] {
        guard let checkpoint = try? Checkpoint(reading: head.note.text) else { return [] }
        let root = Base64Text.text(of: checkpoint.root.bytes)
        return [
            .paragraph(
                "Chaque enregistrement sur lequel repose ce relevé figure dans le journal "
                    + PlainText(checkpoint.origin, .code) + ", à la taille \(checkpoint.size), racine "
                    + PlainText(root, .code) + "."
            )
        ]
    }

    /// What this proves, in the words of `docs/evidence.md`.
    private var scope: [PlainPage.Block] {
        [
            .heading("Ce qui est prouvé, et ce qui ne l’est pas", level: 2),
            .paragraph(
                "Le programme " + PlainText("verify-evidence", .code)
                    + " vérifie sans réseau ni base de données que chaque enregistrement joint figure dans le journal signé, et"
                    + " recalcule chaque ligne de ce relevé à partir d’eux."
            ),
            .paragraph(completeness),
            .paragraph(
                "Il ne prouve pas que ce qu’un enregistrement dit a eu lieu, ni que ces résumés étaient justes le jour où ils ont"
                    + " été faits. Il ne dit rien de ce qui est venu après le dernier résumé, ni, là où la question ne nomme pas les"
                    + " personnes, de qui manquerait parmi elles. Une demi-journée de présence qui n’est pas jointe ne se voit pas non"
                    + " plus."
            ),
        ]
    }

    private var completeness: PlainText {
        guard let last = book.periods.last?.record else {
            return "Aucun résumé de période n’est joint : l’archive ne montre pas qu’aucun enregistrement n’a été omis."
        }
        let day = PlainDate(inParis: last.at.microseconds).french
        return
            "Les résumés de périodes joints, faits avant que quiconque ait posé la question, montrent que rien n’a été omis de ce"
            + " que le journal tient sur ces personnes, leurs identifiants et ces formations jusqu’à l’enregistrement"
            + " \(last.range.upperBound), résumé le \(day) : ni déclaration, ni annulation, ni décision."
    }

    private var certificates: [PlainPage.Block] {
        let completed = claims.filter(\.evaluation.completed)
        guard !completed.isEmpty else { return [] }
        guard completed.count <= Self.mostCertificates else {
            return [
                .heading("Certificats de réalisation", level: 2),
                .paragraph(
                    "\(completed.count) lignes sont terminées. Les certificats sont joints jusqu’à \(Self.mostCertificates) lignes :"
                        + " demandez une archive pour moins de personnes ou de formations."
                ),
            ]
        }
        return completed.flatMap { [.pageBreak] + TrainingCertificate($0, book.halfDays(of: $0), head.asOf).blocks }
    }
}
