extension EvaluateRule {
    /// A new version of a course takes nothing from whoever completed an earlier one: versions are tried from the newest on,
    /// and the first that is complete answers; where none is, the newest does.
    ///
    /// - Parameters:
    ///   - earlier: from the newest to the oldest.
    ///   - hasFacts: whether the learner did anything at all.
    ///   - evaluation: what the rule says of one version.
    package static func answer<Version>(
        newest: Version, earlier: some Sequence<Version>, hasFacts: Bool, evaluation: (Version) throws -> Evaluation
    ) rethrows -> (version: Version, evaluation: Evaluation) {
        let answer = (version: newest, evaluation: try evaluation(newest))
        guard hasFacts, !answer.evaluation.completed else { return answer }
        for version in earlier {
            let evaluation = try evaluation(version)
            if evaluation.completed { return (version, evaluation) }
        }
        return answer
    }
}
