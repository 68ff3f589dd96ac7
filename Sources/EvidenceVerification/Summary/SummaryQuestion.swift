import Completion
import PlainPages
import XAPI

/// What was asked, in a sentence.
struct SummaryQuestion {
    let head: BundleHead

    var sentence: PlainText {
        let parts = named + chosen
        let about =
            parts.isEmpty
            ? PlainText("toutes les personnes et toutes les formations")
            : parts.dropFirst().reduce(parts.first ?? "") { $0 + ", " + $1 }
        let day = PlainDate(inParis: head.asOf.microseconds).french
        return "État au \(day) (\(head.asOf.rfc3339)), pour " + about + "."
    }

    private var named: [PlainText] {
        let question = head.question
        var parts: [PlainText] = []
        if let person = question.person { parts.append("la personne " + PlainText(person.canonical, .code)) }
        if let actor = question.actor { parts.append("l’identifiant " + SummaryWords.identifier(actor)) }
        if let course = question.course { parts.append("la formation " + PlainText(course, .code)) }
        if let courses = question.courses { parts.append(Self.naming(courses.sorted())) }
        if let status = question.status { parts.append("l’état « \(StatusWords.inLine(status).french) »") }
        return parts
    }

    private static func naming(_ courses: [String]) -> PlainText {
        let iris = courses.map { PlainText($0, .code) }
        let listed = iris.dropFirst().reduce(iris.first ?? "") { $0 + ", " + $1 }
        return PlainText(iris.count > 1 ? "les \(iris.count) formations " : "la formation ") + listed
    }

    private var chosen: [PlainText] {
        let question = head.question
        var parts: [PlainText] = []
        if let people = question.people {
            parts.append(people.count > 1 ? "\(people.count) personnes" : "une personne")
        }
        for (name, value) in question.chosenBy.sorted(by: { $0.key < $1.key }) {
            parts.append("\(Self.names[name] ?? name) « \(value) » d’après le service")
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
}

/// Words of the summary that stand in several places.
enum SummaryWords {
    static func identifier(_ canonical: String) -> PlainText {
        PlainText(canonical.replacing("\u{1F}", with: " "), .code)
    }

    /// Whom a line is about: by name where the records show one.
    static func person(_ claim: EvidenceClaim) -> PlainText {
        if let name = claim.person?.name { return PlainText(name) }
        return claim.identifiers.first.map { identifier($0.canonical) } ?? "personne sans identifiant"
    }
}
