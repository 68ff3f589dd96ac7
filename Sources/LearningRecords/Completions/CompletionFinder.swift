import Completion
import Foundation
import Persistence
import XAPI

/// One page of completions being found, inside a read transaction.
struct CompletionFinder {
    let transaction: any Transaction
    private(set) var outlines: OutlineReader
    private let limit: Int

    init(transaction: any Transaction, outlines: CourseOutlines, limit: Int) {
        self.transaction = transaction
        self.outlines = OutlineReader(transaction: transaction, memory: outlines)
        self.limit = limit
    }

    mutating func find(_ request: FindCompletions.Request) throws -> FindCompletions.Outcome {
        let course = try request.course.map { try transaction.course(iri: $0) }
        if let iri = request.course, course == .some(nil) { return .unknownCourse(iri) }
        let asked: AskedLearner
        switch try transaction.learner(asked: request) {
        case .success(let learner): asked = learner
        case .failure(let unknown): return .unknownPerson(unknown.id)
        }
        let filter = StandingFilter(
            learner: asked.number, course: course ?? nil, status: request.status?.rawValue, cursor: request.cursor
        )
        guard asked.mayStand else { return .found(try inLog(try nothingKnown(of: asked, in: filter))) }
        return .found(try inLog(try page(filter, of: asked)))
    }

    /// The page with the places in the log of what its answers rest on.
    private func inLog(_ page: FindCompletions.Page) throws -> FindCompletions.Page {
        let size = try transaction.logSize()
        let witnesses = page.items.reduce(into: Set<UUID>()) { $0.formUnion($1.evaluation.because.map(\.statement)) }
        let leaves = try transaction.leaves(ofStatements: witnesses)
        let items = page.items.map { item in
            var item = item
            item.logSize = size
            item.leaves = leaves
            return item
        }
        return FindCompletions.Page(items: items, next: page.next)
    }

    private mutating func page(_ filter: StandingFilter, of asked: AskedLearner) throws -> FindCompletions.Page {
        let places = try transaction.rows(.standings(filter, limit: limit + 1)).map {
            Standing.Place(learner: try $0.integer(0), course: try $0.integer(1))
        }
        if places.isEmpty, filter.cursor == nil, filter.learner != nil, try !hasStanding(filter) {
            return try nothingKnown(of: asked, in: filter)
        }
        let shown = Array(places.prefix(limit))
        let last = places.count > limit ? shown.last : nil
        return FindCompletions.Page(
            items: try answers(at: shown, of: asked), next: last.map { .init(learner: $0.learner, course: $0.course) }
        )
    }

    /// Whether the learner stands anywhere in the course, whatever the status.
    private func hasStanding(_ filter: StandingFilter) throws -> Bool {
        var any = filter
        any.status = nil
        return try !transaction.rows(.standings(any, limit: 1)).isEmpty
    }

    private mutating func answers(at places: [Standing.Place], of asked: AskedLearner) throws -> [CompletionAnswer] {
        guard !places.isEmpty else { return [] }
        let courses = try transaction.courses(numbered: Set(places.map(\.course)))
        let numbers = Set(places.map(\.learner))
        let learners = try transaction.learners(numbered: numbers)
        let shown = try transaction.shownLearners(numbers, learners, asked: asked)
        let waiting = try transaction.waiting(among: numbers)
        let facts = try transaction.facts(of: places, learners)
        return try places.compactMap { place in
            guard let course = courses[place.course], let learner = shown[place.learner] else { return nil }
            return try answer(
                for: learner, in: course, facts: facts[place] ?? [], isWaiting: waiting.contains(place.learner)
            )
        }
    }

    /// A learner without a statement in a course that exists has not started it.
    private mutating func nothingKnown(of asked: AskedLearner, in filter: StandingFilter) throws -> FindCompletions.Page
    {
        let isAsked = filter.status == nil || filter.status == CompletionStatus.notStarted.rawValue
        guard let id = filter.course, isAsked, let learner = try transaction.shown(asked),
            let course = try transaction.courses(numbered: [id])[id]
        else { return FindCompletions.Page(items: [], next: nil) }
        return FindCompletions.Page(
            items: [try answer(for: learner, in: course, facts: [], isWaiting: false)], next: nil
        )
    }

    private mutating func answer(
        for learner: CompletionAnswer.Learner, in course: StoredCourse, facts: [(key: FactKey, facts: StoredFacts)],
        isWaiting: Bool
    ) throws -> CompletionAnswer {
        let judged = try CourseJudgement(course: course, facts: facts, at: transaction.startedAt, outlines: &outlines)
        return CompletionAnswer(
            learner: learner, course: course, judged: judged,
            isPending: isWaiting || facts.contains { $0.facts.isPending },
            asOf: Instant(microseconds: transaction.startedAt)
        )
    }
}
