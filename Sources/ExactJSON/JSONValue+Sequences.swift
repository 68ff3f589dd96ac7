extension JSONValue {
    /// Members in their order, repeated names included; none unless this is an object.
    package var members: Members { Members(tape: tape, index: index + 1, count: kind == .object ? count : 0) }

    /// Elements in their order; none unless this is an array.
    package var elements: Elements { Elements(tape: tape, index: index + 1, count: kind == .array ? count : 0) }

    package struct Members: Sequence, IteratorProtocol, Sendable {
        let tape: JSONTape
        var index: Int
        var count: Int

        package var underestimatedCount: Int { count }

        package mutating func next() -> (key: String, value: JSONValue)? {
            guard count > 0 else { return nil }
            count -= 1
            let member = (key: tape.string(at: index), value: JSONValue(tape: tape, index: index + 1))
            index = Int(tape.nodes[index + 1].next)
            return member
        }
    }

    package struct Elements: Sequence, IteratorProtocol, Sendable {
        let tape: JSONTape
        var index: Int
        var count: Int

        package var underestimatedCount: Int { count }

        package mutating func next() -> JSONValue? {
            guard count > 0 else { return nil }
            count -= 1
            let element = JSONValue(tape: tape, index: index)
            index = Int(tape.nodes[index].next)
            return element
        }
    }
}
