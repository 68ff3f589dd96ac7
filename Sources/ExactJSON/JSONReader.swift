/// Reads one document into nodes: one loop over the bytes, whatever the depth.
///
/// It keeps no stack of its own. While a container is open, the `next` of its node names the container around it, and
/// its `end` the step to it, counted from 1, where one was needed; closing it puts the real ones there.
struct JSONReader {
    static let none = UInt32.max

    private(set) var cursor: JSONCursor
    private let depthLimit: Int
    private var depth = 0
    /// The innermost open container, with what is often asked of it.
    private(set) var container = none
    private var isObject = false
    private(set) var count: UInt32 = 0
    private(set) var hasEscapedKeys = false
    var nodes: ContiguousArray<JSONTape.Node> = []
    var repetitions: [JSONTape.Repetition] = []
    var steps: [JSONTape.Step] = []

    init(_ buffer: UnsafeBufferPointer<UInt8>, depth: Int) {
        cursor = JSONCursor(buffer)
        depthLimit = depth
        nodes.reserveCapacity(buffer.count / 12 + 4)
    }

    mutating func read() throws(JSONError) {
        cursor.skipSpace()
        guard cursor.byte != nil else { throw JSONError(.empty, at: cursor.at) }
        try readValue()
        while container != Self.none { try readNext() }
        cursor.skipSpace()
        guard cursor.byte == nil else { throw JSONError(.trailingBytes, at: cursor.at) }
    }

    /// What follows inside the open container: its end, or a comma and one more member or element.
    private mutating func readNext() throws(JSONError) {
        cursor.skipSpace()
        if cursor.byte == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) { return close() }
        if count > 0 {
            try cursor.expect(UInt8(ascii: ","))
            cursor.skipSpace()
        }
        count &+= 1
        if isObject { try readKey() }
        try readValue()
    }

    private mutating func readKey() throws(JSONError) {
        let start = cursor.at
        try cursor.expect(UInt8(ascii: "\""))
        let isEscaped = try cursor.readString()
        if isEscaped { hasEscapedKeys = true }
        append(.string, from: start, isEscaped: isEscaped)
        cursor.skipSpace()
        try cursor.expect(UInt8(ascii: ":"))
        cursor.skipSpace()
    }

    private mutating func readValue() throws(JSONError) {
        let start = cursor.at
        guard let byte = cursor.byte else { throw cursor.unexpected() }
        switch byte {
        case UInt8(ascii: "\""):
            cursor.at &+= 1
            let isEscaped = try cursor.readString()
            append(.string, from: start, isEscaped: isEscaped)
        case UInt8(ascii: "{"): try open(.object)
        case UInt8(ascii: "["): try open(.array)
        case UInt8(ascii: "t"): try readWord("true", .true)
        case UInt8(ascii: "f"): try readWord("false", .false)
        case UInt8(ascii: "n"): try readWord("null", .null)
        case UInt8(ascii: "-"), 0x30...0x39:
            try cursor.readNumber()
            append(.number, from: start)
        default: throw cursor.unexpected()
        }
    }

    private mutating func readWord(_ word: StaticString, _ kind: JSONValue.Kind) throws(JSONError) {
        let start = cursor.at
        try cursor.expect(word)
        append(kind, from: start)
    }

    private mutating func append(_ kind: JSONValue.Kind, from start: Int, isEscaped: Bool = false) {
        nodes.append(
            JSONTape.Node(
                kind,
                start: UInt32(truncatingIfNeeded: start),
                end: UInt32(truncatingIfNeeded: cursor.at),
                next: UInt32(truncatingIfNeeded: nodes.count &+ 1),
                isEscaped: isEscaped
            )
        )
    }

    private mutating func open(_ kind: JSONValue.Kind) throws(JSONError) {
        guard depth < depthLimit else { throw JSONError(.tooDeep, at: cursor.at) }
        depth &+= 1
        if container != Self.none { nodes[Int(container)].count = count }
        let around = container
        container = UInt32(truncatingIfNeeded: nodes.count)
        isObject = kind == .object
        count = 0
        nodes.append(JSONTape.Node(kind, start: UInt32(truncatingIfNeeded: cursor.at), end: 0, next: around))
        cursor.at &+= 1
    }

    private mutating func close() {
        if isObject, count > 1 { findRepetitions() }
        depth &-= 1
        cursor.at &+= 1
        let closed = Int(container)
        container = nodes[closed].next
        nodes[closed].count = count
        nodes[closed].end = UInt32(truncatingIfNeeded: cursor.at)
        nodes[closed].next = UInt32(truncatingIfNeeded: nodes.count)
        guard container != Self.none else { return }
        isObject = nodes[Int(container)].kind == .object
        count = nodes[Int(container)].count
    }
}
