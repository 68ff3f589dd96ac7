/// What the facts of single items say of a course, apart from any rule.
extension CourseOutline {
    private var launchable: [Item] { items.filter(\.isLaunchable) }

    /// Greatest progress of the root activity, else the mean over launchable items, where a completed one counts as
    /// whole.
    func progress(_ facts: CountedFacts.ByActivity) -> Double {
        let declared = root.flatMap { facts[$0.activity]?.measures[.progress]?.best.score.scaled }
        guard declared == nil, !launchable.isEmpty else { return declared ?? 0 }
        let sum = launchable.reduce(0.0) { sum, item in
            guard let facts = facts[item.activity] else { return sum }
            if facts.first(.completion) != nil { return sum + 1 }
            return sum + (facts.measures[.progress]?.best.score.scaled ?? 0)
        }
        return sum / Double(launchable.count)
    }

    /// Passed once stays passed. Where the root activity says nothing: passed where each item that was ever judged
    /// is passed and the course is complete, or where every launchable item is passed; failed where one was failed
    /// and never passed.
    func success(_ facts: CountedFacts.ByActivity, pass: Rule.Pass, isComplete: Bool) -> Evaluation.Success {
        func isPassed(_ item: Item) -> Bool {
            facts[item.activity]?.passes(pass, masteryScore: item.masteryScore) != nil
        }
        func isFailed(_ item: Item) -> Bool { facts[item.activity]?.first(.failure) != nil }
        if let root, isPassed(root) { return .passed }
        let passed = launchable.filter(isPassed)
        let failed = launchable.filter { isFailed($0) && !isPassed($0) }
        if let root, isFailed(root), passed.isEmpty { return .failed }
        if !failed.isEmpty { return .failed }
        return !passed.isEmpty && (isComplete || passed.count == launchable.count) ? .passed : .unknown
    }

    /// Best score of the root activity, else of the one item that has a score, else the mean of the items' scaled
    /// scores where each is scaled (the weights of SCORM 2004's rollup by default).
    func score(_ facts: CountedFacts.ByActivity) -> Score? {
        func best(_ item: Item) -> Score? { facts[item.activity]?.measures[.score]?.best.score }
        if let root, let score = best(root) { return score }
        let scores = launchable.compactMap(best)
        guard scores.count > 1 else { return scores.first }
        let scaled = scores.compactMap(\.scaled)
        guard scaled.count == scores.count else { return nil }
        return Score(scaled: scaled.reduce(0, +) / Double(scaled.count))
    }
}
