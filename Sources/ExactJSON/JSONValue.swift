/// A value of a document: a handle to where it stands, cheap to copy. It keeps the document's bytes alive.
package struct JSONValue: Sendable {
    package enum Kind: UInt8, Sendable { case object, array, string, number, `true`, `false`, null }

    let tape: JSONTape
    let index: Int

    private var node: JSONTape.Node { tape.nodes[index] }

    package var kind: Kind { node.kind }

    /// Where its bytes stand in the document, quotes and brackets included.
    package var range: Range<Int> { Int(node.start)..<Int(node.end) }

    package var bytes: ArraySlice<UInt8> { tape.bytes[range] }

    /// Members of an object or elements of an array; 0 for others.
    package var count: Int { Int(node.count) }

    /// The first member of this name; nil where there is none, or where this is no object.
    ///
    /// The names are gone through one by one and compared as they read, scalar by scalar.
    package subscript(key key: String) -> JSONValue? {
        guard kind == .object else { return nil }
        return tape.member(of: index, named: key).map { JSONValue(tape: tape, index: $0) }
    }

    /// The text with escapes resolved; nil unless this is a string.
    package var string: String? { kind == .string ? tape.string(at: index) : nil }

    /// A number as it was written; nil unless this is one.
    package var numberText: String? { kind == .number ? String(decoding: bytes, as: UTF8.self) : nil }

    /// The nearest double; nil where this is no number, or one beyond every double.
    package var double: Double? { numberText.flatMap(Double.init).flatMap { $0.isFinite ? $0 : nil } }

    /// Exact; nil where this is no number, or none that is written as a whole one (`1.0` and `1e2` are not) and fits.
    package var integer: Int64? { numberText.flatMap { Int64($0) } }

    package var bool: Bool? {
        switch kind {
        case .true: true
        case .false: false
        default: nil
        }
    }

    package var isNull: Bool { kind == .null }
}
