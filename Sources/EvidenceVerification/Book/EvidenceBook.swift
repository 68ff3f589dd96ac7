import Completion
import ExactJSON
import Foundation
package import XAPI

/// What records say together: it computes a claim from them by the same code as the service, and from nothing else.
package struct EvidenceBook: Sendable {
    private var people = PersonLedger()
    private var courses = CourseLedger()
    private var trust = TrustLedger()
    private var attendance = AttendanceLedger()
    private var statements: [Int64: [ReadStatement]] = [:]
    private var voided: Set<UUID> = []
    private var voids: Set<UUID> = []
    private var leaves: [UUID: UInt64] = [:]
    private var imported: Set<UUID> = []
    private var numbers = Numbers()
    /// Whom and what the records are about.
    private(set) var mentions = PeriodMentions()
    /// Those that are summaries of periods, with their leaves.
    package private(set) var periods: [(leaf: UInt64, record: PeriodRecord)] = []

    package init() {}

    /// Adds a record, in the order of their leaves.
    ///
    /// - Returns: false where it cannot be read, because of what is hidden in it or because it is none.
    package mutating func add(_ kind: RecordKind, _ json: [UInt8], leaf: UInt64) -> Bool {
        add(ReadRecord(kind, json), leaf: leaf)
    }

    mutating func add(_ record: ReadRecord, leaf: UInt64) -> Bool {
        switch record.content {
        case .unreadable: return false
        case .statement(let record, let statement, let event):
            add(record, statement, event, leaf: leaf)
            return true
        case .other(let document):
            mentions.add(record.kind, record.json, leaf: leaf)
            guard record.kind == .period else { return add(record.kind, document.root, leaf: leaf) }
            return add(PeriodRecord(reading: record.json), leaf: leaf)
        }
    }

    private mutating func add(_ kind: RecordKind, _ record: JSONValue, leaf: UInt64) -> Bool {
        switch kind {
        case .statement, .period: false
        case .personEvent: people.add(record, leaf: leaf)
        case .package: courses.add(record) { numbers[.activity, $0] }
        case .ruleInForce: courses.putInForce(record)
        case .sourceTrust: trust.add(record) { numbers[.source, $0] }
        // They say of whom nothing is left, and who read; nothing of what anybody did.
        case .erasure, .retention, .reads: true
        }
    }

    private mutating func add(
        _ record: StatementRecord, _ statement: Statement, _ event: LearningEvent?, leaf: UInt64
    ) {
        leaves[record.id] = leaf
        if ImportedAuthority.isIt(record.authority) { imported.insert(record.id) }
        if let target = statement.voids {
            voided.insert(target)
            voids.insert(record.id)
            mentions.add(voidOf: target, leaf: leaf)
        }
        guard case .activity(let activity) = statement.object, let actor = statement.actor.identifier?.canonical,
            let event
        else { return }
        mentions.add(statementOf: actor, about: activity.id, leaf: leaf)
        if record.source == FactKey.serviceSourceName {
            attendance.add(statement, of: actor, about: activity, id: record.id, leaf: leaf)
        }
        let number = numbers[.actor, actor]
        let key = FactKey(
            actor: number, activity: numbers[.activity, activity.id],
            registration: statement.context?.registration ?? .none, source: numbers[.source, record.source],
            sessionClass: event.sessionClass, isDefinedByCMI5: event.isDefinedByCMI5
        )
        statements[number, default: []].append(ReadStatement(key: key, event: event))
    }

    private mutating func add(_ period: PeriodRecord?, leaf: UInt64) -> Bool {
        guard let period else { return false }
        periods.append((leaf, period))
        return true
    }

    /// The half-days at which a learner was present, each once, in the order in which they began.
    func halfDays(of claim: EvidenceClaim) -> [AttendedHalfDay] {
        attendance.halfDays(of: claim.identifiers, in: claim.course.id) { isCounted($0) }
    }

    /// The leaf of a statement.
    func leaf(of statement: UUID) -> UInt64? { leaves[statement] }

    /// Whose records, and about what, claims rest on: each subject once, in the order of the claims.
    package func subjects(of claims: [EvidenceClaim]) -> [(subject: PeriodSubject, activities: [[UInt8]])] {
        var order: [PeriodSubject] = []
        var activities: [PeriodSubject: Set<[UInt8]>] = [:]
        func add(_ subject: PeriodSubject, _ asked: [[UInt8]]) {
            if activities[subject] == nil { order.append(subject) }
            activities[subject, default: []].formUnion(asked)
        }
        for claim in claims {
            if case .person(let id) = claim.learner { add(.person(id), [[]]) }
            let asked = courses.activities(of: claim.course.id)
            for identifier in claim.identifiers { add(.actor(identifier.canonical), asked) }
        }
        return order.map { subject in
            (subject, (activities[subject] ?? []).sorted { $0.lexicographicallyPrecedes($1) })
        }
    }

    /// The learner to whom an identifier counts.
    package func learner(of identifier: InverseFunctionalIdentifier) -> EvidenceLearner {
        people.owner(of: identifier.canonical).map { .person($0) } ?? .actor(identifier.canonical)
    }

    /// Whose statements count for the learner; none where the records do not say so.
    package func identifiers(of learner: EvidenceLearner) -> [InverseFunctionalIdentifier] {
        switch learner {
        case .person(let id): people.identifiers(of: id).compactMap(InverseFunctionalIdentifier.init(canonical:))
        case .actor(let canonical):
            people.owner(of: canonical) == nil
                ? [InverseFunctionalIdentifier(canonical: canonical)].compactMap { $0 } : []
        }
    }

    /// What the rule of the course says of the learner.
    ///
    /// - Returns: nil where no package of the course was added, or its rule is not known.
    package func claim(of learner: EvidenceLearner, in course: String, asOf: Instant) -> EvidenceClaim? {
        let versions = courses.versions(of: course)
        guard let newest = versions.first, let rule = courses.rule(of: course) else { return nil }
        let identifiers = identifiers(of: learner)
        let facts = facts(of: identifiers)
        let untrusted = trust.sourcesUntrusted(in: course)
        let (version, evaluation) = EvaluateRule.answer(
            newest: newest, earlier: versions.dropFirst(), hasFacts: !facts.isEmpty
        ) { version in
            EvaluateRule()(
                rule, outline: version.outline, facts: facts, now: asOf, untrustedSources: untrusted
            )
        }
        return EvidenceClaim(
            learner: learner, person: person(learner), identifiers: identifiers,
            course: .init(id: course, title: version.title, version: version.number, source: version.source),
            rule: rule, evaluation: evaluation,
            leaves: Dictionary(
                evaluation.because.map { ($0.statement, leaves[$0.statement] ?? 0) },
                uniquingKeysWith: { one, _ in one }
            ),
            imported: Set(evaluation.because.map(\.statement)).intersection(imported)
        )
    }

    private func person(_ learner: EvidenceLearner) -> PersonLedger.Person? {
        if case .person(let id) = learner { people.people[id] } else { nil }
    }

    private func facts(of identifiers: [InverseFunctionalIdentifier]) -> [(FactKey, Facts)] {
        var facts: [FactKey: Facts] = [:]
        for identifier in identifiers {
            for statement in numbers.known(.actor, identifier.canonical).flatMap({ statements[$0] }) ?? []
            where isCounted(statement.event.witness.statement) {
                facts[statement.key, default: Facts()].fold(statement.event, isToldKept: true)
            }
        }
        return facts.map { ($0, $1) }
    }

    /// A statement that voids cannot be voided (xAPI 1.0.3 Data 2.3.2).
    private func isCounted(_ statement: UUID) -> Bool { !voided.contains(statement) || voids.contains(statement) }
}

private struct ReadStatement: Sendable {
    let key: FactKey
    let event: LearningEvent
}

/// Numbers for texts, as the service has them in its tables; which ones makes no difference.
private struct Numbers: Sendable {
    enum Kind { case actor, activity, source }

    private struct Term: Hashable {
        let kind: Kind
        /// As bytes: letters that are composed otherwise are other texts.
        let text: [UInt8]
    }

    /// What the service itself says of a course are decisions.
    private var numbers = [
        Term(kind: .source, text: Array(FactKey.serviceSourceName.utf8)): FactKey.serviceSource
    ]

    func known(_ kind: Kind, _ text: String) -> Int64? { numbers[Term(kind: kind, text: Array(text.utf8))] }

    subscript(kind: Kind, text: String) -> Int64 {
        mutating get {
            let term = Term(kind: kind, text: Array(text.utf8))
            if let known = numbers[term] { return known }
            numbers[term] = Int64(numbers.count + 1)
            return Int64(numbers.count)
        }
    }
}

extension UUID {
    /// Stands where a statement names no registration.
    fileprivate static let none = UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))
}
