import ExactJSON
import LearningRecords
import XAPI

extension Problem {
    /// The key of an inspection opens a few routes, those that say so themselves.
    static var notForInspections: Problem {
        Problem(
            .forbidden,
            french:
                "Une clé d’inspection n’ouvre que les achèvements, relevés, temps et preuves des personnes inspectées.",
            english:
                "The key of an inspection opens completions, records, time and evidence of the people inspected alone."
        )
    }

    /// Nil where it is open.
    static func closed(_ inspection: Inspection, at now: Int64) -> Problem? {
        let state = inspection.state(at: now)
        var problem: Problem
        switch state {
        case .open: return nil
        case .notYet:
            let start = Instant(microseconds: inspection.from).rfc3339
            problem = Problem(
                .unauthenticated, french: "Cette inspection commence le \(start).",
                english: "This inspection begins at \(start)."
            )
        case .ended:
            let end = Instant(microseconds: inspection.until).rfc3339
            problem = Problem(
                .unauthenticated, french: "Cette inspection a pris fin le \(end).",
                english: "This inspection ended at \(end)."
            )
        case .revoked:
            problem = Problem(
                .unauthenticated, french: "Cette inspection a été révoquée.", english: "This inspection was revoked."
            )
        }
        problem.members = [("inspection", JSONText.string(state.rawValue))]
        problem.headers = Problem.unauthenticated.headers
        return problem
    }

    init(_ refusal: OpenInspection.Refusal) {
        switch refusal {
        case .endsBeforeItBegins:
            self = .invalid("/until", french: "Après « from ».", english: "After “from”.")
        case .endsInPast: self = .invalid("/until", french: "À venir.", english: "To come.")
        case .tooLong:
            self = .invalid("/until", french: "Un an au plus après « from ».", english: "A year after “from” at most.")
        case .unknownPerson(let place):
            self = .invalid("/people/\(place)", french: "Personne n’a cet id.", english: "Nobody has this id.")
        case .unknownCourse:
            self = .invalid("/course", french: "Aucun cours n’a cet id.", english: "No course has this id.")
        case .unknownCourseToRead(let place):
            self = .invalid("/courses/\(place)", french: "Aucun cours n’a cet id.", english: "No course has this id.")
        case .tooManyPeople:
            let most = Inspection.mostPeople
            self = .invalid(
                "", french: "Plus de \(most) personnes : ouvrez plusieurs inspections.",
                english: "More than \(most) people: open several inspections."
            )
        case .nobody: self = .invalid("", french: "Cela ne choisit personne.", english: "This chooses nobody.")
        }
    }

    init(_ refusal: BundleReachRefusal) {
        switch refusal {
        case .unknownPerson:
            self = .invalid("/person", french: "Personne n’a cet id.", english: "Nobody has this id.")
        case .unknownCourse:
            self = .invalid(
                "/course", french: "Un des cours de l’inspection.", english: "One of the inspection’s courses.")
        }
    }
}
