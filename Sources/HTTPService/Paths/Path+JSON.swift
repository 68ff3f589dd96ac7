import Completion
import ExactJSON
import Foundation
import LearningRecords
import XAPI

extension LearningPath {
    var json: JSONObject {
        var object = JSONObject()
        object.set("id", id)
        object.set("version", version)
        var names = JSONObject()
        names.set("fr", title.french)
        names.set("en", title.english)
        object.set("title", json: names.json)
        object.set("ordered", isOrdered)
        var people = JSONObject()
        for (name, value) in audience.sorted(by: { $0.key < $1.key }) { people.set(name.rawValue, value) }
        object.set("for", json: people.json)
        object.set("steps", json: JSONLiteral.array(steps.map(\.json)))
        object.set("made_at", Instant(microseconds: madeAt).rfc3339)
        object.set("made_by", madeBy)
        return object
    }
}

extension LearningPath.Step {
    fileprivate var json: [UInt8] {
        var object = JSONObject()
        object.set("atLeast", needed)
        object.set("of", json: JSONLiteral.array(courses.map { JSONText.string($0.iri) }))
        return object.json
    }
}

extension FindPathProgress.Item {
    /// - Parameter sessions: to come, by course.
    func json(on path: LearningPath, _ sessions: [String: [TrainingSession]], at time: Int64) -> [UInt8] {
        var object = JSONObject()
        object.set("person", json: learner.json.json)
        var version = JSONObject()
        version.set("id", path.id)
        version.set("version", path.version)
        object.set("path", json: version.json)
        object.set("status", progress.status.rawValue)
        object.set("done", progress.done)
        object.set("total", progress.steps.count)
        object.set("percent", progress.percent)
        object.set("next", json: JSONLiteral.array(progress.next.map { JSONText.string($0.course.iri) }))
        let appointments = progress.next.flatMap { sessions[$0.course.iri] ?? [] }.prefix(Self.mostSessions)
        object.set("sessions", json: JSONLiteral.array(appointments.map(\.appointment)))
        object.set("steps", json: JSONLiteral.array(progress.steps.map { $0.json(of: learner) }))
        object.set("as_of", Instant(microseconds: time).rfc3339)
        return object.json
    }

    fileprivate static let mostSessions = 10

    static let columns = [
        "person", "matricule", "name", "path", "version", "status", "done", "total", "percent", "next", "as_of",
    ]

    func cells(on path: LearningPath, at time: Int64) -> [String] {
        [
            learner.person?.id.canonical ?? "", learner.person?.matricule ?? "", learner.person?.name ?? "", path.id,
            String(path.version), progress.status.rawValue, String(progress.done), String(progress.steps.count),
            String(progress.percent), progress.next.map(\.course.title).joined(separator: " ; "),
            Instant(microseconds: time).rfc3339,
        ]
    }
}

extension TrainingSession {
    /// When and where, for whoever may come.
    fileprivate var appointment: [UInt8] {
        var object = JSONObject()
        object.set("id", id.canonical)
        object.set("course", course)
        object.set("title", title)
        object.set("place", place)
        object.set("starts_at", halfDays.first.map { CompletionAnswer.time($0.startsAt) })
        object.set("ends_at", halfDays.last.map { CompletionAnswer.time($0.endsAt) })
        return object.json
    }
}

extension PathProgress.Step {
    fileprivate func json(of learner: CompletionAnswer.Learner) -> [UInt8] {
        var object = JSONObject()
        object.set("done", isDone)
        object.set("open", isOpen)
        object.set("atLeast", needed)
        object.set("courses", json: JSONLiteral.array(courses.map { $0.json(of: learner) }))
        return object.json
    }
}

extension PathProgress.Course {
    /// `because` leads to the answer with the rule and the statements.
    fileprivate func json(of learner: CompletionAnswer.Learner) -> [UInt8] {
        var object = JSONObject()
        object.set("course", course.iri)
        object.set("title", course.title)
        object.set("status", status.rawValue)
        object.set("first_completed_at", completedAt.map(CompletionAnswer.time))
        object.set("expires_at", expiresAt.map(CompletionAnswer.time))
        let question = learner.person.map { QueryParameters(["person": $0.id.canonical, "course": course.iri]) }
        object.set("because", question.map { CompletionRoutes.path + "?" + $0.query })
        return object.json
    }
}
