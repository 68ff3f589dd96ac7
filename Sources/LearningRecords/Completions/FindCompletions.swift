import Completion
import Foundation
package import Persistence
package import XAPI

/// Who completed what, with the statements that say so.
///
/// Standings choose and order the page; the answer of each line is computed from the facts by the same rule that wrote the
/// standing.
package struct FindCompletions: Sendable {
    package struct Request: Sendable {
        package var actor: InverseFunctionalIdentifier?
        /// IRI of a course.
        package var course: String?
        package var status: CompletionStatus?
        package var limit = 50
        package var cursor: CompletionCursor?

        package init() {}
    }

    package enum Outcome: Sendable {
        case found(Page)
        case unknownCourse(String)
    }

    package struct Page: Sendable {
        package let items: [CompletionAnswer]
        package let next: CompletionCursor?
    }

    package static let largestPage = 500

    private let database: any Database
    private let outlines: CourseOutlines

    package init(database: any Database, outlines: CourseOutlines) {
        self.database = database
        self.outlines = outlines
    }

    package func callAsFunction(_ request: Request) async throws -> Outcome {
        let limit = min(max(request.limit, 1), Self.largestPage)
        let (outcome, read) = try await database.read { [outlines] transaction in
            var finder = CompletionFinder(transaction: transaction, outlines: outlines, limit: limit)
            return (try finder.find(request), finder.outlines.read)
        }
        outlines.remember(read)
        return outcome
    }
}

/// One page being found, inside a read transaction.
private struct CompletionFinder {
    let transaction: any Transaction
    var outlines: OutlineReader
    let limit: Int

    init(transaction: any Transaction, outlines: CourseOutlines, limit: Int) {
        self.transaction = transaction
        self.outlines = OutlineReader(transaction: transaction, memory: outlines)
        self.limit = limit
    }

    mutating func find(_ request: FindCompletions.Request) throws -> FindCompletions.Outcome {
        let course = try request.course.map { try transaction.course(iri: $0) }
        if let iri = request.course, course == .some(nil) { return .unknownCourse(iri) }
        let learner = try request.actor.map { actor in
            try transaction.numbers(of: [.actor(actor)]).values.first
        }
        let filter = StandingFilter(
            learner: learner ?? nil, course: course ?? nil, status: request.status?.rawValue, cursor: request.cursor
        )
        if let actor = request.actor, learner == .some(nil) {
            return .found(try inLog(try nothingKnown(of: actor, in: filter, request: request)))
        }
        return .found(try inLog(try page(filter, request: request)))
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

    private mutating func page(
        _ filter: StandingFilter, request: FindCompletions.Request
    ) throws -> FindCompletions.Page {
        let places = try transaction.rows(.standings(filter, limit: limit + 1)).map {
            Standing.Place(learner: try $0.integer(0), course: try $0.integer(1))
        }
        if places.isEmpty, request.cursor == nil, let actor = request.actor, try !hasStanding(filter) {
            return try nothingKnown(of: actor, in: filter, request: request)
        }
        let shown = Array(places.prefix(limit))
        let last = places.count > limit ? shown.last : nil
        return FindCompletions.Page(
            items: try answers(at: shown), next: last.map { .init(learner: $0.learner, course: $0.course) }
        )
    }

    /// Whether the learner stands anywhere in the course, whatever the status.
    private func hasStanding(_ filter: StandingFilter) throws -> Bool {
        var any = filter
        any.status = nil
        return try !transaction.rows(.standings(any, limit: 1)).isEmpty
    }

    private mutating func answers(at places: [Standing.Place]) throws -> [CompletionAnswer] {
        guard !places.isEmpty else { return [] }
        let courses = try transaction.courses(numbered: Set(places.map(\.course)))
        let actors = try transaction.identifiers(of: Set(places.map(\.learner)))
        let facts = try transaction.facts(of: places)
        return try places.compactMap { place in
            guard let course = courses[place.course], let actor = actors[place.learner] else { return nil }
            return try answer(for: actor, in: course, facts: facts[place] ?? [])
        }
    }

    /// A learner without a statement in a course that exists has not started it.
    private mutating func nothingKnown(
        of actor: InverseFunctionalIdentifier, in filter: StandingFilter, request: FindCompletions.Request
    ) throws -> FindCompletions.Page {
        guard let id = filter.course, request.status == nil || request.status == .notStarted,
            let course = try transaction.courses(numbered: [id])[id]
        else { return FindCompletions.Page(items: [], next: nil) }
        return FindCompletions.Page(items: [try answer(for: actor, in: course, facts: [])], next: nil)
    }

    private mutating func answer(
        for actor: InverseFunctionalIdentifier, in course: StoredCourse, facts: [(key: FactKey, facts: StoredFacts)]
    ) throws -> CompletionAnswer {
        let judged = try CourseJudgement(course: course, facts: facts, at: transaction.startedAt, outlines: &outlines)
        return CompletionAnswer(
            actor: actor, course: course, judged: judged, isPending: facts.contains { $0.facts.isPending },
            asOf: Instant(microseconds: transaction.startedAt)
        )
    }
}
