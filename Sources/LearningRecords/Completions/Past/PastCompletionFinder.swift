import Completion
import Foundation
import Persistence
import XAPI

/// One page of completions as they were at a time, inside a read transaction: standings and their history choose it; each
/// line is judged anew from the statements that had come, with the people, rules and trust of then.
struct PastCompletionFinder {
    let transaction: any Transaction
    private(set) var outlines: OutlineReader
    private let limit: Int
    private let moment: PastMoment

    init(transaction: any Transaction, outlines: CourseOutlines, limit: Int, at time: Int64) throws {
        self.transaction = transaction
        self.outlines = OutlineReader(transaction: transaction, memory: outlines)
        self.limit = limit
        moment = try transaction.moment(at: time)
    }

    mutating func find(_ request: FindCompletions.Request) throws -> FindCompletions.Outcome {
        var filter = StandingFilter()
        (filter.status, filter.cursor) = (request.status?.rawValue, request.cursor)
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
        (filter.attributes, filter.reach) = (request.attributes, request.reach)
        var asked = AskedLearner()
        if let id = request.person {
            guard let number = try transaction.person(id, at: moment.at),
                try transaction.isInside(request.reach, person: number)
            else { return .unknownPerson(id) }
            asked.set(person: number)
        }
        if let actor = request.actor {
            let number = try transaction.numbers(of: [.actor(actor)]).values.first
            let learners = try transaction.learners(ofActors: Set([number].compactMap { $0 }), at: moment.at)
            let learner = try number.map { try transaction.inside(request.reach, learners.learner(of: $0)) } ?? nil
            asked.set(actor, learner: learner)
        }
        filter.learner = asked.number
        guard asked.mayStand else { return .found(try inLog(try nothingKnown(of: asked, in: filter))) }
        return .found(try inLog(try page(filter, of: asked)))
    }

    private func inLog(_ page: FindCompletions.Page) throws -> FindCompletions.Page {
        let witnesses = page.items.reduce(into: Set<UUID>()) { $0.formUnion($1.evaluation.because.map(\.statement)) }
        let places = try transaction.placesInLog(of: witnesses)
        let items = page.items.map { item in
            var item = item
            (item.logSize, item.places) = (moment.logSize, places)
            return item
        }
        return FindCompletions.Page(items: items, next: page.next)
    }

    private mutating func page(_ filter: StandingFilter, of asked: AskedLearner) throws -> FindCompletions.Page {
        let standings = PastStandings(transaction: transaction, time: moment.at)
        let (lines, next) = try standings.page(filter, limit: limit)
        if lines.isEmpty, next == nil, filter.cursor == nil, filter.learner != nil {
            var any = filter
            any.status = nil
            if try standings.page(any, limit: 1).lines.isEmpty { return try nothingKnown(of: asked, in: filter) }
        }
        let items = try answers(at: lines, filter, of: asked)
        return FindCompletions.Page(items: items, next: next.map { .init(learner: $0.learner, course: $0.course) })
    }

    private mutating func answers(
        at lines: [PastStandings.Line], _ filter: StandingFilter, of asked: AskedLearner
    ) throws -> [CompletionAnswer] {
        guard !lines.isEmpty else { return [] }
        let places = lines.map(\.place)
        let courses = try transaction.courses(numbered: Set(places.map(\.course)), at: moment.at)
        let numbers = Set(places.map(\.learner))
        let learners = try transaction.learners(numbered: numbers, at: moment.at)
        let shown = try transaction.shownLearners(numbers, learners, asked: asked)
        let facts = try facts(of: places, learners)
        let registrations = try transaction.registrations(at: places)
        return try lines.compactMap { line in
            guard let course = courses[line.place.course], let learner = shown[line.place.learner] else { return nil }
            guard filter.source.map({ $0 == course.sourceNumber }) ?? true,
                filter.path?.courses.contains(line.place.course) ?? true, isChosen(learner, by: filter.attributes)
            else { return nil }
            var answer =
                try facts[line.place].map { try self.answer(for: learner, in: course, facts: $0) }
                ?? answer(for: learner, in: course, saidToBe: line.status)
            answer.registered = registrations[line.place].flatMap { $0.registeredAt <= moment.at ? $0 : nil }
            return answer
        }
    }

    /// Without the places of which there is more than one answer should read.
    private func facts(
        of places: [Standing.Place], _ learners: Learners
    ) throws -> [Standing.Place: [(key: FactKey, facts: StoredFacts)]] {
        func read(_ places: [Standing.Place]) throws -> [Standing.Place: [(key: FactKey, facts: StoredFacts)]]? {
            guard let facts = try transaction.facts(of: places, learners, before: moment) else { return nil }
            return Dictionary(places.map { ($0, facts[$0] ?? []) }, uniquingKeysWith: { one, _ in one })
        }
        if let all = try read(places) { return all }
        return try places.reduce(into: [:]) { all, place in
            if let facts = try read([place]) { all.merge(facts) { one, _ in one } }
        }
    }

    /// By what held of the person on that day.
    private func isChosen(_ learner: CompletionAnswer.Learner, by attributes: AttributeFilter) -> Bool {
        let values = learner.values(on: Day(containing: moment.at))
        return attributes.values.allSatisfy { name, value in values[name] ?? "" == value }
    }

    /// A learner without a statement in a course that there was had not started it.
    private mutating func nothingKnown(of asked: AskedLearner, in filter: StandingFilter) throws -> FindCompletions.Page
    {
        let isAsked = [nil, CompletionStatus.notStarted.rawValue].contains(filter.status) && filter.isPlain
        guard let id = filter.course, isAsked, let learner = try shown(asked),
            let course = try transaction.courses(numbered: [id], at: moment.at)[id]
        else { return FindCompletions.Page(items: [], next: nil) }
        return FindCompletions.Page(
            items: [try answer(for: learner, in: course, facts: [])], next: nil
        )
    }

    private func shown(_ asked: AskedLearner) throws -> CompletionAnswer.Learner? {
        guard !asked.isContradictory, let number = asked.number else { return try transaction.shown(asked) }
        let learners = try transaction.learners(numbered: [number], at: moment.at)
        return try transaction.shownLearners([number], learners, asked: asked)[number]
    }

    private mutating func answer(
        for learner: CompletionAnswer.Learner, in course: StoredCourse, facts: [(key: FactKey, facts: StoredFacts)]
    ) throws -> CompletionAnswer {
        let judged = try CourseJudgement(course: course, facts: facts, at: moment.at, outlines: &outlines)
        return CompletionAnswer(
            learner: learner, course: course, judged: judged, isPending: false,
            asOf: Instant(microseconds: moment.at)
        )
    }

    /// What was said then, where it is too much to be judged anew.
    private mutating func answer(
        for learner: CompletionAnswer.Learner, in course: StoredCourse, saidToBe status: String
    ) throws -> CompletionAnswer {
        var evaluation = Evaluation()
        evaluation.status = CompletionStatus(rawValue: status) ?? .notStarted
        let judged = CourseJudgement(
            version: course.newest, rule: try outlines.rule(course.rule), evaluation: evaluation
        )
        return CompletionAnswer(
            learner: learner, course: course, judged: judged, isPending: true, asOf: Instant(microseconds: moment.at)
        )
    }
}
