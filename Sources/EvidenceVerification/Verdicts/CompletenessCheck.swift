import Foundation
import TransparencyLog
import XAPI

/// Whether the records of a bundle are all that there are of those whom it is about: each period of the log was summed up
/// before anybody asked, and its summary counts the records of everybody.
struct CompletenessCheck {
    private let book: EvidenceBook
    private let head: BundleHead
    private let claims: [EvidenceClaim]
    /// Of the answer, and those that the question names: of these there may be no line.
    private let courses: Set<String>
    private let asked: [(subject: PeriodSubject, activities: [[UInt8]])]
    /// Of all records of the bundle.
    private let leaves: Set<UInt64>

    init(_ head: BundleHead, book: EvidenceBook, claims: [EvidenceClaim], leaves: Set<UInt64>) {
        self.head = head
        self.book = book
        self.claims = claims
        self.leaves = leaves
        courses = Set(claims.map(\.course.id)).union(head.question.courses ?? [])
        asked = book.subjects(of: claims)
    }

    /// - Throws: `BundleStop` where something was left out, or cannot be read.
    func run(_ file: BundleFile) throws -> (truth: EvidenceTruth, french: String, english: String) {
        guard book.periods.count == file.periodFiles else { throw Self.unreadable }
        guard let last = book.periods.last?.record else {
            return (
                .unknown, "L’archive ne montre pas que rien n’a été omis : aucune période du journal n’est close.",
                "The archive does not show that nothing was left out: no period of the log is closed."
            )
        }
        let seals = try seals(in: file, keyDigest: last.key)
        var next: UInt64 = 0
        for (number, period) in book.periods.enumerated() {
            guard period.record.range.lowerBound == next, period.record.key == last.key else { throw Self.unreadable }
            next = period.record.range.upperBound
            guard let view = PeriodView(reading: try file.content(BundlePath.period(number))),
                view.leaf == period.leaf
            else { throw Self.unreadable }
            try check(view, of: period.record, seals)
        }
        try checkLastChoices()
        try checkLines()
        return (
            .holds,
            "Rien n’a été omis jusqu’à l’enregistrement \(next) du journal, résumé le \(last.at.rfc3339).",
            "Nothing was left out up to record \(next) of the log, summed up on \(last.at.rfc3339)."
        )
    }

    private func seals(in file: BundleFile, keyDigest: String) throws -> [[UInt8]] {
        guard let seals = SealFile(reading: try file.content(BundlePath.seals)),
            let key = PeriodVerifierKey(seals.key), key.digest == keyDigest, seals.seals.count == asked.count,
            zip(seals.seals, asked).allSatisfy({ key.accepts($0, of: $1.subject) })
        else { throw Self.unreadable }
        return seals.seals
    }

    private func check(_ view: PeriodView, of period: PeriodRecord, _ seals: [[UInt8]]) throws {
        do {
            try view.verify(size: period.size, root: period.root)
        } catch { throw Self.unreadable }
        for (seal, (subject, activities)) in zip(seals, asked) {
            let token = PeriodToken(seal: seal, from: period.range.lowerBound)
            for activity in activities {
                let leaves = book.mentions.leaves(of: subject, about: activity, in: period.range)
                let expected = leaves.isEmpty ? nil : token.records(leaves, about: activity)
                switch view.records(of: token, about: activity, inSize: period.size) {
                case .some(let shown) where shown == expected: continue
                case .some: throw Self.leftOut
                case nil: throw Self.unreadable
                }
            }
        }
        try checkOpenLists(of: period)
    }

    /// Voids of the statements that are here, and packages of the courses.
    private func checkOpenLists(of period: PeriodRecord) throws {
        for void in period.open.voids {
            guard let target = UUID(uuidString: void.name) else { throw Self.unreadable }
            guard book.leaf(of: target) == nil || leaves.contains(void.leaf) else { throw Self.leftOut }
        }
        let packages = period.open.packages.filter { courses.contains($0.name) }
        guard packages.allSatisfy({ leaves.contains($0.leaf) }) else { throw Self.leftOut }
    }

    /// Of the rules of each course and of the lists of each source the last one counts: that of the summaries, or one that came
    /// after them and is here.
    private func checkLastChoices() throws {
        var rules: [String: UInt64] = [:]
        var trust: [String: UInt64] = [:]
        for period in book.periods.map(\.record.open) {
            for choice in period.rules where courses.contains(choice.name) { rules[choice.name] = choice.leaf }
            for choice in period.trust { trust[choice.name] = choice.leaf }
        }
        rules.merge(book.mentions.rules.map { ($0.name, $0.leaf) }, uniquingKeysWith: max)
        trust.merge(book.mentions.trust.map { ($0.name, $0.leaf) }, uniquingKeysWith: max)
        guard Set(rules.values).union(trust.values).isSubset(of: leaves) else { throw Self.leftOut }
    }

    /// Where the question names people and several courses, each of them has a line in each that it asks for.
    private func checkLines() throws {
        let courses = head.question.courses ?? []
        let shown = Dictionary(grouping: claims, by: \.learner).mapValues { Set($0.map(\.course.id)) }
        for person in head.question.peopleOfCourses {
            for course in courses.subtracting(shown[.person(person)] ?? []) {
                // Of a course whose packages came after the checkpoint nothing can be said.
                let line = book.claim(of: .person(person), in: course, asOf: head.asOf)
                guard line.map(head.question.isAnswered) != true else { throw Self.leftOut }
            }
        }
    }

    private static let unreadable = BundleStop.fails(
        "Les résumés de périodes sont incomplets ou faux.", "The summaries of periods are incomplete or false."
    )
    private static let leftOut = BundleStop.fails(
        "Des enregistrements ont été omis de l’archive.", "Records were left out of the archive."
    )
}
