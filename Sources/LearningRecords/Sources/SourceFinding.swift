package import Foundation
package import XAPI

/// A defect that shows in the statements of a source, with numbers (`docs/sources.md`).
package struct SourceFinding: Equatable, Sendable {
    package enum Code: String, CaseIterable, Sendable {
        case neverCompletes = "never-completes"
        case duplicateDurations = "duplicate-durations"
        case clockAhead = "clock-ahead"
        case clockUnset = "clock-unset"
        case changingActors = "changing-actors"
        case actorSpelling = "actor-spelling"
        case activitySpelling = "activity-spelling"
    }

    package enum Severity: String, Sendable { case error, warning }

    package let code: Code
    /// How many show it, of how many that could.
    package let count: Int
    package let total: Int
    /// Some statements that show it, newest first.
    package let examples: [UUID]

    package static let mostExamples = 5

    package var message: LocalizedText {
        LocalizedText(french: filled(code.template.french), english: filled(code.template.english))
    }

    private func filled(_ text: String) -> String {
        text.replacing("{count}", with: "\(count)").replacing("{of}", with: "\(total)")
    }
}

extension SourceFinding.Code {
    package var severity: SourceFinding.Severity {
        switch self {
        case .neverCompletes, .clockUnset, .changingActors: .error
        default: .warning
        }
    }

    /// `{count}` and `{of}` stand for numbers.
    package var template: LocalizedText {
        switch self {
        case .neverCompletes:
            LocalizedText(
                french:
                    "{count} activités commencées par des apprenants, et aucune fin ni réussite n’est jamais déclarée.",
                english: "{count} activities begun by learners, and no completion or success is ever stated."
            )
        case .duplicateDurations:
            LocalizedText(
                french: "{count} durées sur {of} répètent celle d’une même séance.",
                english: "{count} durations of {of} repeat that of one and the same session."
            )
        case .clockAhead:
            LocalizedText(
                french: "{count} déclarations sur {of} sont datées d’après leur arrivée : l’horloge avance.",
                english: "{count} statements of {of} are dated after they came: the clock is ahead."
            )
        case .clockUnset:
            LocalizedText(
                french:
                    "{count} déclarations sur {of} sont datées d’avant 2010, avant xAPI : l’horloge n’est pas réglée.",
                english: "{count} statements of {of} are dated before 2010, before xAPI: the clock is not set."
            )
        default: identifierTemplate
        }
    }

    private var identifierTemplate: LocalizedText {
        switch self {
        case .changingActors:
            LocalizedText(
                french: "{count} inscriptions sur {of} portent plusieurs identifiants d’apprenant.",
                english: "{count} registrations of {of} have several identifiers of learners."
            )
        case .actorSpelling:
            LocalizedText(
                french: "{count} identifiants d’apprenant sur {of} ne diffèrent d’un autre que par la casse.",
                english: "{count} identifiers of learners of {of} differ from another by capitals alone."
            )
        default:
            LocalizedText(
                french: "{count} activités sur {of} ne diffèrent d’une autre que par la casse ou une barre finale.",
                english: "{count} activities of {of} differ from another by capitals or a final slash alone."
            )
        }
    }
}
