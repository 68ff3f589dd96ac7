import Completion
import Foundation
import Hummingbird
import LearningRecords
import XAPI

extension CSVTable {
    private static let completionColumns =
        [
            "actor", "person", "matricule", "name", "course_id", "course_title", "course_version", "source",
            "registration", "registered_at", "status", "completed", "success", "satisfied", "score_scaled", "score_raw",
            "score_max", "progress", "first_completed_at", "expires_at", "time_counted", "time_declared", "rule",
            "rule_version", "because", "explanation",
        ] + ["now", "then"].flatMap { moment in AttributeFilter.names.sorted().map { "\($0.rawValue)_\(moment)" } }
        + ["imported", "as_of", "pending"]

    /// Completions as a table, one line each.
    func response(
        _ items: [CompletionAnswer], next: String?, in language: Language, named name: String = "completions"
    ) -> Response {
        response([Self.completionColumns] + items.map { cells($0, in: language) }, named: name, next: next)
    }

    private func cells(_ answer: CompletionAnswer, in language: Language) -> [String] {
        let evaluation = answer.evaluation
        let score = evaluation.score
        return [
            answer.learner.actor.map { String(decoding: $0.agentJSON, as: UTF8.self) } ?? "",
            answer.learner.person?.id.canonical ?? "", answer.learner.person?.matricule ?? "",
            answer.learner.person?.name ?? "", answer.course.id, answer.course.title,
            String(answer.course.version), answer.course.source, answer.registration?.canonical ?? "",
            answer.registered.map { CompletionAnswer.time($0.registeredAt) } ?? "",
            evaluation.status.rawValue, String(evaluation.completed), evaluation.success.rawValue,
            String(evaluation.satisfied), number(score?.scaled), number(score?.raw), number(score?.max),
            number(evaluation.progress), evaluation.firstCompletedAt.map(CompletionAnswer.time) ?? "",
            evaluation.expiresAt.map(CompletionAnswer.time) ?? "",
            ISODuration.text(of: evaluation.timeCounted),
            ISODuration.text(of: evaluation.timeDeclared), answer.rule.id, String(answer.rule.version),
            evaluation.because.map { $0.statement.canonical }.joined(separator: " "), answer.explanation(in: language),
        ] + attributes(answer) + [String(answer.isImported), answer.asOf.rfc3339, String(answer.isPending)]
    }

    private func attributes(_ answer: CompletionAnswer) -> [String] {
        [answer.now, answer.then].flatMap { values in
            AttributeFilter.names.sorted().map { values?[$0] ?? "" }
        }
    }
}

extension CompletionAnswer {
    /// What held of the person when this was answered.
    var now: [AttributeName: String] { learner.values(on: Day(containing: asOf.microseconds)) }

    /// What held of the person when they first completed the course; nil where they did not.
    var then: [AttributeName: String]? {
        evaluation.firstCompletedAt.map { learner.values(on: Day(containing: $0)) }
    }

    /// Of what was done, else the one that they were given.
    var registration: UUID? { evaluation.registration ?? registered?.id }
}
