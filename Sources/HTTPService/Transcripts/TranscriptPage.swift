import Completion
import LearningRecords
import Mustache
import XAPI

/// A transcript as a page in plain words, to read and to print on A4.
struct TranscriptPage {
    private let transcript: FindTranscript.Transcript
    let language: Language

    /// A test renders it, so it is one.
    private static let template = try? MustacheTemplate(string: templateText)

    struct NoTemplate: Error {}

    init(_ transcript: FindTranscript.Transcript, in language: Language) {
        self.transcript = transcript
        self.language = language
    }

    func html() throws -> String {
        guard let template = Self.template else { throw NoTemplate() }
        return template.render(view)
    }

    /// What the template names.
    struct View {
        let language: String
        let title: String
        let name: String
        let facts: [Fact]
        let columns: [String]
        let lines: [Line]
        let isEmpty: Bool
        let nothing: String
        let hasMore: Bool
        let more: String
        let time: String
        let footer: String
    }

    struct Fact {
        let name: String
        let value: String
    }

    struct Line {
        let course: String
        let source: String
        let status: String
        let style: String
        let date: String
        let time: String
        let explanation: String
    }

    var view: View {
        let person = transcript.person
        let words = TranscriptWords(language: language)
        return View(
            language: language.rawValue, title: words.title, name: person.name, facts: facts(words),
            columns: [words.course, words.status, words.date, words.time],
            lines: transcript.lines.map { line($0, words) },
            isEmpty: transcript.lines.isEmpty, nothing: words.nothing, hasMore: transcript.hasMoreLines,
            more: words.more,
            time: words.total(transcript.time), footer: words.footer(date(transcript.asOf.microseconds))
        )
    }

    /// The matricule, and what holds of the person today.
    private func facts(_ words: TranscriptWords) -> [Fact] {
        let values = transcript.person.values(
            on: Day(containing: transcript.asOf.microseconds), includingRestricted: false)
        let matricule = transcript.person.matricule.map { [Fact(name: words.matricule, value: $0)] } ?? []
        return matricule
            + [AttributeName.employer, .service, .metier].compactMap { name in
                values[name].map { Fact(name: words.name(of: name), value: $0) }
            }
    }

    private func line(_ answer: CompletionAnswer, _ words: TranscriptWords) -> Line {
        let evaluation = answer.evaluation
        return Line(
            course: answer.course.title, source: answer.course.source, status: words.name(of: evaluation.status),
            style: evaluation.status.rawValue, date: evaluation.firstCompletedAt.map(date) ?? "",
            time: evaluation.timeCounted > 0 ? words.duration(evaluation.timeCounted) : "",
            explanation: answer.explanation(in: language)
        )
    }

    private func date(_ microseconds: Int64) -> String {
        let date = PlainDate(inParis: microseconds)
        return language == .french ? date.french : date.english
    }
}
