import ExactJSON

extension JSONValue {
    /// Whether both are the same JSON value: keys in any order, numbers by value, strings scalar by scalar.
    ///
    /// Depth is bounded by the reader; time grows with the length of both, also for objects with very many members.
    func isSameValue(as other: JSONValue) -> Bool {
        switch (kind, other.kind) {
        case (.object, .object): hasSameMembers(as: other)
        case (.array, .array): hasSameElements(as: other)
        case (.string, .string): both(string, other.string) { $0.isSpelt(like: $1) }
        case (.number, .number): isSameNumber(as: other)
        case (.true, .true), (.false, .false), (.null, .null): true
        default: false
        }
    }

    private func isSameNumber(as other: JSONValue) -> Bool {
        both(numberText.flatMap { ExactDecimal($0) }, other.numberText.flatMap { ExactDecimal($0) }) { $0 == $1 }
    }

    private func hasSameElements(as other: JSONValue) -> Bool {
        guard count == other.count else { return false }
        for (left, right) in zip(elements, other.elements) where !left.isSameValue(as: right) { return false }
        return true
    }

    private func hasSameMembers(as other: JSONValue) -> Bool {
        guard count == other.count else { return false }
        var byKey: [Spelling: JSONValue] = [:]
        for (key, value) in other.members { byKey[Spelling(key)] = value }
        for (key, value) in members {
            guard let match = byKey[Spelling(key)], value.isSameValue(as: match) else { return false }
        }
        return true
    }
}
