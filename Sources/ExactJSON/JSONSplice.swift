/// Sets members of an object and leaves every other byte as it is.
package enum JSONSplice {
    /// The bytes of `object` with `members`: in place where a name is there, each time that it is; behind the last member,
    /// in their order, where it is not.
    ///
    /// - Parameter members: names, and values as JSON texts, which are taken as they are. Of a name that is given twice
    ///   the last value counts. Where `object` is none, its bytes come back.
    package static func splicing(_ object: JSONValue, members: [(key: String, json: [UInt8])]) -> [UInt8] {
        guard object.kind == .object else { return Array(object.bytes) }
        let tape = object.tape
        var missing = Set(members.indices)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(object.bytes.count + members.reduce(0) { $0 + $1.key.utf8.count + $1.json.count + 4 })
        var copied = object.range.lowerBound
        var insertion = copied + 1
        var key = object.index + 1
        for _ in 0..<object.count {
            let value = JSONValue(tape: tape, index: key + 1)
            let same = members.indices.filter { tape.key(at: key, is: members[$0].key) }
            if let last = same.last {
                bytes += tape.bytes[copied..<value.range.lowerBound]
                bytes += members[last].json
                copied = value.range.upperBound
                missing.subtract(same)
            }
            insertion = value.range.upperBound
            key = Int(tape.nodes[key + 1].next)
        }
        bytes += tape.bytes[copied..<insertion]
        append(last(of: missing.sorted().map { members[$0] }), to: &bytes, isFirst: object.count == 0)
        bytes += tape.bytes[insertion..<object.range.upperBound]
        return bytes
    }

    private static func append(_ members: [(key: String, json: [UInt8])], to bytes: inout [UInt8], isFirst: Bool) {
        for (place, member) in members.enumerated() {
            if place > 0 || !isFirst { bytes.append(UInt8(ascii: ",")) }
            JSONText.append(member.key, to: &bytes)
            bytes.append(UInt8(ascii: ":"))
            bytes += member.json
        }
    }

    /// Each name once, with its last value.
    private static func last(of members: [(key: String, json: [UInt8])]) -> [(key: String, json: [UInt8])] {
        members.enumerated().filter { place, member in
            !members[(place + 1)...].contains { $0.key.utf8.elementsEqual(member.key.utf8) }
        }.map(\.element)
    }
}
