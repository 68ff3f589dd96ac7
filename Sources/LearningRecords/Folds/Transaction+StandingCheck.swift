import Completion
import Persistence

/// Standings and counts of some learners, compared with what follows from their facts and registrations.
struct LearnersCheck: Sendable {
    /// In order.
    let learners: [Int64]
    let standings: Int
    /// Whose standings are to be written anew.
    let faulty: [Int64]
    let faults: [FoldFault]
    let counts: [FaultyCount]
}

extension Transaction {
    /// Compares the standings of the next learners.
    ///
    /// - Parameter learner: the one before them; 0 for the first.
    /// - Returns: nil behind the last one.
    func checkStandings(after learner: Int64, _ outlines: CourseOutlines) throws -> LearnersCheck? {
        let learners = try nextLearners(after: learner, limit: StandingUpdate.mostLearners)
        guard !learners.isEmpty else { return nil }
        let all = Set(learners)
        let known = try self.learners(numbered: all)
        let (follows, unreadable) = try judge(try places(reachedBy: all, known).sorted(), of: known, outlines)
        let kept = try standings(of: learners)
        let skipped = try waiting(among: all).union(unreadable)
        var faulty: Set<Int64> = []
        var faults: [FoldFault] = []
        for (kept, follows) in kept.paired(with: follows) {
            guard let place = (kept ?? follows)?.place, !skipped.contains(place.learner),
                !isSame(kept, as: follows)
            else { continue }
            faulty.insert(place.learner)
            faults.append(
                .standing(
                    learner: try text(ofLearner: place.learner), course: try text(ofCourse: place.course),
                    kept: kept?.words, follows: follows?.words
                )
            )
        }
        return LearnersCheck(
            learners: learners, standings: kept.count, faulty: faulty.sorted(), faults: faults,
            counts: try faultyCounts(of: learners, kept)
        )
    }

    /// What follows at each place, but for learners whose facts nobody can read: these were told already.
    private func judge(
        _ places: [Standing.Place], of known: Learners, _ outlines: CourseOutlines
    ) throws -> (standings: [Standing], unreadable: Set<Int64>) {
        var update = StandingUpdate(transaction: self, outlines: outlines)
        do { return (try update.judge(places, of: known), []) } catch is InvalidFacts {
            var (standings, unreadable): ([Standing], Set<Int64>) = ([], [])
            for (learner, places) in Dictionary(grouping: places, by: \.learner) {
                do { standings += try update.judge(places, of: known) } catch is InvalidFacts {
                    unreadable.insert(learner)
                }
            }
            return (standings, unreadable)
        }
    }

    /// A standing that has lapsed and does not say so yet is none: `ExpireStandings` is on its way.
    private func isSame(_ kept: Standing?, as follows: Standing?) -> Bool {
        guard let kept, let follows else { return kept == nil && follows == nil }
        return kept.says(follows) || kept.expiresAt.map { $0 <= startedAt } == true
    }

    /// Whoever stands somewhere, is registered, is a person with identifiers, or did something; each list comes along a key.
    private func nextLearners(after learner: Int64, limit: Int) throws -> [Int64] {
        let lists: [Query] = [
            "SELECT DISTINCT t.learner FROM standing t WHERE t.learner > \(learner) ORDER BY t.learner LIMIT \(limit)",
            "SELECT DISTINCT r.person FROM registration r WHERE r.person > \(learner) ORDER BY r.person LIMIT \(limit)",
            "SELECT DISTINCT i.person FROM person_identifier i WHERE i.person > \(learner) ORDER BY i.person LIMIT \(limit)",
            "SELECT DISTINCT f.actor FROM fact f WHERE f.actor > \(learner) ORDER BY f.actor LIMIT \(limit)",
            "SELECT y.learner FROM learner_tally y WHERE y.learner > \(learner) ORDER BY y.learner LIMIT \(limit)",
        ]
        var found: Set<Int64> = []
        for list in lists { for row in try rows(list) { found.insert(try row.integer(0)) } }
        return Array(found.sorted().prefix(limit))
    }

    /// `standing_key` has them in order.
    private func standings(of learners: [Int64]) throws -> [Standing] {
        try rows(
            """
            SELECT t.learner, t.course, t.rule, t.rule_version, t.status, t.changed_at, t.expires_at, t.completed_at
            FROM \(Batch(.integers("learner", learners))) AS k JOIN standing t ON t.learner = k.learner
            """
        ).map(Standing.init(_:))
    }
}

extension Standing {
    fileprivate var words: String { "\(status), \(rule) \(ruleVersion)" }
}

extension [Standing] {
    /// Each place once, in order, with what both lists have there.
    fileprivate func paired(with others: [Standing]) -> [(Standing?, Standing?)] {
        let (mine, theirs) = (byPlace, others.byPlace)
        return Set(mine.keys).union(theirs.keys).sorted().map { (mine[$0], theirs[$0]) }
    }

    private var byPlace: [Standing.Place: Standing] {
        Dictionary(map { ($0.place, $0) }, uniquingKeysWith: { first, _ in first })
    }
}
