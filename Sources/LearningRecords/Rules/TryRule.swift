import Completion
package import Persistence

/// Whose status would change if a rule were put in force in a course, both ways. Nothing is written.
package struct TryRule: Sendable {
    package struct Report: Sendable {
        package struct Change: Sendable {
            package let learner: CompletionAnswer.Learner
            package let from: CompletionStatus
            package let to: CompletionStatus
        }

        package let course: String
        package let inForce: RuleKey
        package let tried: RuleKey
        /// Who stands in the course.
        package fileprivate(set) var learners = 0
        package fileprivate(set) var unchanged = 0
        /// Who would be complete, or dispensed, and is not now; and the other way.
        package fileprivate(set) var gains = 0
        package fileprivate(set) var losses = 0
        /// The first `mostChanges`.
        package fileprivate(set) var changes: [Change] = []
    }

    package enum Outcome: Sendable {
        case found(Report)
        case unknownCourse
        case unknownRule
        case unknownItem(String)
    }

    /// Learners who are named.
    package static let mostChanges = 1_000
    /// Learners who are judged in one view of the store.
    private static let page = 200

    private let database: any Database
    private let outlines: CourseOutlines

    package init(database: any Database, outlines: CourseOutlines) {
        self.database = database
        self.outlines = outlines
    }

    /// - Parameter course: IRI.
    package func callAsFunction(_ rule: String, version: Int64?, in course: String) async throws -> Outcome {
        let start = try await database.read { transaction -> Outcome in
            guard let tried = try transaction.rule(rule, version: version) else { return .unknownRule }
            guard let number = try transaction.course(iri: course),
                let stored = try transaction.courses(numbered: [number])[number]
            else { return .unknownCourse }
            if let item = try transaction.firstItem(of: tried, missingIn: stored) { return .unknownItem(item) }
            return .found(Report(course: course, inForce: stored.rule, tried: tried.key))
        }
        guard case .found(var report) = start else { return start }
        var last: Int64? = 0
        while let after = last {
            let sofar = report
            let (longer, read, next) = try await database.read { [outlines] transaction in
                var trial = Trial(transaction: transaction, outlines: outlines, report: sofar)
                let next = try trial.judge(after: after, limit: Self.page)
                return (trial.report, trial.outlines.read, next)
            }
            outlines.remember(read)
            (report, last) = (longer, next)
        }
        return .found(report)
    }
}

/// One page of learners being judged by both rules.
private struct Trial {
    let transaction: any Transaction
    var outlines: OutlineReader
    var report: TryRule.Report

    init(transaction: any Transaction, outlines: CourseOutlines, report: TryRule.Report) {
        self.transaction = transaction
        self.outlines = OutlineReader(transaction: transaction, memory: outlines)
        self.report = report
    }

    /// - Returns: the last learner of the page; nil where none follows.
    mutating func judge(after learner: Int64, limit: Int) throws -> Int64? {
        guard let number = try transaction.course(iri: report.course),
            let course = try transaction.courses(numbered: [number])[number]
        else { return nil }
        let places = try transaction.places(inCourse: number, after: learner, limit: limit)
        let learners = try transaction.learners(numbered: Set(places.map(\.learner)))
        let facts = try transaction.facts(of: places, learners)
        let tried = try outlines.rule(report.tried)
        var moved: [(learner: Int64, from: CompletionStatus, to: CompletionStatus)] = []
        for place in places {
            let now = try judged(course, facts[place] ?? [], by: nil)
            let then = try judged(course, facts[place] ?? [], by: tried)
            count(from: now, to: then)
            if now.status != then.status { moved.append((place.learner, now.status, then.status)) }
        }
        try name(moved, learners)
        return places.count == limit ? places.last?.learner : nil
    }

    private mutating func judged(
        _ course: StoredCourse, _ facts: [(key: FactKey, facts: StoredFacts)], by rule: RuleDocument?
    ) throws -> Evaluation {
        try CourseJudgement(
            course: course, facts: facts, at: transaction.startedAt, outlines: &outlines, by: rule, isStatusEnough: true
        ).evaluation
    }

    private mutating func count(from now: Evaluation, to then: Evaluation) {
        report.learners += 1
        if now.status == then.status { report.unchanged += 1 }
        if then.satisfied, !now.satisfied { report.gains += 1 }
        if now.satisfied, !then.satisfied { report.losses += 1 }
    }

    private mutating func name(
        _ moved: [(learner: Int64, from: CompletionStatus, to: CompletionStatus)], _ learners: Learners
    ) throws {
        let shown = moved.prefix(max(0, TryRule.mostChanges - report.changes.count))
        guard !shown.isEmpty else { return }
        let people = try transaction.shownLearners(Set(shown.map(\.learner)), learners, asked: AskedLearner())
        report.changes += shown.compactMap { change in
            people[change.learner].map { .init(learner: $0, from: change.from, to: change.to) }
        }
    }
}

extension Transaction {
    /// Who stands in the course, in order; `standing_course` gives it.
    func places(inCourse course: Int64, after learner: Int64, limit: Int) throws -> [Standing.Place] {
        try rows(
            """
            SELECT t.learner FROM standing t WHERE t.course = \(course) AND t.learner > \(learner)
            ORDER BY t.learner LIMIT \(limit)
            """
        ).map { Standing.Place(learner: try $0.integer(0), course: course) }
    }
}
