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
        let new = SplicedMembers(members)
        var isMissing = Array(repeating: true, count: new.members.count)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(object.bytes.count + new.length)
        var copied = object.range.lowerBound
        var insertion = copied + 1
        var key = object.index + 1
        for _ in 0..<object.count {
            let value = JSONValue(tape: tape, index: key + 1)
            if let place = new.place(of: key, in: tape) {
                bytes += tape.bytes[copied..<value.range.lowerBound]
                bytes += new.members[place].json
                copied = value.range.upperBound
                isMissing[place] = false
            }
            insertion = value.range.upperBound
            key = Int(tape.nodes[key + 1].next)
        }
        bytes += tape.bytes[copied..<insertion]
        let missing = zip(new.members, isMissing).filter(\.1).map(\.0)
        append(missing, to: &bytes, isFirst: object.count == 0)
        bytes += tape.bytes[insertion..<object.range.upperBound]
        return bytes
    }

    /// The bytes of `object` with the members of `other`, their values as they are written there.
    package static func merging(_ object: JSONValue, with other: JSONValue) -> [UInt8] {
        splicing(object, members: other.members.map { ($0.key, Array($0.value.bytes)) })
    }

    private static func append(_ members: [(key: String, json: [UInt8])], to bytes: inout [UInt8], isFirst: Bool) {
        for (place, member) in members.enumerated() {
            if place > 0 || !isFirst { bytes.append(UInt8(ascii: ",")) }
            JSONText.append(member.key, to: &bytes)
            bytes.append(UInt8(ascii: ":"))
            bytes += member.json
        }
    }
}
