/// The place of a value in a document (RFC 6901): `/actor/member/0`; the root is the empty text.
///
/// Two pointers are equal when their bytes are: names that only look alike (`é` in one scalar or in two) differ.
package struct JSONPointer: Sendable, Hashable, CustomStringConvertible {
    package private(set) var description = ""

    package init() {}

    package func appending(_ key: String) -> JSONPointer {
        var pointer = self
        pointer.append(key)
        return pointer
    }

    package func appending(_ index: Int) -> JSONPointer {
        var pointer = self
        pointer.append(index)
        return pointer
    }

    /// Scalar by scalar: a `/` with a combining accent behind it is no `/` to a search by characters.
    mutating func append(_ key: String) {
        description += "/"
        guard key.utf8.contains(where: { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "/") }) else {
            description += key
            return
        }
        for scalar in key.unicodeScalars {
            switch scalar {
            case "~": description += "~0"
            case "/": description += "~1"
            default: description.unicodeScalars.append(scalar)
            }
        }
    }

    mutating func append(_ index: Int) { description += "/\(index)" }

    package static func == (one: JSONPointer, other: JSONPointer) -> Bool {
        one.description.utf8.elementsEqual(other.description.utf8)
    }

    package func hash(into hasher: inout Hasher) {
        var text = description
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}
