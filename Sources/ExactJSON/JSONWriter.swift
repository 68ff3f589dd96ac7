/// Writes one JSON text, value by value, without space between tokens.
///
///     var writer = JSONWriter()
///     writer.object { page in
///         page.member("next", nil as String?)
///         page.member("items") { $0.array(courses) { $0.string($1.title) } }
///     }
///     writer.bytes  // {"next":null,"items":["…"]}
///
/// Commas are its own affair. It does not look for repeated names, nor for a second value at the root.
package struct JSONWriter {
    /// What is written so far; a JSON text once the first value is whole.
    package private(set) var bytes: [UInt8] = []
    /// Whether the next value or key stands behind another of its container.
    private var isBehindValue = false

    package init(capacity: Int = 256) { bytes.reserveCapacity(capacity) }

    package mutating func object(_ members: (inout JSONWriter) throws -> Void) rethrows {
        try container(UInt8(ascii: "{"), UInt8(ascii: "}"), members)
    }

    package mutating func array(_ elements: (inout JSONWriter) throws -> Void) rethrows {
        try container(UInt8(ascii: "["), UInt8(ascii: "]"), elements)
    }

    /// An array with one value for each of `elements`.
    package mutating func array<Elements: Sequence>(
        _ elements: Elements,
        _ write: (inout JSONWriter, Elements.Element) throws -> Void
    ) rethrows {
        try array { for element in elements { try write(&$0, element) } }
    }

    /// A member of the open object, with the one value that `write` writes.
    package mutating func member(_ key: String, _ write: (inout JSONWriter) throws -> Void) rethrows {
        separate()
        JSONText.append(key, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        isBehindValue = false
        try write(&self)
    }

    /// A value that is a JSON text already; it is taken as it is.
    package mutating func json(_ text: some Sequence<UInt8>) {
        separate()
        bytes.append(contentsOf: text)
    }

    package mutating func string(_ text: String) {
        separate()
        JSONText.append(text, to: &bytes)
    }

    package mutating func integer(_ number: some BinaryInteger) { json(String(number).utf8) }

    /// The shortest text that reads back as this number (`17`, `0.85`); null where it is not finite, which JSON cannot say.
    package mutating func number(_ number: Double) {
        guard number.isFinite else { return null() }
        let text = number.description
        json(text.hasSuffix(".0") ? text.utf8.dropLast(2) : text.utf8[...])
    }

    package mutating func bool(_ claim: Bool) { json((claim ? "true" : "false").utf8) }

    package mutating func null() { json("null".utf8) }

    private mutating func container(
        _ opening: UInt8,
        _ closing: UInt8,
        _ content: (inout JSONWriter) throws -> Void
    ) rethrows {
        separate()
        bytes.append(opening)
        isBehindValue = false
        try content(&self)
        bytes.append(closing)
        isBehindValue = true
    }

    private mutating func separate() {
        if isBehindValue { bytes.append(UInt8(ascii: ",")) }
        isBehindValue = true
    }
}

extension JSONWriter {
    /// A member with a string, or null.
    package mutating func member(_ key: String, _ text: String?) {
        member(key) { writer in
            if let text { writer.string(text) } else { writer.null() }
        }
    }

    /// A member with a whole number, or null.
    package mutating func member<Number: BinaryInteger>(_ key: String, _ number: Number?) {
        member(key) { writer in
            if let number { writer.integer(number) } else { writer.null() }
        }
    }

    /// A member with a number, or null.
    package mutating func member(_ key: String, _ number: Double?) {
        member(key) { writer in
            if let number { writer.number(number) } else { writer.null() }
        }
    }

    package mutating func member(_ key: String, _ claim: Bool) { member(key) { $0.bool(claim) } }

    /// A member whose value is a JSON text already; it is taken as it is.
    package mutating func member(_ key: String, json: some Sequence<UInt8>) { member(key) { $0.json(json) } }
}
