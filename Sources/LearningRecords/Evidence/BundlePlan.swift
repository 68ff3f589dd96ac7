import Completion
import EvidenceVerification
import Foundation
import Persistence
import TransparencyLog
import XAPI

/// What a bundle will hold: whom and what it is about, and the leaves of the records that this rests on, all of them below
/// the last checkpoint.
struct BundlePlan: Sendable {
    let head: BundleHead
    let size: UInt64
    /// Whom and what, in the order of the answer.
    let subjects: [(learner: EvidenceLearner, course: String)]
    /// In order, each once.
    let leaves: [UInt64]
    /// Summaries, which are among the leaves.
    let periods: [ClosedPeriod]
}

extension BundlePlan {
    enum Refusal: Error {
        case unknownCourse, unknownPerson
        /// The log has no checkpoint yet, or none over a rule or a trust that was in force when it was signed.
        case notYet
        /// The log is not as old as whoever asks says.
        case olderThanLog
    }

    init(_ question: BundleQuestion, since: UInt64?, in transaction: any Transaction) throws {
        guard let last = try transaction.lastCheckpoint() else { throw Refusal.notYet }
        guard since ?? 0 <= last.size else { throw Refusal.olderThanLog }
        let growth = try since.map { since in
            let reader = transaction.treeReader(ofSize: last.size)
            let proof = try reader.consistencyProof(from: since, to: last.size)
            return BundleHead.Growth(ConsistencyNote(proof, note: last.note), oldRoot: try reader.root(ofSize: since))
        }
        head = BundleHead(
            asOf: Instant(microseconds: last.signedAt), question: question, note: last.note, growth: growth
        )
        size = last.size
        var finder = PlanFinder(transaction: transaction, size: Int64(last.size), signedAt: last.signedAt)
        try finder.find(question)
        subjects = finder.subjects
        periods = try transaction.closedPeriods(below: Int64(last.size))
        leaves = finder.leaves.union(periods.map(\.leaf)).sorted()
    }
}

/// A plan being made, in a read transaction.
private struct PlanFinder {
    let transaction: any Transaction
    let size: Int64
    let signedAt: Int64
    private(set) var subjects: [(learner: EvidenceLearner, course: String)] = []
    private(set) var leaves: Set<UInt64> = []
    private var hasTrust = false

    private static let page = 500

    init(transaction: any Transaction, size: Int64, signedAt: Int64) {
        self.transaction = transaction
        self.size = size
        self.signedAt = signedAt
    }

    mutating func find(_ question: BundleQuestion) throws {
        var request = FindCompletions.Request()
        request.person = question.person
        request.actor = question.actor.flatMap(InverseFunctionalIdentifier.init(canonical:))
        let courses = try courses(of: question)
        // Of several courses also those are shown in which nobody stands: so nobody can leave out one of them.
        if question.courses != nil, let courses { try add(courses: Set(courses)) }
        guard case .success(let asked) = try transaction.learner(asked: request) else {
            throw BundlePlan.Refusal.unknownPerson
        }
        guard asked.mayStand else { return }
        guard let people = question.people else { return try find(learner: asked.number, courses) }
        for person in try living(people) {
            if (asked.number ?? person) == person { try find(learner: person, courses) }
        }
    }

    /// In the order of their ids. Whoever was merged into somebody since the bundle was asked for is not there: their line
    /// would be the other's, of whom nothing was asked.
    private func living(_ people: Set<UUID>) throws -> [Int64] {
        let found = try people.sorted { $0.canonical < $1.canonical }.map { id in
            guard let person = try transaction.livingPerson(id) else { throw BundlePlan.Refusal.unknownPerson }
            return (id, person)
        }
        let learners = try transaction.evidenceLearners(Set(found.map(\.1)))
        guard found.allSatisfy({ learners[$0.1] == .person($0.0) }) else { throw BundlePlan.Refusal.unknownPerson }
        return found.map(\.1)
    }

    /// In order; nil for all.
    private func courses(of question: BundleQuestion) throws -> [Int64]? {
        let iris = question.courses ?? question.course.map { [$0] }
        return try iris?.map { iri in
            guard let number = try transaction.course(iri: iri) else { throw BundlePlan.Refusal.unknownCourse }
            return number
        }.sorted()
    }

    private mutating func find(learner: Int64?, _ courses: [Int64]?) throws {
        guard let courses else { return try walk(learner: learner, nil) }
        guard let learner else { return try courses.forEach { try walk(learner: nil, $0) } }
        // Who has no statement in a course that was named has not started it.
        try add(courses.map { Standing.Place(learner: learner, course: $0) })
    }

    /// Along the standings.
    private mutating func walk(learner: Int64?, _ course: Int64?) throws {
        var filter = StandingFilter(learner: learner, course: course)
        while true {
            let places = try StandingPage(filter, in: transaction).places(limit: Self.page).map {
                Standing.Place(learner: $0.learner, course: $0.course)
            }
            try add(places)
            guard places.count == Self.page, let last = places.last else { break }
            filter.cursor = CompletionCursor(learner: last.learner, course: last.course)
        }
    }

    private mutating func add(courses: Set<Int64>) throws {
        leaves.formUnion(try transaction.leavesOfPackages(courses, below: size))
        try add(try transaction.choicesOfRules(courses))
    }

    private mutating func add(_ places: [Standing.Place]) throws {
        guard !places.isEmpty else { return }
        let numbers = Set(places.map(\.learner))
        let courses = try transaction.courses(numbered: Set(places.map(\.course)))
        let named = try transaction.evidenceLearners(numbers)
        let events = try transaction.leavesOfEvents(about: numbers, below: size)
        var actors = try transaction.learners(numbered: numbers).actors(ofEach: numbers)
        for (person, actor) in events.compactMap(\.actor) { actors[person, default: []].insert(actor) }
        leaves.formUnion(events.map(\.leaf))
        try add(courses: Set(places.map(\.course)))
        if !hasTrust { try add(try transaction.choicesOfTrust()) }
        hasTrust = true
        let pairs = places.flatMap { place in
            (actors[place.learner] ?? []).sorted().map { (actor: $0, course: place.course) }
        }
        leaves.formUnion(try transaction.leavesOfStatements(pairs, below: size))
        for place in places {
            guard let learner = named[place.learner], let course = courses[place.course] else { continue }
            subjects.append((learner, course.iri))
        }
    }
}

extension PlanFinder {
    /// The last choice of each that the checkpoint covers. One that it does not cover, though it was made before, would be
    /// missed: so it is shortly after an upgrade that gave it its leaf.
    private mutating func add(_ choices: [LoggedChoice]) throws {
        var last: [Int64: Int64] = [:]
        for choice in choices {
            if let leaf = choice.leaf, leaf < size {
                last[choice.about] = max(leaf, last[choice.about] ?? leaf)
            } else if choice.at < signedAt {
                throw BundlePlan.Refusal.notYet
            }
        }
        leaves.formUnion(last.values.map { UInt64($0) })
    }
}

extension Learners {
    fileprivate func actors(ofEach learners: Set<Int64>) -> [Int64: Set<Int64>] {
        Dictionary(learners.map { ($0, Set(actors(of: $0))) }, uniquingKeysWith: { one, _ in one })
    }
}
