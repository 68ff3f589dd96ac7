import Completion
import ExactJSON
import Foundation
import TransparencyLog
import XAPI

/// A bundle for people, in French: who stands where, why, and how this can be checked.
struct SummaryPage {
    let head: BundleHead
    let claims: [EvidenceClaim]

    private static let style = """
        body{font:16px/1.5 sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem;color:#111}
        table{border-collapse:collapse;width:100%}th,td{border:1px solid #999;padding:.4rem .6rem;text-align:left;
        vertical-align:top}th{background:#eee}code{word-break:break-all}caption{text-align:left;font-weight:bold;
        padding:.4rem 0}@media print{body{margin:0;max-width:none}tr{break-inside:avoid}}
        """

    var html: [UInt8] {
        var page = "<!DOCTYPE html>\n<html lang=\"fr\"><head><meta charset=\"utf-8\"><title>Relevé de formation</title>"
        page += "<style>\(Self.style)</style></head><body>\n<h1>Relevé de formation</h1>\n"
        page += asked + checkpoint
        page += "<table><caption>\(claims.count) ligne\(claims.count > 1 ? "s" : "")</caption><thead><tr>"
        page += "<th scope=\"col\">Personne</th><th scope=\"col\">Formation</th><th scope=\"col\">État</th>"
        page += "<th scope=\"col\">Pourquoi</th><th scope=\"col\">Temps retenu</th></tr></thead><tbody>\n"
        for claim in claims { page += row(claim) }
        page += "</tbody></table>\n" + Self.scope + "</body></html>\n"
        return Array(page.utf8)
    }

    private var asked: String {
        let question = head.question
        var parts: [String] = []
        if let person = question.person { parts.append("la personne <code>\(person.canonical)</code>") }
        if let actor = question.actor {
            parts.append("l’identifiant <code>\(Self.escaped(Self.readable(actor)))</code>")
        }
        if let course = question.course { parts.append("la formation <code>\(Self.escaped(course))</code>") }
        if let status = question.status { parts.append("l’état « \(Self.name(of: status)) »") }
        parts += chosen(question)
        let about = parts.isEmpty ? "toutes les personnes et toutes les formations" : parts.joined(separator: ", ")
        let day = PlainDate(inParis: head.asOf.microseconds).french
        return "<p>État au \(day) (<time>\(head.asOf.rfc3339)</time>), pour \(about).</p>\n"
    }

    private func chosen(_ question: BundleQuestion) -> [String] {
        var parts: [String] = []
        if let people = question.people {
            parts.append(people.count > 1 ? "\(people.count) personnes" : "une personne")
        }
        for (name, value) in question.chosenBy.sorted(by: { $0.key < $1.key }) {
            parts.append("\(Self.names[name] ?? Self.escaped(name)) « \(Self.escaped(value)) » d’après le service")
        }
        if let since = question.completedSince {
            parts.append("les formations terminées depuis le \(PlainDate(inParis: since).french)")
        }
        if let before = question.completedBefore {
            parts.append("les formations terminées avant le \(PlainDate(inParis: before).french)")
        }
        return parts
    }

    private static let names = [
        "service": "service", "employer": "employeur", "metier": "métier", "category": "catégorie",
    ]

    private var checkpoint: String {
        guard let checkpoint = try? Checkpoint(reading: head.note.text) else { return "" }
        let root = Base64Text.text(of: checkpoint.root.bytes)
        return "<p>Chaque enregistrement sur lequel repose ce relevé figure dans le journal "
            + "<code>\(Self.escaped(checkpoint.origin))</code>, à la taille \(checkpoint.size), racine "
            + "<code>\(root)</code>.</p>\n"
    }

    private func row(_ claim: EvidenceClaim) -> String {
        let name = claim.person?.name.map { "\(Self.escaped($0))<br>" } ?? ""
        let matricule = claim.person?.matricule.map { "matricule \(Self.escaped($0))<br>" } ?? ""
        let identifiers = claim.identifiers.map { Self.escaped(Self.readable($0.canonical)) }.joined(separator: "<br>")
        let reasons = claim.evaluation.because.map { reason in
            let leaf = claim.leaves[reason.statement].map { ", feuille \($0)" } ?? ""
            return "<br><code>\(reason.statement.canonical)</code>\(leaf) : \(Self.escaped(reason.says))"
        }
        let counted = ISODuration.text(of: claim.evaluation.timeCounted)
        return "<tr><td>\(name)\(matricule)<small>\(identifiers)</small></td>"
            + "<td>\(Self.escaped(claim.course.title)), version \(claim.course.version)<br>"
            + "<small>\(Self.escaped(claim.course.id))</small></td>"
            + "<td>\(Self.name(of: claim.evaluation.status))</td>"
            + "<td>\(Self.escaped(claim.explanation))<small>\(reasons.joined())</small></td><td>\(counted)</td></tr>\n"
    }

    /// What this proves, in the words of `docs/evidence.md`.
    private static let scope = """
        <h2>Ce qui est prouvé, et ce qui ne l’est pas</h2>
        <p>Le programme <code>verify-evidence</code> vérifie sans réseau ni base de données que chaque enregistrement joint \
        figure dans le journal signé, et recalcule chaque ligne à partir d’eux. Il ne prouve pas que ce qu’un enregistrement \
        dit a eu lieu, ni qu’aucun enregistrement, aucune ligne ou aucune annulation n’a été omis.</p>

        """

    private static func readable(_ canonical: String) -> String { canonical.replacing("\u{1F}", with: " ") }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }

    private static func name(of status: Evaluation.Status) -> String {
        switch status {
        case .notStarted: "pas commencé"
        case .inProgress: "en cours"
        case .completed: "terminé"
        case .failed: "non réussi"
        case .expired: "expiré"
        case .waived: "dispensé"
        }
    }
}
