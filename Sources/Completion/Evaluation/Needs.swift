/// What a rule that is not true still wants, as the rule has it. Most judgements are parts of one that is true, or of one whose
/// status alone is asked: so what is said of it is made only where it is.
indirect enum Needs {
    /// Nothing that a learner could do.
    case nothing
    case item(Evaluation.Missing)
    case each([Needs])
    /// One of these is enough.
    case either([Needs])

    var missing: [Evaluation.Missing] {
        switch self {
        case .nothing: []
        case .item(let missing): [missing]
        case .each(let needs): Self.ofEach(needs)
        case .either(let needs): Self.ofEither(needs)
        }
    }

    /// The needs of one item in one sentence.
    private static func ofEach(_ all: [Needs]) -> [Evaluation.Missing] {
        var order: [Int64] = []
        var needs: [Int64: [Evaluation.Missing]] = [:]
        for need in all.flatMap(\.missing) {
            if needs[need.activity] == nil { order.append(need.activity) }
            needs[need.activity, default: []].append(need)
        }
        return order.compactMap { needs[$0]?.joined(french: " et ", english: " and ") }
    }

    /// About one and the same item either need; else the way through the items rather than the one through the course's own
    /// activity, which the learner cannot open; then the shortest.
    private static func ofEither(_ needs: [Needs]) -> [Evaluation.Missing] {
        let ways = needs.map(\.missing).filter { !$0.isEmpty }
        let isOneItem = Set(ways.flatMap { $0.map(\.activity) }).count == 1 && ways.allSatisfy { $0.count == 1 }
        if isOneItem {
            return [ways.flatMap { $0 }.joined(french: " ou ", english: " or ")].compactMap { $0 }
        }
        let throughItems = ways.filter { way in !way.contains { $0.kind == .course } }
        return (throughItems.isEmpty ? ways : throughItems).min { $0.count < $1.count } ?? []
    }
}
