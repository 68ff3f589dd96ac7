package import XAPI

/// An evaluation as one sentence that people read, with dates of Europe/Paris.
package struct Explanation: Sendable {
    package enum Language: String, Sendable, CaseIterable {
        case french = "fr"
        case english = "en"
    }

    package init() {}

    /// "Terminé le 20 janvier 2020 : le module a déclaré completion = true (règle scorm12.default, version 1)."
    package func sentence(of evaluation: Evaluation, rule: RuleDocument, language: Language) -> String {
        let text = text(of: evaluation, rule: rule)
        return language == .french ? text.french : text.english
    }

    package func text(of evaluation: Evaluation, rule: RuleDocument) -> LocalizedText {
        let claim = claim(evaluation)
        return LocalizedText(
            french: "\(claim.french) (règle \(rule.id), version \(rule.version)).",
            english: "\(claim.english) (rule \(rule.id), version \(rule.version))."
        )
    }

    private func claim(_ evaluation: Evaluation) -> LocalizedText {
        let proof = ProofPhrase(evaluation.because).text
        let last = evaluation.because.last.map { PlainDate(inParis: $0.at) }
        switch evaluation.status {
        case .notStarted:
            return LocalizedText(
                french: "Pas commencé : rien n'a été reçu",
                english: "Not started: nothing has been received"
            )
        case .inProgress: return inProgress(evaluation.missing)
        case .completed: return dated("Terminé le", "Completed on", last, proof)
        case .waived: return dated("Dispensé le", "Waived on", last, proof)
        case .failed where evaluation.because.contains { $0.says == "decision refusal" }:
            return dated("Refusé le", "Refused on", last, proof)
        case .failed: return dated("Non réussi ; dernier essai le", "Not passed; last try on", last, proof)
        case .expired:
            let lapse = evaluation.expiresAt.map { PlainDate(inParis: $0) }
            let done = dated("terminé le", "completed on", last, proof)
            return LocalizedText(
                french: "Expiré depuis le \(lapse?.french ?? "…") ; \(done.french)",
                english: "Expired since \(lapse?.english ?? "…"); \(done.english)"
            )
        }
    }

    private func dated(
        _ french: String,
        _ english: String,
        _ date: PlainDate?,
        _ proof: LocalizedText
    ) -> LocalizedText {
        LocalizedText(
            french: "\(french) \(date?.french ?? "…") : \(proof.french)",
            english: "\(english) \(date?.english ?? "…"): \(proof.english)"
        )
    }

    private func inProgress(_ missing: [Evaluation.Missing]) -> LocalizedText {
        guard !missing.isEmpty else {
            return LocalizedText(
                french: "En cours : rien ne permet encore de conclure",
                english: "In progress: nothing tells the end yet"
            )
        }
        var french = missing.prefix(3).map { "« \($0.title) » \($0.text.french)" }
        var english = missing.prefix(3).map { "“\($0.title)” \($0.text.english)" }
        if missing.count > 3 {
            french.append("et \(missing.count - 3) de plus")
            english.append("and \(missing.count - 3) more")
        }
        return LocalizedText(
            french: "En cours ; il reste : \(french.joined(separator: ", "))",
            english: "In progress; still open: \(english.joined(separator: ", "))"
        )
    }
}
