import ExactJSON

extension JSONValue {
    /// This value and all that it holds, in the order of their first bytes.
    var all: [JSONValue] { [self] + members.flatMap(\.value.all) + elements.flatMap(\.all) }

    /// Whether this value, without what it holds, is what was made up.
    func isSame(as generated: GeneratedJSON) -> Bool {
        switch generated {
        case .literal(let text): text == (isNull ? "null" : bool.map { "\($0)" })
        case .number(let text): numberText == text && double == Double(text)
        case .string(let text): string.map { Array($0.utf8) } == Array(text.utf8)
        case .array(let elements): kind == .array && count == elements.count
        case .object(let made): hasSameNames(as: made)
        }
    }

    private func hasSameNames(as made: [GeneratedJSON.Member]) -> Bool {
        guard kind == .object, count == made.count else { return false }
        return zip(members, made).allSatisfy { found, made in
            found.key.utf8.elementsEqual(made.name.utf8) && self[key: made.name]?.range == found.value.range
        }
    }
}
