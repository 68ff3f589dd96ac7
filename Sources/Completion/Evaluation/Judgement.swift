/// What a rule says at one place: its truth, the proof of a true one, what is missing of another.
struct Judgement {
    var truth: Truth
    var proof = Proof.given
    var missing: [Evaluation.Missing] = []
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
        let isEach = count == judgements.count
        if !result.isOutOfReach { result.missing = isEach ? allOf(open) : anyOf(open) }
        return result
    }

    /// What is missing where each of these is wanted; the needs of one item in one sentence.
    private static func allOf(_ judgements: [Judgement]) -> [Evaluation.Missing] {
        var order: [Int64] = []
        var needs: [Int64: [Evaluation.Missing]] = [:]
        for need in judgements.flatMap(\.missing) {
            if needs[need.activity] == nil { order.append(need.activity) }
            needs[need.activity, default: []].append(need)
        }
        return order.compactMap { needs[$0]?.joined(french: " et ", english: " and ") }
    }

    /// What is missing where one of these is enough: about one and the same item either need; else the way through
    /// the items rather than the one through the course's own activity, which the learner cannot open; then the
    /// shortest.
    private static func anyOf(_ judgements: [Judgement]) -> [Evaluation.Missing] {
        let ways = judgements.map(\.missing).filter { !$0.isEmpty }
        let isOneItem = Set(ways.flatMap { $0.map(\.activity) }).count == 1 && ways.allSatisfy { $0.count == 1 }
        if isOneItem {
            return [ways.flatMap { $0 }.joined(french: " ou ", english: " or ")].compactMap { $0 }
        }
        let throughItems = ways.filter { way in !way.contains { $0.kind == .course } }
        return (throughItems.isEmpty ? ways : throughItems).min { $0.count < $1.count } ?? []
    }
}
