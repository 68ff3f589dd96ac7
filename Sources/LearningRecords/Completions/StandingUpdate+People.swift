import Persistence

/// An identifier that became another's, and the learners whose standings this touches: itself and people.
struct MovedIdentifier: Sendable {
    let actor: Int64
    let people: [Int64]
}

extension StandingUpdate {
    /// Learners whose standings one transaction rewrites; more wait in `standing_queue`.
    static let mostLearners = 200

    /// Rewrites the standings of whoever gained or lost identifiers that have facts. Called last in a transaction, since
    /// nobody writes facts from here until it ends: a writer that did not see the identifier move would write the standing
    /// of the wrong learner.
    ///
    /// - Parameter people: who may have got registrations of another, or given them back.
    mutating func follow(_ moved: [MovedIdentifier], registered people: Set<Int64> = []) throws {
        guard !moved.isEmpty || !people.isEmpty else { return }
        _ = try transaction.rows("\(Fragment.holdFacts)")
        let known = try transaction.actorsWithFacts(among: Set(moved.map(\.actor)))
        var learners = moved.filter { known.contains($0.actor) }.reduce(into: Set<Int64>()) {
            $0.insert($1.actor)
            $0.formUnion($1.people)
        }
        if try !transaction.places(registered: people).isEmpty { learners.formUnion(people) }
        try rewriteNowOrLater(learners)
    }

    /// Rewrites the standings of whom these actors' facts count for, where what counts has changed. Facts are held by the
    /// caller.
    mutating func follow(actors: Set<Int64>) throws {
        let learners = try transaction.learners(ofActors: actors)
        try rewriteNowOrLater(Set(actors.compactMap { learners.learner(of: $0) }))
    }

    /// Many wait in the queue.
    mutating func rewriteNowOrLater(_ learners: Set<Int64>) throws {
        guard !learners.isEmpty else { return }
        if learners.count <= Self.mostLearners {
            try rewrite(learners)
        } else {
            try transaction.queueStandings(of: learners)
        }
    }

    /// Writes all standings of these learners anew, from their facts and registrations. Facts are held by the caller.
    mutating func rewrite(_ learners: Set<Int64>) throws {
        let known = try transaction.learners(numbered: learners)
        let places = try transaction.places(reachedBy: learners, known)
        try transaction.delete(try transaction.places(of: learners).subtracting(places))
        try write(places, of: known)
    }
}

extension Transaction {
    /// Rewrites the standings of whoever gained or lost identifiers; last in a transaction.
    func follow(
        _ moved: [MovedIdentifier], registered people: Set<Int64> = [], _ outlines: CourseOutlines
    ) throws {
        var standings = StandingUpdate(transaction: self, outlines: outlines)
        try standings.follow(moved, registered: people)
    }

    /// Those who have done something; `fact_key` finds them.
    fileprivate func actorsWithFacts(among actors: Set<Int64>) throws -> Set<Int64> {
        let rows = try rows(
            """
            SELECT k.actor FROM \(Batch(.integers("actor", actors.sorted()))) AS k
            WHERE EXISTS (SELECT 1 FROM fact f WHERE f.actor = k.actor)
            """
        )
        return Set(try rows.map { try $0.integer(0) })
    }

    /// Where each learner has something to stand for: facts, or a registration.
    func places(reachedBy learners: Set<Int64>, _ known: Learners) throws -> Set<Standing.Place> {
        try places(withFactsOf: learners, known).union(places(registered: learners))
    }

    /// The courses in which each learner has facts; `fact_key` and `course_activity_activity` find them.
    fileprivate func places(withFactsOf learners: Set<Int64>, _ known: Learners) throws -> Set<Standing.Place> {
        let asked = learners.sorted().flatMap { learner in known.actors(of: learner).map { (learner, $0) } }
        guard !asked.isEmpty else { return [] }
        let batch = Batch(.integers("learner", asked.map(\.0)), .integers("actor", asked.map(\.1)))
        let rows = try rows(
            """
            SELECT k.learner, i.course FROM \(batch) AS k JOIN fact f ON f.actor = k.actor
            JOIN course_activity i ON i.activity = f.activity
            """
        )
        return Set(try rows.map { .init(learner: try $0.integer(0), course: try $0.integer(1)) })
    }

    func queueStandings(of learners: Set<Int64>) throws {
        try execute(
            """
            INSERT INTO standing_queue (learner, asked) SELECT k.learner, \(startedAt)
            FROM \(Batch(.integers("learner", learners.sorted()))) AS k WHERE true ON CONFLICT (learner) DO NOTHING
            """
        )
    }
}
