/// A statement as a part of a proof.
struct Reason: Hashable {
    let witness: Witness
    let says: String

    init(_ witness: Witness, says: String) {
        self.witness = witness
        self.says = says
    }

    init(_ mark: Mark) { self.init(mark.witness, says: mark.saying.text) }
}

/// Why something is true: all ways that are known, to choose the earliest and least among them.
indirect enum Proof {
    /// True without any statement.
    case given
    /// True because of all of these.
    case statements([Reason])
    /// True because this many of these are.
    case atLeast(Int, [Proof])

    /// The statement with which it became true; nil where it always was.
    var moment: Witness? {
        switch self {
        case .given: nil
        case .statements(let reasons): reasons.map(\.witness).max()
        case .atLeast: chosen.compactMap(\.moment).max()
        }
    }

    /// The branches that were true first.
    private var chosen: [Proof] {
        guard case .atLeast(let count, let proofs) = self else { return [self] }
        if count >= proofs.count { return proofs }
        let ranked = proofs.map { (proof: $0, moment: $0.moment, cost: $0.reasons.count) }.sorted { one, other in
            guard one.moment != other.moment else { return one.cost < other.cost }
            guard let first = one.moment, let second = other.moment else { return one.moment == nil }
            return first < second
        }
        return ranked.prefix(count).map(\.proof)
    }

    private var reasons: [Reason] {
        switch self {
        case .given: []
        case .statements(let reasons): reasons
        case .atLeast: chosen.flatMap(\.reasons)
        }
    }

    private var statements: Set<Witness> { Set(reasons.map(\.witness)) }

    private func holds(with witnesses: Set<Witness>) -> Bool {
        switch self {
        case .given: true
        case .statements(let reasons): reasons.allSatisfy { witnesses.contains($0.witness) }
        case .atLeast(let count, let proofs): proofs.count { $0.holds(with: witnesses) } >= count
        }
    }

    /// Whether these witnesses prove something in another way than the chosen one.
    private func hasAlternative(with witnesses: Set<Witness>) -> Bool {
        guard case .atLeast(let count, let proofs) = self else { return false }
        let chosen = chosen
        if chosen.contains(where: { $0.hasAlternative(with: witnesses) }) { return true }
        guard count < proofs.count else { return false }
        let known = Set(chosen.map(\.statements))
        return proofs.contains { $0.holds(with: witnesses) && !known.contains($0.statements) }
    }

    /// The earliest proof, less what it can do without: dropping any one statement leaves the rest no proof.
    var minimal: [Reason] {
        let reasons = Set(reasons).sorted { ($0.witness, $0.says) < ($1.witness, $1.says) }
        var needed = Set(reasons.map(\.witness))
        guard hasAlternative(with: needed) else { return reasons }
        for witness in needed.sorted(by: >) where holds(with: needed.subtracting([witness])) { needed.remove(witness) }
        return reasons.filter { needed.contains($0.witness) }
    }
}
