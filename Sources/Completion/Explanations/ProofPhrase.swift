import XAPI

/// What the statements of a proof say, in words.
struct ProofPhrase {
    let text: LocalizedText

    /// Of several statements the last is told: with it the answer became true.
    init(_ because: [Evaluation.Because]) {
        guard let last = because.last else {
            text = LocalizedText(french: "aucune déclaration", english: "no statement")
            return
        }
        let said = Self.phrase(last.says)
        guard because.count > 1 else {
            text = said
            return
        }
        text = LocalizedText(
            french: "\(because.count) déclarations, dont la dernière : \(said.french)",
            english: "\(because.count) statements, the last of which: \(said.english)"
        )
    }

    private static func phrase(_ says: String) -> LocalizedText {
        let parts = says.split(separator: ", ").map { part in
            phrases[String(part)]
                ?? LocalizedText(french: "le module a déclaré \(part)", english: "the module declared \(part)")
        }
        return LocalizedText(
            french: parts.map(\.french).joined(separator: ", "),
            english: parts.map(\.english).joined(separator: ", ")
        )
    }

    private static func declared(_ words: String) -> LocalizedText {
        LocalizedText(french: "le module a déclaré \(words)", english: "the module declared \(words)")
    }

    private static let opened = LocalizedText(french: "le module a été ouvert", english: "the module was opened")

    private static let waiver = LocalizedText(
        french: "une dispense a été accordée",
        english: "a waiver was granted"
    )
    private static let equivalence = LocalizedText(
        french: "une équivalence a été reconnue",
        english: "an equivalence was recognised"
    )

    private static let phrases: [String: LocalizedText] = [
        Saying.completionTrue.text: declared("completion = true"),
        Saying.successTrue.text: declared("success = true"),
        Saying.successFalse.text: declared("success = false"),
        Saying.completed.text: declared("completed"),
        Saying.passed.text: declared("passed"),
        Saying.mastered.text: declared("mastered"),
        Saying.failed.text: declared("failed"),
        Saying.attended.text: LocalizedText(
            french: "la présence a été constatée",
            english: "attendance was recorded"
        ),
        Saying.waived.text: waiver,
        Saying.equivalent.text: equivalence, "decision equivalence": equivalence, "decision waiver": waiver,
        "decision completion": LocalizedText(
            french: "une décision administrative l’a prononcé",
            english: "an administrative decision says so"
        ),
        "decision refusal": LocalizedText(
            french: "une décision l’a refusé, quoi que le module ait déclaré",
            english: "a decision refused it, whatever the module declared"
        ),
        Saying.launched.text: opened, Saying.initialized.text: opened, Saying.experienced.text: opened,
        Saying.attempted.text: opened, Saying.resumed.text: opened, Saying.played.text: opened,
        Saying.anything.text: LocalizedText(
            french: "l'inscription suffit, aucune unité n'ayant de critère",
            english: "registration is enough, as no unit has a criterion"
        ),
    ]
}
