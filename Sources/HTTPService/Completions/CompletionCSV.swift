import Completion
import HTTPTypes
import Hummingbird
import LearningRecords
import NIOCore
import XAPI

/// Completions as a table (RFC 4180), one line each. The next page's address is in the header `Link`.
struct CompletionCSV {
    let separator: String
    /// Some spreadsheets read UTF-8 only behind one.
    let hasByteOrderMark: Bool

    private static let columns = [
        "actor", "person", "matricule", "name", "course_id", "course_title", "course_version", "source", "registration",
        "status", "completed", "success", "satisfied", "score_scaled", "score_raw", "score_max", "progress",
        "first_completed_at", "expires_at",
        "time_counted", "time_declared", "rule", "rule_version", "because", "explanation", "as_of", "pending",
    ]

    func response(_ items: [CompletionAnswer], next: String?, in language: Language) -> Response {
        let rows = [Self.columns] + items.map { Self.cells($0, in: language) }
        let text = (hasByteOrderMark ? "\u{FEFF}" : "") + rows.map { line($0) }.joined()
        var headers: HTTPFields = [.contentType: "text/csv; charset=utf-8; header=present"]
        headers[.contentDisposition] = #"attachment; filename="completions.csv""#
        if let next, let link = HTTPField.Name("Link") { headers[link] = "<\(next)>; rel=\"next\"" }
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }

    private static func cells(_ answer: CompletionAnswer, in language: Language) -> [String] {
        let evaluation = answer.evaluation
        let score = evaluation.score
        let numbers = [score?.scaled, score?.raw, score?.max, evaluation.progress].map { $0?.shortest ?? "" }
        return [
            answer.learner.actor.map { String(decoding: $0.agentJSON, as: UTF8.self) } ?? "",
            answer.learner.person?.id.canonical ?? "", answer.learner.person?.matricule ?? "",
            answer.learner.person?.name ?? "", answer.course.id, answer.course.title,
            String(answer.course.version), answer.course.source, evaluation.registration?.canonical ?? "",
            evaluation.status.rawValue, String(evaluation.completed), evaluation.success.rawValue,
            String(evaluation.satisfied),
        ] + numbers + [
            evaluation.firstCompletedAt.map(CompletionAnswer.time) ?? "",
            evaluation.expiresAt.map(CompletionAnswer.time) ?? "",
            ISODuration(microseconds: evaluation.timeCounted).text,
            ISODuration(microseconds: evaluation.timeDeclared).text, answer.rule.id, String(answer.rule.version),
            evaluation.because.map { $0.statement.canonical }.joined(separator: " "),
            answer.explanation(in: language), answer.asOf.rfc3339,
            String(answer.isPending),
        ]
    }

    func line(_ cells: [String]) -> String { cells.map { quoted($0) }.joined(separator: separator) + "\r\n" }

    /// A text that a spreadsheet would run as a formula gets an apostrophe in front.
    private func quoted(_ cell: String) -> String {
        let isFormula = cell.first.map { "=+-@\t\r".contains($0) } ?? false && Double(cell) == nil
        let text = isFormula ? "'" + cell : cell
        let isPlain = text.unicodeScalars.allSatisfy { !"\";,\r\n\t".unicodeScalars.contains($0) }
        return isPlain ? text : "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
