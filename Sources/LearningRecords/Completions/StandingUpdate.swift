import Completion
import Persistence
import XAPI

/// Rewrites the standings of the learners and courses whose facts changed, in the transaction that changed them.
///
/// The standing's row is locked before courses and facts are read, so that of two writers on one learner the second sees
/// what the first did.
struct StandingUpdate {
    let transaction: any Transaction
    private(set) var outlines: OutlineReader

    init(transaction: any Transaction, outlines: CourseOutlines) {
        self.transaction = transaction
        self.outlines = OutlineReader(transaction: transaction, memory: outlines)
    }

    /// Evaluates what the changes may matter to.
    mutating func write(for changes: [FactChange]) throws {
        guard !changes.isEmpty else { return }
        let numbers = try transaction.courses(of: Set(changes.map(\.key.activity)))
        let courses = try transaction.courses(numbered: numbers.values.reduce(into: []) { $0.formUnion($1) })
        var places: Set<Standing.Place> = []
        for change in changes {
            for number in numbers[change.key.activity] ?? [] {
                guard let course = courses[number], change.matters(to: try outlines.rule(course.rule)) else { continue }
                places.insert(.init(learner: change.key.actor, course: number))
            }
        }
        try write(ofActors: places)
    }

    /// Evaluates each place anew, of the learner whom the actor's facts count for.
    mutating func write(ofActors places: Set<Standing.Place>) throws {
        // After the facts are written: whoever gives identifiers to people waits for that, or this waits for them.
        let learners = try transaction.learners(ofActors: Set(places.map(\.learner)))
        let counting = places.compactMap { place in
            learners.learner(of: place.learner).map { Standing.Place(learner: $0, course: place.course) }
        }
        try write(Set(counting), of: learners)
    }

    /// Evaluates each place anew and writes what differs.
    mutating func write(_ places: Set<Standing.Place>, of learners: Learners) throws {
        guard !places.isEmpty else { return }
        let sorted = places.sorted()
        let there = try transaction.lockStandings(sorted)
        let changed = try judge(sorted, of: learners).filter { there[$0.place]?.says($0) != true }
        try transaction.keep(changed.compactMap { there[$0.place] }, areGone: false)
        try transaction.update(changed.filter { there[$0.place] != nil })
        try transaction.insert(changed.filter { there[$0.place] == nil })
        try transaction.note(changed.compactMap { StandingDelta(from: there[$0.place], to: $0) })
    }

    /// What follows from the facts at each place; nothing where the course is gone.
    mutating func judge(_ places: [Standing.Place], of learners: Learners) throws -> [Standing] {
        let courses = try transaction.courses(numbered: Set(places.map(\.course)))
        let facts = try transaction.facts(of: places, learners)
        return try places.compactMap { place in
            guard let course = courses[place.course] else { return nil }
            let judged = try CourseJudgement(
                course: course, facts: facts[place] ?? [], at: transaction.startedAt, outlines: &outlines,
                isStatusEnough: true
            )
            return Standing(place, judged, changedAt: transaction.startedAt)
        }
    }
}

/// Where one learner stands in one course: a cache of the rule's answer, which queries filter by.
struct Standing: Sendable {
    struct Place: Hashable, Comparable, Sendable {
        let learner: Int64
        let course: Int64

        static func < (one: Place, other: Place) -> Bool {
            (one.learner, one.course) < (other.learner, other.course)
        }
    }

    let place: Place
    let rule: String
    let ruleVersion: Int64
    let status: String
    let changedAt: Int64
    let expiresAt: Int64?
    /// The first time: µs since 1970. Nil where it never was complete.
    let completedAt: Int64?

    /// Whether both give the same answer, whenever they were written.
    func says(_ other: Standing) -> Bool {
        rule == other.rule && ruleVersion == other.ruleVersion && status == other.status
            && expiresAt == other.expiresAt && completedAt == other.completedAt
    }
}

extension Standing {
    init(_ place: Place, _ judged: CourseJudgement, changedAt: Int64) {
        self.init(
            place: place, rule: judged.rule.id, ruleVersion: Int64(judged.rule.version),
            status: judged.evaluation.status.rawValue, changedAt: changedAt,
            expiresAt: judged.evaluation.expiresAt, completedAt: judged.evaluation.firstCompletedAt
        )
    }
}
