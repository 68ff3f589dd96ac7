/// Changes to the bytes of one document, gathered in any order and applied in one pass; every other byte stays as it is.
///
///     var edits = JSONEdits()
///     edits.replace(timestamp, with: #""2015-11-18T10:17:00Z""#.utf8)
///     edits.change(root, removing: { $0 == "context" }, setting: [("stored", stored)])
///     edits.applied(to: root)
///
/// All values are of one document. What lies inside a value that is replaced or removed is not changed besides; an object
/// is changed once.
package struct JSONEdits: Sendable {
    /// Bytes of the document, and bytes of `texts` that take their place.
    private struct Edit {
        let old: Range<Int>
        let new: Range<Int>
        /// An array closed around a value stands before what is added behind that value.
        let isClosing: Bool
    }

    private var edits: [Edit] = []
    private var texts: [UInt8] = []

    package init() {}

    package var isEmpty: Bool { edits.isEmpty }

    /// Puts a JSON text, which is taken as it is, in the place of a value.
    package mutating func replace(_ value: JSONValue, with json: some Sequence<UInt8>) {
        texts.append(contentsOf: json)
        add(value.range)
    }

    /// Makes a value the one element of an array; the value itself may be changed besides.
    package mutating func makeArray(of value: JSONValue) {
        texts.append(UInt8(ascii: "["))
        add(value.range.lowerBound..<value.range.lowerBound)
        texts.append(UInt8(ascii: "]"))
        add(value.range.upperBound..<value.range.upperBound, isClosing: true)
    }

    /// The bytes of `value` with the changes that lie in it.
    package func applied(to value: JSONValue) -> [UInt8] {
        let document = value.tape.bytes
        var bytes: [UInt8] = []
        bytes.reserveCapacity(value.range.count + texts.count)
        var copied = value.range.lowerBound
        for edit in edits.sorted(by: Self.stands) {
            guard edit.old.lowerBound >= copied, edit.old.upperBound <= value.range.upperBound else { continue }
            bytes += document[copied..<edit.old.lowerBound]
            bytes += texts[edit.new]
            copied = edit.old.upperBound
        }
        bytes += document[copied..<value.range.upperBound]
        return bytes
    }

    private static func stands(_ one: Edit, before other: Edit) -> Bool {
        if one.old.lowerBound != other.old.lowerBound { return one.old.lowerBound < other.old.lowerBound }
        if one.old.upperBound != other.old.upperBound { return one.old.upperBound < other.old.upperBound }
        return one.isClosing && !other.isClosing
    }

    /// Takes what was written to `texts` since the last edit.
    private mutating func add(_ old: Range<Int>, isClosing: Bool = false) {
        let start = edits.last?.new.upperBound ?? 0
        edits.append(Edit(old: old, new: start..<texts.count, isClosing: isClosing))
    }
}

extension JSONEdits {
    /// Removes members of an object with their commas and sets others: in place where a name is there, each time that it
    /// is; behind the last member, in their order, where it is not. Does nothing where `object` is none.
    ///
    /// - Parameters:
    ///   - isUnwanted: whether the member of this name goes.
    ///   - members: names, and values as JSON texts, which are taken as they are. Of a name that is given twice the last
    ///     value counts; one that is removed is set anew.
    package mutating func change(
        _ object: JSONValue,
        removing isUnwanted: (String) -> Bool = { _ in false },
        setting members: [(key: String, json: [UInt8])] = [],
    ) {
        guard object.kind == .object else { return }
        let new = SplicedMembers(members)
        var isMissing = Array(repeating: true, count: new.members.count)
        var removal = Removal()
        var end = object.range.lowerBound + 1
        object.forEachMember { key, value in
            let place = JSONValue(tape: object.tape, index: key).range
            if isUnwanted(object.tape.string(at: key)) {
                removal.take(place.lowerBound..<value.range.upperBound)
            } else {
                removal.keep(from: place.lowerBound, to: value.range.upperBound).map { add($0) }
                if let place = new.place(of: key, in: object.tape) {
                    replace(value, with: new.members[place].json)
                    isMissing[place] = false
                }
            }
            end = value.range.upperBound
        }
        removal.rest.map { add($0) }
        append(zip(new.members, isMissing).filter(\.1).map(\.0), at: end, isFirst: removal.lastKept == nil)
    }

    private mutating func append(_ members: [(key: String, json: [UInt8])], at end: Int, isFirst: Bool) {
        var isFirst = isFirst
        for member in members {
            if !isFirst { texts.append(UInt8(ascii: ",")) }
            JSONText.append(member.key, to: &texts)
            texts.append(UInt8(ascii: ":"))
            texts += member.json
            isFirst = false
        }
        if texts.count > edits.last?.new.upperBound ?? 0 { add(end..<end) }
    }

    /// Members that go, one after the other: with the comma before them, or behind them where none is kept before.
    private struct Removal {
        /// The end of the last member that is kept.
        private(set) var lastKept: Int?
        private var unwanted: Range<Int>?

        mutating func take(_ member: Range<Int>) {
            unwanted = (unwanted?.lowerBound ?? member.lowerBound)..<member.upperBound
        }

        /// What goes before a member that is kept; nil where nothing does.
        mutating func keep(from start: Int, to end: Int) -> Range<Int>? {
            defer {
                lastKept = end
                unwanted = nil
            }
            return unwanted.map { unwanted in
                lastKept.map { $0..<unwanted.upperBound } ?? unwanted.lowerBound..<start
            }
        }

        /// What goes at the end of the object.
        var rest: Range<Int>? { unwanted.map { (lastKept ?? $0.lowerBound)..<$0.upperBound } }
    }
}

extension JSONValue {
    /// Goes over the members of an object, each with the node of its key.
    fileprivate func forEachMember(_ body: (_ key: Int, JSONValue) -> Void) {
        var key = index + 1
        for _ in 0..<count {
            let value = JSONValue(tape: tape, index: key + 1)
            body(key, value)
            key = Int(tape.nodes[key + 1].next)
        }
    }
}
