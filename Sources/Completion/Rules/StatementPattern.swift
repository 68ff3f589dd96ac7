/// Which statements a rule asks for by itself: about an item, with a verb, and with a result that says at least this.
package struct StatementPattern: Hashable, Sendable {
    /// IRI.
    package let verb: String
    /// `result.success`; nil where it does not matter.
    package let success: Bool?
    /// `result.completion`; nil where it does not matter.
    package let completion: Bool?
    /// Least fraction of the score's range; nil where it does not matter.
    package let leastScore: Double?

    package init(verb: String, success: Bool? = nil, completion: Bool? = nil, leastScore: Double? = nil) {
        self.verb = verb
        self.success = success
        self.completion = completion
        self.leastScore = leastScore
    }

    func matches(_ told: Told) -> Bool {
        guard verb == told.verb, success == nil || success == told.success,
            completion == nil || completion == told.completion
        else { return false }
        guard let leastScore else { return true }
        return told.score.map { $0 >= leastScore - Ladder.tolerance } ?? false
    }

    /// The verb's own word, as people know it.
    var word: String { verb.split(separator: "/").last.map(String.init) ?? verb }

    /// As an answer quotes it.
    var text: String {
        var parts = ["verb \(word)"]
        if let completion { parts.append("result.completion = \(completion)") }
        if let success { parts.append("result.success = \(success)") }
        if let leastScore { parts.append("score ≥ \(leastScore)") }
        return parts.joined(separator: ", ")
    }
}

/// What a statement says, as far as a pattern may ask for it.
struct Told: Hashable, Sendable {
    let verb: String
    let success: Bool?
    let completion: Bool?
    /// A fraction of the score's range.
    let score: Double?

    init(_ event: LearningEvent) {
        verb = event.verb
        success = event.resultSuccess
        completion = event.resultCompletion
        score = event.score?.fraction
    }
}
