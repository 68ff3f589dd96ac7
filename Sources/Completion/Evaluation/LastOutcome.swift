/// How the learner's tries went, over the course's root activity and its launchable items.
struct LastOutcome {
    /// The last failure, where no success came after it.
    let failure: Mark?

    init(of facts: CountedFacts.ByActivity, _ outline: CourseOutline) {
        let judged = outline.items.filter { $0.kind == .course || $0.isLaunchable }.compactMap { facts[$0.activity] }
        let failure = judged.compactMap { $0.last(.failure) }.max()
        let success = judged.compactMap { $0.last(.success) }.max()
        guard let failure, success.map({ $0 < failure }) ?? true else {
            self.failure = nil
            return
        }
        self.failure = failure
    }
}
