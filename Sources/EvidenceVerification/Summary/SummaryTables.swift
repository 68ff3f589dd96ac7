import Completion
import PlainPages
import XAPI

/// The tables of a summary: who, in which course, how, why, for how long, and at which half-days.
struct SummaryTables {
    let claims: [EvidenceClaim]
    let book: EvidenceBook

    var blocks: [PlainPage.Block] {
        [
            .heading("Les personnes", level: 2), .table(people),
            .heading("Où elles en sont, et pourquoi", level: 2), .table(lines),
        ] + time + attendance
    }

    private func count(_ number: Int, _ one: String, _ many: String) -> PlainText {
        PlainText("\(number) \(number > 1 ? many : one)")
    }

    // MARK: People

    private var people: PlainTable {
        var order: [EvidenceLearner] = []
        var lines: [EvidenceLearner: [EvidenceClaim]] = [:]
        for claim in claims {
            if lines[claim.learner] == nil { order.append(claim.learner) }
            lines[claim.learner, default: []].append(claim)
        }
        return PlainTable(
            count(order.count, "personne", "personnes"),
            [
                .init("Personne", width: 3), .init("Matricule", width: 2), .init("Identifiants", width: 5),
                .init("Formations", width: 2), .init("Terminées", width: 2),
            ],
            rows: order.compactMap { learner in lines[learner].flatMap(row(ofPerson:)) }
        )
    }

    private func row(ofPerson claims: [EvidenceClaim]) -> [PlainText]? {
        guard let first = claims.first else { return nil }
        return [
            SummaryWords.person(first), PlainText(first.person?.matricule ?? "–"),
            PlainText(lines: first.identifiers.map { SummaryWords.identifier($0.canonical) }),
            PlainText("\(claims.count)"), PlainText("\(claims.count { $0.evaluation.completed })"),
        ]
    }

    // MARK: Lines

    private var lines: PlainTable {
        PlainTable(
            count(claims.count, "ligne", "lignes"),
            [
                .init("Personne", width: 3), .init("Formation", width: 4), .init("État", width: 2),
                .init("Pourquoi", width: 6),
            ],
            rows: claims.map { claim in
                let status = PlainText(StatusWords.inLine(claim.evaluation.status).french)
                return [SummaryWords.person(claim), course(claim), status, why(claim)]
            }
        )
    }

    private func course(_ claim: EvidenceClaim) -> PlainText {
        PlainText(lines: [
            PlainText("\(claim.course.title), version \(claim.course.version)"), PlainText(claim.course.id, .small),
        ])
    }

    private func why(_ claim: EvidenceClaim) -> PlainText {
        let reasons = claim.evaluation.because.map { reason in
            let leaf = claim.leaves[reason.statement].map { ", feuille \($0)" } ?? ""
            return PlainText(reason.statement.canonical, .code) + PlainText("\(leaf) : \(reason.says)", .small)
        }
        return PlainText(lines: [PlainText(claim.explanation)] + reasons)
    }

    // MARK: Time

    private var time: [PlainPage.Block] {
        let timed = claims.filter { $0.evaluation.timeCounted > 0 || $0.evaluation.timeDeclared > 0 }
        guard !timed.isEmpty else { return [] }
        let table = PlainTable(
            "Temps des séances à distance",
            [
                .init("Personne", width: 3), .init("Formation", width: 4), .init("Retenu", width: 2),
                .init("Déclaré", width: 2), .init("Remarques", width: 4),
            ],
            rows: timed.map { claim in
                let remarks = claim.evaluation.timeFindings.map { PlainDuration.remark(of: $0)?.french ?? $0 }
                return [
                    SummaryWords.person(claim), PlainText(claim.course.title),
                    PlainText(PlainDuration.text(of: claim.evaluation.timeCounted)),
                    PlainText(PlainDuration.text(of: claim.evaluation.timeDeclared)),
                    PlainText(lines: remarks.isEmpty ? ["–"] : remarks.map { PlainText($0) }),
                ]
            }
        )
        return [
            .heading("Le temps retenu, et comment il est compté", level: 2),
            .paragraph(
                "Le temps déclaré est la somme de ce que les séances disent de leur durée. Le temps retenu compte chaque instant une"
                    + " seule fois, même là où deux séances se recouvrent, et une séance pour un jour au plus ; les aperçus ne comptent pas."
            ), .table(table),
        ]
    }

    // MARK: Attendance

    private var attendance: [PlainPage.Block] {
        let rows = claims.flatMap { claim in
            book.halfDays(of: claim).map { half in
                [
                    SummaryWords.person(claim), PlainText(claim.course.title),
                    PlainText(lines: [PlainText(HalfDayWords.french(half)), PlainText(half.name, .small)]),
                    PlainText(PlainDuration.text(of: half.length)),
                    PlainText(half.leaf.map { "\($0)" } ?? "–"),
                ]
            }
        }
        guard !rows.isEmpty else { return [] }
        let table = PlainTable(
            count(rows.count, "présence à une demi-journée", "présences à des demi-journées"),
            [
                .init("Personne", width: 3), .init("Formation", width: 3), .init("Demi-journée", width: 5),
                .init("Durée", width: 2), .init("Feuille du journal", width: 2),
            ], rows: rows
        )
        return [
            .heading("Présence par demi-journée", level: 2),
            .paragraph(
                "Chaque présence relevée sur une feuille d’émargement est un enregistrement ; une absence n’en a pas. Une présence qui a"
                    + " été corrigée ne figure plus ici. Cette durée s’ajoute au temps des séances à distance."
            ), .table(table),
        ]
    }
}

/// When a half-day was, in words.
enum HalfDayWords {
    /// `3 novembre 2025, de 9 h 00 à 12 h 00`
    static func french(_ half: AttendedHalfDay) -> String {
        let (start, end) = (PlainDate.clock(inParis: half.startsAt), PlainDate.clock(inParis: half.endsAt))
        return "\(PlainDate(inParis: half.startsAt).french), de \(start) à \(end)"
    }
}
