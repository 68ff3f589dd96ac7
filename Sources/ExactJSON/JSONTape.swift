/// The values of a document in the order of their first byte; an object's keys and values alternate.
final class JSONTape: Sendable {
    /// 256 MiB: an offset and a count of elements both fit in 28 bits.
    static let maximumLength = 1 << 28 - 1

    struct Node {
        /// Bytes of the value, its quotes or brackets included.
        var start: UInt32
        var end: UInt32
        /// The node after this one and all that it holds.
        var next: UInt32
        /// From the lowest bit: the kind in three, whether escaped in one, the count in 28.
        private var packed: UInt32

        init(_ kind: JSONValue.Kind, start: UInt32, end: UInt32, next: UInt32, isEscaped: Bool = false) {
            self.start = start
            self.end = end
            self.next = next
            packed = UInt32(kind.rawValue) | (isEscaped ? 8 : 0)
        }

        var kind: JSONValue.Kind { JSONValue.Kind(rawValue: UInt8(packed & 7)) ?? .null }

        /// A string with a backslash in it.
        var isEscaped: Bool { packed & 8 != 0 }

        /// Members or elements.
        var count: UInt32 {
            get { packed >> 4 }
            set { packed = packed & 15 | newValue << 4 }
        }
    }

    /// A key that its object has before, and the step to that object.
    struct Repetition {
        let key: UInt32
        let object: UInt32
    }

    /// From one container into one that it holds; repetitions below it share it.
    struct Step {
        /// The step before; nil for the root, which is no step itself.
        let above: UInt32?
        /// The key's node, where the outer container is an object.
        let key: UInt32?
        /// The place from 0, where it is an array.
        let place: UInt32
    }

    let bytes: [UInt8]
    let nodes: ContiguousArray<Node>
    let repetitions: [Repetition]
    let steps: [Step]

    init(reading bytes: [UInt8], depth: Int) throws(JSONError) {
        let reader = try bytes.withUnsafeBufferPointer { buffer throws(JSONError) in
            var reader = JSONReader(buffer, depth: depth)
            try reader.read()
            return (nodes: reader.nodes, repetitions: reader.repetitions, steps: reader.steps)
        }
        self.bytes = bytes
        nodes = reader.nodes
        // An inner object ends, and is searched, before the one around it.
        repetitions = reader.repetitions.sorted { $0.key < $1.key }
        steps = reader.steps
    }
}

extension JSONTape {
    /// The text of a string node, escapes resolved.
    func string(at index: Int) -> String {
        let content = content(at: index)
        return nodes[index].isEscaped
            ? String(decoding: JSONEscapes.resolved(content), as: UTF8.self) : String(decoding: content, as: UTF8.self)
    }

    /// The UTF-8 of a string node, escapes resolved.
    func name(at index: Int) -> [UInt8] {
        nodes[index].isEscaped ? JSONEscapes.resolved(content(at: index)) : Array(content(at: index))
    }

    /// Whether a string node reads as `name`.
    func key(at index: Int, is name: String) -> Bool {
        var name = name
        return name.withUTF8 { asked in
            bytes.withUnsafeBufferPointer { nodes[index].isEqual(to: asked, in: $0) }
        }
    }

    /// The node of the first member's value with this name, looked for without decoding any.
    func member(of object: Int, named name: String) -> Int? {
        var name = name
        return name.withUTF8 { asked in
            bytes.withUnsafeBufferPointer { buffer in
                var key = object + 1
                for _ in 0..<nodes[object].count {
                    if nodes[key].isEqual(to: asked, in: buffer) { return key + 1 }
                    key = Int(nodes[key + 1].next)
                }
                return nil
            }
        }
    }

    /// The bytes between the quotes of a string node.
    private func content(at index: Int) -> ArraySlice<UInt8> { bytes[nodes[index].content] }
}

extension JSONTape.Node {
    /// Where the bytes between the quotes of a string stand.
    var content: Range<Int> { (Int(start) + 1)..<(Int(end) - 1) }

    /// Whether a string reads as these bytes of UTF-8.
    func isEqual(to asked: UnsafeBufferPointer<UInt8>, in buffer: UnsafeBufferPointer<UInt8>) -> Bool {
        // An escape is longer than what it stands for.
        guard content.count >= asked.count else { return false }
        let content = UnsafeBufferPointer(rebasing: buffer[content])
        guard !isEscaped else { return JSONEscapes.resolved(content[...]).elementsEqual(asked) }
        return content.hasSameBytes(as: asked)
    }
}
