import Completion
import XAPI

/// What a line of a table of history says: somebody did something in a course, on a day.
struct HistoryLine: Sendable {
    enum Learner: Hashable, Sendable {
        case matricule(String)
        case identifier(InverseFunctionalIdentifier)
    }

    enum Outcome: String, Sendable {
        case completed, passed, failed, attended

        init?(_ cell: String) {
            let word = PersonClue.words(cell).joined(separator: " ")
            guard let outcome = Self.byWord[word] else { return nil }
            self = outcome
        }

        private static let byWord: [String: Outcome] = [
            "completed": .completed, "termine": .completed, "terminee": .completed, "acheve": .completed,
            "achevee": .completed, "suivi": .completed, "suivie": .completed, "valide": .completed,
            "validee": .completed, "passed": .passed, "reussi": .passed, "reussie": .passed, "admis": .passed,
            "admise": .passed, "failed": .failed, "echoue": .failed, "echouee": .failed, "echec": .failed,
            "ajourne": .failed, "ajournee": .failed, "attended": .attended, "present": .attended,
            "presente": .attended,
        ]
    }

    let number: Int
    let learner: Learner
    /// An IRI, an identifier of the source, or a title.
    let course: String
    /// Of a course that is to be made where there is none.
    let title: String?
    let outcome: Outcome
    /// µs since 1970.
    let at: Int64
    let score: Score?
    /// µs.
    let duration: Int64?
    let reference: String?
}
