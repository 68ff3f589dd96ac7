import Completion
import LearningRecords
import PlainPages
import XAPI

/// A transcript in plain words, to read and to print on A4: the same page in a browser and on paper.
struct TranscriptPage {
    private let transcript: FindTranscript.Transcript
    private let language: Language
    private let words: TranscriptWords

    init(_ transcript: FindTranscript.Transcript, in language: Language) {
        self.transcript = transcript
        self.language = language
        words = TranscriptWords(language: language)
    }

    var page: PlainPage {
        let name = transcript.person.name
        var page = PlainPage(
            PlainText("\(words.title) – \(name)"), in: language.ofPage,
            [.heading(PlainText(words.title), level: 1), .heading(PlainText(name), level: 2)]
        )
        if !facts.isEmpty { page.blocks.append(.facts(facts)) }
        page.blocks.append(transcript.lines.isEmpty ? .paragraph(PlainText(words.nothing)) : .table(table))
        if transcript.hasMoreLines { page.blocks.append(.paragraph(PlainText(words.more))) }
        let footer = words.footer(date(transcript.asOf.microseconds))
        page.blocks += [.paragraph(PlainText(words.total(transcript.time))), .paragraph(PlainText(footer, .small))]
        return page
    }

    /// The matricule, and what holds of the person today.
    private var facts: [PlainPage.Fact] {
        let values = transcript.person.values(
            on: Day(containing: transcript.asOf.microseconds), includingRestricted: false)
        let matricule = transcript.person.matricule.map { [(words.matricule, $0)] } ?? []
        let attributes = [AttributeName.employer, .service, .metier].compactMap { name in
            values[name].map { (words.name(of: name), $0) }
        }
        return (matricule + attributes).map { .init(PlainText($0.0), PlainText($0.1)) }
    }

    private var table: PlainTable {
        PlainTable(
            PlainText(words.title),
            [
                .init(PlainText(words.course), width: 6), .init(PlainText(words.status), width: 2),
                .init(PlainText(words.date), width: 2), .init(PlainText(words.time), width: 2),
            ], rows: transcript.lines.map(row)
        )
    }

    private func row(_ answer: CompletionAnswer) -> [PlainText] {
        let evaluation = answer.evaluation
        let isDone = [.completed, .waived].contains(evaluation.status)
        return [
            PlainText(lines: [
                PlainText("\(answer.course.title) (\(answer.course.source))"),
                PlainText(answer.explanation(in: language), .small),
            ]),
            PlainText(words.name(of: evaluation.status), isDone ? .strong : .normal),
            PlainText(evaluation.firstCompletedAt.map(date) ?? ""),
            PlainText(evaluation.timeCounted > 0 ? words.duration(evaluation.timeCounted) : ""),
        ]
    }

    private func date(_ microseconds: Int64) -> String {
        let date = PlainDate(inParis: microseconds)
        return language == .french ? date.french : date.english
    }
}
