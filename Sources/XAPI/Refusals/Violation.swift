import ExactJSON

/// A broken rule as the reading code meets it. It holds the value, not the way to it: a valid statement pays nothing
/// for pointers, and a refused one has its pointer found afterwards.
struct Violation: Error {
    let code: InvalidStatement.Code
    let section: Section
    let value: JSONValue
    /// The member of `value` that is meant, where it is not `value` itself.
    let key: String?
    let expected: Expectation?

    init(
        _ code: InvalidStatement.Code,
        _ section: Section,
        _ value: JSONValue,
        key: String? = nil,
        expected: Expectation? = nil,
    ) {
        self.code = code
        self.section = section
        self.value = value
        self.key = key
        self.expected = expected
    }

    /// A key that the specification does not know, or knows in another case.
    static func unknown(_ key: String, in object: JSONValue, _ section: Section, known: [String]) -> Violation {
        let folded = key.asciiLowercased
        guard let meant = known.first(where: { $0.asciiLowercased == folded }) else {
            return Violation(.unknownProperty, section, object, key: key)
        }
        return Violation(.wrongCase, .formatting, object, key: key, expected: .property(meant))
    }

    static func missing(_ key: String, in object: JSONValue, _ section: Section) -> Violation {
        Violation(.missingProperty, section, object, expected: .property(key))
    }

    /// The refusal, with the way from `root` (itself at `pointer`) to the value.
    func located(from root: JSONValue, at pointer: JSONPointer) -> InvalidStatement {
        var way = Way(pointer: pointer, current: root)
        while way.current.range.lowerBound != value.range.lowerBound, way.step(towards: value) {}
        if let key { way.append(key) }
        return InvalidStatement(
            code: code,
            pointer: way.pointer,
            section: section.citation,
            message: code.message(property: way.label, expected: expected),
        )
    }
}

/// The way from a value down to another that lies inside its bytes.
private struct Way {
    var pointer: JSONPointer
    var current: JSONValue
    /// The last property, with the index where it is an array's element: `attachments[0]`.
    var label = "statement"

    init(pointer: JSONPointer, current: JSONValue) {
        self.pointer = pointer
        self.current = current
    }

    mutating func append(_ key: String) {
        pointer = pointer.appending(key)
        label = key
    }

    mutating func step(towards target: JSONValue) -> Bool {
        let offset = target.range.lowerBound
        for (key, value) in current.members where value.range.contains(offset) {
            append(key)
            current = value
            return true
        }
        for (index, value) in current.elements.enumerated() where value.range.contains(offset) {
            pointer = pointer.appending(index)
            label += "[\(index)]"
            current = value
            return true
        }
        return false
    }
}
