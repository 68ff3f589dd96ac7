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
        let all = all.flatMap(\.missing)
        guard Set(all.map(\.activity)).count < all.count else { return all }
        var order: [Int64] = []
        var needs: [Int64: [Evaluation.Missing]] = [:]
        for need in all {
            if needs[need.activity] == nil { order.append(need.activity) }
            needs[need.activity, default: []].append(need)
        }
        return order.compactMap { needs[$0]?.joined(french: " et ", english: " and ") }
    }

    /// About one and the same item either need; else the way through the items rather than the one through the course's own
    /// activity, which the learner cannot open; then the shortest.
    private static func ofEither(_ needs: [Needs]) -> [Evaluation.Missing] {
        let ways = needs.map(\.missing).filter { !$0.isEmpty }
        if let item = ways.first?.first?.activity, ways.allSatisfy({ $0.count == 1 && $0.first?.activity == item }) {
            return [ways.flatMap { $0 }.joined(french: " ou ", english: " or ")].compactMap { $0 }
        }
        let throughItems = ways.filter { way in !way.contains { $0.kind == .course } }
        return (throughItems.isEmpty ? ways : throughItems).min { $0.count < $1.count } ?? []
    }
}
