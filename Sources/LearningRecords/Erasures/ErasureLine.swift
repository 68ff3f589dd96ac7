import ExactJSON
import Foundation
import TransparencyLog
import XAPI

/// What the journal keeps of an erasure: enough to find again, in an older copy of the store, what must not be there. It names
/// nobody: a person by their id, which is random; an identifier by where it stood in the log, with the hash of the leaf, which
/// was made with a random key.
struct ErasureLine: Equatable, Sendable {
    struct Leaf: Equatable, Sendable {
        let number: Int64
        /// SHA-256 of the leaf (RFC 6962 section 2.1): another log has another one there.
        let hash: [UInt8]
        /// 0 for the whole record; else places of parts that named somebody.
        var parts: [Int]
    }

    let erasure: UUID
    /// µs since 1970.
    let at: Int64
    /// The erasure that this one repeated.
    let again: UUID?
    let people: [UUID]
    let leaves: [Leaf]

    /// One line of JSON, without its end.
    var json: [UInt8] {
        var writer = JSONWriter(capacity: 256 + leaves.count * 96)
        writer.object { line in
            line.member("erasure", erasure.canonical)
            line.member("at", at)
            line.member("again", again?.canonical)
            line.member("people") { $0.array(people) { $0.string($1.canonical) } }
            line.member("leaves") { list in
                list.array(leaves) { list, leaf in
                    list.object { entry in
                        entry.member("leaf", leaf.number)
                        entry.member("hash", hexadecimal(leaf.hash))
                        entry.member("parts") { $0.array(leaf.parts) { $0.integer($1) } }
                    }
                }
            }
        }
        return writer.bytes
    }
}

extension ErasureLine {
    /// Nil for what is no line.
    init?(reading bytes: [UInt8]) {
        guard let root = try? JSONDocument(reading: bytes).root, root.kind == .object,
            let erasure = root[key: "erasure"]?.string.flatMap({ UUID(uuidString: $0) }),
            let at = root[key: "at"]?.integer, let people = root[key: "people"], let leaves = root[key: "leaves"]
        else { return nil }
        self.erasure = erasure
        self.at = at
        again = root[key: "again"]?.string.flatMap { UUID(uuidString: $0) }
        self.people = people.elements.compactMap { $0.string.flatMap { UUID(uuidString: $0) } }
        self.leaves = leaves.elements.compactMap { Leaf(reading: $0) }
        guard self.people.count == people.count, self.leaves.count == leaves.count else { return nil }
    }
}

extension ErasureLine.Leaf {
    fileprivate init?(reading json: JSONValue) {
        guard let number = json[key: "leaf"]?.integer, number >= 0,
            let hash = json[key: "hash"]?.string.flatMap({ bytes(hexadecimal: $0) }), let parts = json[key: "parts"]
        else { return nil }
        self.init(
            number: number, hash: hash, parts: parts.elements.compactMap { $0.integer.flatMap { Int(exactly: $0) } }
        )
    }
}
