package import Completion
package import PlainPages
package import XAPI

/// A *certificat de réalisation* (art. R. 6332-26 of the French labour code): that somebody followed a training, when, for how
/// long and how. What the records do not say is left open, for whoever signs.
package struct TrainingCertificate: Sendable {
    /// Who attests; nil where it is not known here.
    package struct Issuer: Sendable {
        package var organisation: String?
        package var place: String?

        package init(organisation: String? = nil, place: String? = nil) {
            self.organisation = organisation
            self.place = place
        }
    }

    package struct Learner: Sendable {
        package var name: PlainText
        package var matricule: String?
        package var employer: String?

        package init(name: PlainText, matricule: String?, employer: String? = nil) {
            self.name = name
            self.matricule = matricule
            self.employer = employer
        }
    }

    package struct Training: Sendable {
        package let title: String
        package let version: Int64
        package let source: String

        package init(title: String, version: Int64, source: String) {
            self.title = title
            self.version = version
            self.source = source
        }
    }

    package var issuer = Issuer()
    package let learner: Learner
    package let training: Training
    /// Of somebody who completed the course.
    package let evaluation: Evaluation
    /// Sentence of the evaluation, in the language of the page.
    package let explanation: String
    package let halfDays: [AttendedHalfDay]
    /// When it was made out.
    package let asOf: Instant
    package var language = PlainPage.Language.french

    package init(
        of learner: Learner, in training: Training, _ evaluation: Evaluation, explanation: String,
        halfDays: [AttendedHalfDay], asOf: Instant
    ) {
        self.learner = learner
        self.training = training
        self.evaluation = evaluation
        self.explanation = explanation
        self.halfDays = halfDays
        self.asOf = asOf
    }

    /// From the records of a bundle, in French.
    init(_ claim: EvidenceClaim, _ halfDays: [AttendedHalfDay], _ asOf: Instant) {
        self.init(
            of: Learner(name: SummaryWords.person(claim), matricule: claim.person?.matricule),
            in: Training(title: claim.course.title, version: claim.course.version, source: claim.course.source),
            claim.evaluation, explanation: claim.explanation, halfDays: halfDays, asOf: asOf
        )
    }

    package var page: PlainPage { PlainPage(PlainText(words.title), in: language, blocks) }

    var words: CertificateWords { CertificateWords(language: language) }

    package var blocks: [PlainPage.Block] {
        let words = words
        return [
            .heading(PlainText(words.title), level: 1), .paragraph(PlainText(words.subtitle, .small)),
            .paragraph(PlainText(words.attests(issuer.organisation))),
            .facts([
                .init(PlainText(words.learner), named(learner)),
                .init(PlainText(words.employer), PlainText(learner.employer ?? words.toFill)),
            ]),
            .paragraph(PlainText(words.followed)),
            .facts([
                .init(PlainText(words.training), PlainText(training.title, .strong) + PlainText(", \(version)")),
                .init(PlainText(words.nature), PlainText(words.action)), .init(PlainText(words.mode), PlainText(mode)),
                .init(PlainText(words.dates), PlainText(dates)),
                .init(PlainText(words.duration), PlainText(lines: durations)),
                .init(PlainText(words.basis), PlainText(explanation)),
            ]),
            .paragraph(PlainText(words.keeping)),
            .paragraph(PlainText(words.madeOut(words.date(asOf.microseconds)), .small)), .table(signature),
        ]
    }

    private var version: String { "version \(training.version) (\(training.source))" }

    private func named(_ learner: Learner) -> PlainText {
        learner.name + PlainText(learner.matricule.map { ", \(words.matricule) \($0)" } ?? "")
    }

    private var signature: PlainTable {
        PlainTable(
            PlainText(words.signature), [.init(PlainText(words.placeAndDay)), .init(PlainText(words.signer))],
            rows: [[PlainText(issuer.place ?? ""), ""]], isToSign: true
        )
    }

    private var isRemote: Bool { evaluation.timeCounted > 0 || evaluation.timeDeclared > 0 }

    private var mode: String {
        switch (halfDays.isEmpty, isRemote) {
        case (false, false): words.inRoom
        case (false, true): words.inRoomAndRemote
        case (true, true): words.remote
        case (true, false): words.toFill
        }
    }

    /// From what was done first to what was done last of that which made it complete.
    private var dates: String {
        let starts = [evaluation.firstActivityAt, halfDays.first?.startsAt].compactMap { $0 }
        let ends = [evaluation.firstCompletedAt, halfDays.last?.endsAt].compactMap { $0 }
        guard let end = ends.max() else { return words.toFill }
        return words.span(from: min(starts.min() ?? end, end), to: end)
    }

    /// What the service retains, and how it counted.
    private var durations: [PlainText] {
        let attended = halfDays.reduce(Int64(0)) { $0.addingReportingOverflow($1.length).partialValue }
        var lines: [PlainText] = []
        if !halfDays.isEmpty { lines.append(PlainText(words.attended(attended, halfDays: halfDays.count))) }
        if isRemote {
            lines.append(PlainText(words.counted(evaluation.timeCounted, declared: evaluation.timeDeclared)))
        }
        return lines.isEmpty ? [PlainText(words.noDuration), PlainText(words.toFill)] : lines
    }
}
