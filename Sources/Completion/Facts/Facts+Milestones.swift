/// The facts by name, over all sessions, whatever their mode.
extension Facts {
    /// Everything, as if every session counted.
    var whole: SessionFacts { sessions.values.reduce(common) { $0.merged(with: $1) } }

    /// What counts where `previews` are known to have been opened for browsing or review.
    func counted(without previews: Set<SessionKey>) -> SessionFacts {
        sessions.elements.reduce(common) { previews.contains($1.key) ? $0 : $0.merged(with: $1.value) }
    }

    package func first(_ milestone: Milestone) -> Witness? { whole.first(milestone)?.witness }
    package func last(_ milestone: Milestone) -> Witness? { whole.last(milestone)?.witness }

    package var firstActivity: Witness? { first(.activity) }
    package var lastActivity: Witness? { last(.activity) }
    package var firstCompletion: Witness? { first(.completion) }
    package var lastCompletion: Witness? { last(.completion) }
    package var firstIncompletion: Witness? { first(.incompletion) }
    package var lastIncompletion: Witness? { last(.incompletion) }
    package var firstSuccess: Witness? { first(.success) }
    package var lastSuccess: Witness? { last(.success) }
    package var firstFailure: Witness? { first(.failure) }
    package var lastFailure: Witness? { last(.failure) }
    package var attended: Witness? { first(.attended) }
    package var waived: Witness? { first(.waived) }
    package var satisfied: Witness? { first(.satisfied) }
    package var terminated: Witness? { first(.terminated) }
    package var abandoned: Witness? { first(.abandoned) }

    package var bestScore: (score: Score, witness: Witness)? {
        whole.measures[.score].map { ($0.best.score, $0.best.witness) }
    }
    package var lastScore: (score: Score, witness: Witness)? {
        whole.measures[.score].map { ($0.last.score, $0.last.witness) }
    }
    /// 0...1
    package var firstProgress: (fraction: Double, witness: Witness)? { progress(\.first) }
    package var greatestProgress: (fraction: Double, witness: Witness)? { progress(\.best) }
    package var lastProgress: (fraction: Double, witness: Witness)? { progress(\.last) }

    package var findings: FactFindings { whole.findings }

    private func progress(_ which: (Readings) -> Reading) -> (fraction: Double, witness: Witness)? {
        guard let reading = whole.measures[.progress].map(which), let fraction = reading.score.scaled else {
            return nil
        }
        return (fraction, reading.witness)
    }
}
