/// A key that its object has before.
///
/// A handle: name and pointer are spelt when asked for, since a hostile document may hold millions of repetitions below
/// names of megabytes.
package struct DuplicateKey: Equatable, Sendable {
    private let tape: JSONTape
    private let repetition: JSONTape.Repetition

    init(tape: JSONTape, repetition: JSONTape.Repetition) {
        self.tape = tape
        self.repetition = repetition
    }

    /// The name, escapes resolved.
    package var name: String { tape.string(at: Int(repetition.key)) }

    /// Where this repetition's key begins, in bytes from the start of the document.
    package var offset: Int { Int(tape.nodes[Int(repetition.key)].start) }

    /// The place of the member. Its length is that of all names on the way; `isInside` asks without spelling them.
    package var pointer: JSONPointer {
        var pointer = JSONPointer()
        for step in path.reversed() {
            if let key = step.key {
                pointer.append(tape.string(at: Int(key)))
            } else {
                pointer.append(Int(step.place))
            }
        }
        pointer.append(name)
        return pointer
    }

    /// Whether the way from the root goes through a member called `name` and then at least `levels` deeper.
    ///
    /// - Parameter levels: 1 takes every member of that member's own object, 2 those inside its members only.
    package func isInside(_ name: String, levels: Int = 1) -> Bool {
        // The last entry of the path is next to the root, the first is the object that holds this key: one level deep.
        path.enumerated().contains { place, step in
            place + 1 >= levels && step.key.map { tape.key(at: Int($0), is: name) } == true
        }
    }

    package static func == (one: DuplicateKey, other: DuplicateKey) -> Bool {
        one.offset == other.offset && one.pointer == other.pointer
    }

    /// The steps to the object that holds the key, the innermost first; the root takes none.
    private var path: [JSONTape.Step] {
        var path: [JSONTape.Step] = []
        var step = tape.steps[Int(repetition.object)]
        while let above = step.above {
            path.append(step)
            step = tape.steps[Int(above)]
        }
        return path
    }
}
