extension JSONReader {
    /// Small objects are compared pair by pair, others through a set: 100,000 keys must not take their square, nor
    /// escapes be resolved again for each pair.
    mutating func findRepetitions() {
        guard count > 12 || hasEscapedKeys else {
            return forEachKey { reader, key in
                if reader.isBefore(key) { reader.addRepetition(of: key) }
            }
        }
        var seen = Set<JSONName>(minimumCapacity: Int(count))
        forEachKey { reader, key in
            if !seen.insert(JSONName(reader.nodes[key], in: reader.cursor.buffer)).inserted {
                reader.addRepetition(of: key)
            }
        }
    }

    @inline(__always)
    private mutating func forEachKey(_ body: (inout JSONReader, Int) -> Void) {
        var key = Int(container) + 1
        while key < nodes.count {
            body(&self, key)
            key = Int(nodes[key + 1].next)
        }
    }

    /// Whether a key without escapes stands in the open object before this place.
    private func isBefore(_ key: Int) -> Bool {
        let length = nodes[key].content.count
        var earlier = Int(container) + 1
        while earlier < key {
            let content = nodes[earlier].content
            if content.count == length, hasSameBytes(content, nodes[key].content) { return true }
            earlier = Int(nodes[earlier + 1].next)
        }
        return false
    }

    private func hasSameBytes(_ one: Range<Int>, _ other: Range<Int>) -> Bool {
        UnsafeBufferPointer(rebasing: cursor.buffer[one])
            .hasSameBytes(as: UnsafeBufferPointer(rebasing: cursor.buffer[other]))
    }

    private mutating func addRepetition(of key: Int) {
        let object = stepToContainer()
        repetitions.append(JSONTape.Repetition(key: UInt32(truncatingIfNeeded: key), object: object))
    }

    /// The step to the open container; those on the way that are not there yet are made.
    private mutating func stepToContainer() -> UInt32 {
        var missing: [UInt32] = []
        var open = container
        while open != Self.none, nodes[Int(open)].end == 0 {
            missing.append(open)
            open = nodes[Int(open)].next
        }
        for open in missing.reversed() {
            steps.append(step(to: nodes[Int(open)].next, open))
            nodes[Int(open)].end = UInt32(truncatingIfNeeded: steps.count)
        }
        return nodes[Int(container)].end &- 1
    }

    private func step(to outer: UInt32, _ inner: UInt32) -> JSONTape.Step {
        guard outer != Self.none else { return JSONTape.Step(above: nil, key: nil, place: 0) }
        let around = nodes[Int(outer)]
        let isMember = around.kind == .object
        return JSONTape.Step(above: around.end &- 1, key: isMember ? inner &- 1 : nil, place: around.count &- 1)
    }
}
