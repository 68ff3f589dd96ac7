import Completion
import ExactJSON
import Foundation
import XAPI

/// A line of history as a statement (`docs/history.md`): the verb says what was reached, `result.response` what shows it.
struct HistoryStatement {
    let line: HistoryLine
    let actor: InverseFunctionalIdentifier
    /// IRI.
    let course: String

    /// The same for the same source, learner as the table names them, course, day and outcome: a table that comes in again is
    /// stored once.
    static func id(of line: HistoryLine, in course: String, source: String) -> UUID {
        let learner =
            switch line.learner {
            case .matricule(let text): "matricule \(text)"
            case .identifier(let identifier): "identifier \(identifier.canonical)"
            }
        let day = Day(containing: line.at).text
        let name = ["history", source, learner, course, day, line.outcome.rawValue].joined(separator: "\u{0}")
        return UUID(digestOf: name.utf8)
    }

    func json(id: UUID) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { statement in
            statement.member("id", id.canonical)
            statement.member("actor") { $0.json(actor.agentJSON) }
            statement.member("verb") { verb in
                verb.object { members in
                    members.member("id", verbIRI)
                    members.member("display") { display in display.object { $0.member("en", line.outcome.rawValue) } }
                }
            }
            statement.member("object") { object in
                object.object { activity in
                    activity.member("objectType", "Activity")
                    activity.member("id", course)
                }
            }
            statement.member("result") { $0.json(line.result) }
            statement.member("context") { context in context.object { $0.member("platform", "Relevé") } }
            statement.member("timestamp", Instant(microseconds: line.at).rfc3339)
        }
        return writer.bytes
    }

    private var verbIRI: String {
        switch line.outcome {
        case .completed: VerbIRI.completed
        case .passed: VerbIRI.passed
        case .failed: VerbIRI.failed
        case .attended: VerbIRI.attended
        }
    }
}

extension HistoryLine {
    /// What the line says beside who, what and when.
    var result: [UInt8] {
        var writer = JSONWriter()
        writer.object { result in
            switch outcome {
            case .completed, .attended: result.member("completion", true)
            case .passed:
                result.member("completion", true)
                result.member("success", true)
            case .failed: result.member("success", false)
            }
            if let score = score {
                result.member("score") { members in
                    members.object { numbers in
                        for (name, number) in [
                            ("scaled", score.scaled), ("raw", score.raw), ("min", score.min), ("max", score.max),
                        ] {
                            if let number { numbers.member(name, number) }
                        }
                    }
                }
            }
            if let duration = duration { result.member("duration", ISODuration.text(of: duration)) }
            if let reference = reference { result.member("response", reference) }
        }
        return writer.bytes
    }
}
