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
        var filter = StandingFilter(request)
        if let iri = request.course {
            guard let course = try transaction.course(iri: iri), try transaction.isInside(request.reach, course: course)
            else { return .unknownCourse(iri) }
            filter.course = course
        }
        if let name = request.source {
            guard let source = try transaction.sourceNumber(named: name) else { return .unknownSource(name) }
            filter.source = source
        }
        if let id = request.path {
            guard let path = try transaction.path(id, version: nil) else { return .unknownPath(id) }
            filter.path = AskedPath(path)
        }
        switch try transaction.learner(asked: request) {
        case .failure(let unknown): return .unknownPerson(unknown.id)
        case .success(let asked):
            filter.learner = asked.number
            guard asked.mayStand else { return .found(try inLog(try nothingKnown(of: asked, in: filter))) }
            return .found(try inLog(try page(filter, of: asked)))
        }
    }

    /// The page with the places in the log of what its answers rest on.
    private func inLog(_ page: FindCompletions.Page) throws -> FindCompletions.Page {
        let size = try transaction.logSize()
        let witnesses = page.items.reduce(into: Set<UUID>()) { $0.formUnion($1.evaluation.because.map(\.statement)) }
        let places = try transaction.placesInLog(of: witnesses)
        let items = page.items.map { item in
            var item = item
            item.logSize = size
            item.places = places
            return item
        }
        return FindCompletions.Page(items: items, next: page.next)
    }

    private mutating func page(_ filter: StandingFilter, of asked: AskedLearner) throws -> FindCompletions.Page {
        var filter = filter
        if let course = filter.course, let source = filter.source {
            guard try transaction.courses(numbered: [course])[course]?.sourceNumber == source else {
                return FindCompletions.Page(items: [], next: nil)
            }
            filter.source = nil
        }
        if let course = filter.course, let path = filter.path {
            guard path.courses.contains(course) else { return FindCompletions.Page(items: [], next: nil) }
            filter.path = nil
        }
        let places = try StandingPage(filter, in: transaction).places(limit: limit + 1)
        if places.isEmpty, filter.cursor == nil, filter.learner != nil, filter.isPlain, try !hasStanding(filter) {
            return try nothingKnown(of: asked, in: filter)
        }
        let shown = Array(places.prefix(limit))
        let items = try answers(at: shown.map(\.place), of: asked).filter { $0.mayBeListed(as: filter.status) }
        return FindCompletions.Page(
            items: items, next: places.count > limit ? shown.last : nil
        )
    }

    /// Whether the learner stands anywhere in the course, whatever the status.
    private func hasStanding(_ filter: StandingFilter) throws -> Bool {
        var any = filter
        any.status = nil
        return try !StandingPage(any, in: transaction).places(limit: 1).isEmpty
    }

    private mutating func answers(at places: [Standing.Place], of asked: AskedLearner) throws -> [CompletionAnswer] {
        guard !places.isEmpty else { return [] }
        let courses = try transaction.courses(numbered: Set(places.map(\.course)))
        let numbers = Set(places.map(\.learner))
        let learners = try transaction.learners(numbered: numbers)
        let shown = try transaction.shownLearners(numbers, learners, asked: asked)
        let waiting = try transaction.waiting(among: numbers)
        let facts = try transaction.facts(of: places, learners)
        let registrations = try transaction.registrations(at: places)
        return try places.compactMap { place in
            guard let course = courses[place.course], let learner = shown[place.learner] else { return nil }
            var answer = try answer(
                for: learner, in: course, facts: facts[place] ?? [], isWaiting: waiting.contains(place.learner)
            )
            answer.registered = registrations[place]
            return answer
        }
    }

    /// A learner without a statement in a course that exists has not started it.
    private mutating func nothingKnown(of asked: AskedLearner, in filter: StandingFilter) throws -> FindCompletions.Page
    {
        let isAsked = [nil, CompletionStatus.notStarted.rawValue].contains(filter.status) && filter.isPlain
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

extension CompletionAnswer {
    /// A completion that has lapsed is no longer one, before its standing follows.
    fileprivate func mayBeListed(as status: String?) -> Bool {
        status == nil || isPending || evaluation.status != .expired || evaluation.status.rawValue == status
    }
}

extension StandingFilter {
    fileprivate init(_ request: FindCompletions.Request) {
        status = request.status?.rawValue
        attributes = request.attributes
        completed = request.completed
        cursor = request.cursor
        reach = request.reach
    }
}

extension Transaction {
    /// `source_name` finds it.
    func sourceNumber(named name: String) throws -> Int64? {
        try rows("SELECT id FROM source WHERE name = \(name)").first?.integer(0)
    }
}
