/// A JSON text read strictly (RFC 8259), over the bytes that came: nothing in it is rewritten.
///
/// Read are UTF-8 texts without a byte order mark, at most 256 MiB long. Numbers keep their text, however large; strings
/// are checked at once and decoded when asked for.
package struct JSONDocument: Sendable {
    /// What a document may hold; past it, it is refused.
    package struct Limits: Sendable {
        /// Arrays and objects inside one another; a scalar alone needs none.
        package var depth: Int

        package init(depth: Int = 128) { self.depth = depth }
    }

    let tape: JSONTape

    /// - Throws: the first fault, with its place. A duplicate key is none: see `duplicateKeys`.
    package init(reading bytes: [UInt8], limits: Limits = Limits()) throws(JSONError) {
        guard bytes.count <= JSONTape.maximumLength else { throw JSONError(.tooLong, at: JSONTape.maximumLength) }
        tape = try JSONTape(reading: bytes, depth: limits.depth)
    }

    package var bytes: [UInt8] { tape.bytes }

    package var root: JSONValue { JSONValue(tape: tape, index: 0) }

    /// Keys that their object has before, in the order of the bytes: a name that stands three times is here twice.
    ///
    /// Names are compared as they read (RFC 8259 section 8.3): `"a"` and `"\u0061"` are one.
    package var duplicateKeys: [DuplicateKey] {
        tape.repetitions.map { DuplicateKey(tape: tape, repetition: $0) }
    }
}
