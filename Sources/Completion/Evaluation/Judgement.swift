/// What a rule says at one place: its truth, the proof of a true one, what is missing of another.
struct Judgement {
    var truth: Truth
    var proof = Proof.given
    var needs = Needs.nothing
    /// Nothing that a learner does could make it true.
    var isOutOfReach = false
    /// When it was last true anew, microseconds since 1970: what counts for an expiry. nil where it always was.
    var renewedAt: Int64?

    static let given = Judgement(truth: .true)

    /// At least `count` of these.
    static func atLeast(_ count: Int, of judgements: [Judgement]) -> Judgement {
        var result = Judgement(truth: Truth.atLeast(count, of: judgements.map(\.truth)))
        let holding = judgements.filter { $0.truth == .true }
        let others = judgements.filter { $0.truth != .true }
        if result.truth == .true {
            result.proof = .atLeast(count, holding.map(\.proof))
            // The latest times of `count` of them: the least of these. What always was true never lapses.
            let renewals = holding.map { $0.renewedAt ?? .max }.sorted(by: >).prefix(count).filter { $0 < .max }
            result.renewedAt = renewals.min()
            return result
        }
        let open = others.filter { !$0.isOutOfReach }
        result.isOutOfReach = holding.count + open.count < count
        if !result.isOutOfReach {
            let needs = open.map(\.needs)
            result.needs = count == judgements.count ? .each(needs) : .either(needs)
        }
        return result
    }
}
