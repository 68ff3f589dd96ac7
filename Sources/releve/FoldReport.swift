import HTTPService
import LearningRecords
import XAPI

/// Says what does not follow from the statements, as far as somebody reads it.
final class FoldReport {
    private static let longest = 100
    private var count = 0

    func tell(_ fault: FoldFault) {
        count += 1
        if count <= Self.longest { Terminal.say(fault.sentence.text(in: Terminal.language)) }
    }

    func end(_ check: FoldCheck) {
        let rest = count - Self.longest
        if rest > 0 { Terminal.say(french: "… et \(rest) autres", english: "… and \(rest) more") }
        Terminal.say(
            french: "\(check.statements) déclarations repliées, \(check.facts) faits et \(check.standings) situations "
                + "comparés, \(check.faults) écarts",
            english: "\(check.statements) statements folded, \(check.facts) facts and \(check.standings) standings "
                + "compared, \(check.faults) differences"
        )
    }
}

extension FoldFault {
    fileprivate var sentence: LocalizedText {
        switch self {
        case .facts(let actor, let activity):
            LocalizedText(
                french: "faits de \(actor) sur \(activity) : ils ne suivent pas des déclarations",
                english: "facts of \(actor) about \(activity): they do not follow from the statements"
            )
        case .feedback(let actor, let activity):
            LocalizedText(
                french: "avis de \(actor) sur \(activity) : ils ne suivent pas des déclarations",
                english: "feedback of \(actor) about \(activity): it does not follow from the statements"
            )
        case .standing(let learner, let course, let kept, let follows):
            LocalizedText(
                french:
                    "situation de \(learner) dans \(course) : \(kept ?? "aucune") au lieu de \(follows ?? "aucune")",
                english: "standing of \(learner) in \(course): \(kept ?? "none") in place of \(follows ?? "none")"
            )
        case .count(let name, let status, let kept, let follows):
            LocalizedText(
                french: "compte de \(name), \(status) : \(kept) au lieu de \(follows)",
                english: "count of \(name), \(status): \(kept) in place of \(follows)"
            )
        }
    }
}
