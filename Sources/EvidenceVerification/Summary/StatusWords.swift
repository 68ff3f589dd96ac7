package import Completion
package import XAPI

/// What people read for a status.
package enum StatusWords {
    /// Of somebody, in a line about them. Bundles have these words: with another one the summaries of before would not verify.
    package static func inLine(_ status: Evaluation.Status) -> LocalizedText {
        switch status {
        case .notStarted: LocalizedText(french: "pas commencé", english: "not started")
        case .inProgress: LocalizedText(french: "en cours", english: "in progress")
        case .completed: LocalizedText(french: "terminé", english: "completed")
        case .failed: LocalizedText(french: "non réussi", english: "not passed")
        case .expired: LocalizedText(french: "expiré", english: "expired")
        case .waived: LocalizedText(french: "dispensé", english: "waived")
        }
    }

    /// To somebody, of a course of theirs: what is to be done, where something is.
    package static func onOwnRecord(_ status: Evaluation.Status) -> LocalizedText {
        switch status {
        case .notStarted: LocalizedText(french: "À commencer", english: "To be started")
        case .inProgress: LocalizedText(french: "En cours", english: "Under way")
        case .completed: LocalizedText(french: "Terminée", english: "Completed")
        case .failed: LocalizedText(french: "Non réussie", english: "Not passed")
        case .expired:
            LocalizedText(french: "À refaire : n’est plus valable", english: "To be renewed: no longer valid")
        case .waived: LocalizedText(french: "Dispensé", english: "Waived")
        }
    }
}
