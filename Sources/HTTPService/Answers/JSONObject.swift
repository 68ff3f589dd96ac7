import ExactJSON
import NIOCore

/// A JSON object being written, member by member, in the order of an answer's documentation.
struct JSONObject {
    private(set) var bytes: [UInt8] = [UInt8(ascii: "{")]

    mutating func set(_ key: String, json: [UInt8]) {
        if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
        bytes.append(contentsOf: JSONText.string(key))
        bytes.append(UInt8(ascii: ":"))
        bytes.append(contentsOf: json)
    }

    /// A string, or null.
    mutating func set(_ key: String, _ value: String?) {
        set(key, json: value.map { JSONText.string($0) } ?? JSONLiteral.null)
    }

    mutating func set(_ key: String, _ value: some BinaryInteger) { set(key, json: Array(String(value).utf8)) }

    mutating func set(_ key: String, _ value: Bool) { set(key, json: value ? JSONLiteral.true : JSONLiteral.false) }

    /// A finite number, or null.
    mutating func set(_ key: String, _ value: Double?) {
        set(key, json: value.flatMap { $0.isFinite ? Array($0.shortest.utf8) : nil } ?? JSONLiteral.null)
    }

    /// The finished object.
    var json: [UInt8] { bytes + [UInt8(ascii: "}")] }

    var buffer: ByteBuffer { ByteBuffer(bytes: json) }
}

enum JSONLiteral {
    static let null = Array("null".utf8)
    static let `true` = Array("true".utf8)
    static let `false` = Array("false".utf8)

    /// Not `joined`, which goes byte by byte.
    static func array(_ elements: some Sequence<[UInt8]>) -> [UInt8] {
        var array = [UInt8(ascii: "[")]
        for element in elements {
            if array.count > 1 { array.append(UInt8(ascii: ",")) }
            array.append(contentsOf: element)
        }
        array.append(UInt8(ascii: "]"))
        return array
    }
}

extension Double {
    /// The shortest text that reads back as this number: `17`, `0.85`.
    var shortest: String { Int64(exactly: self).map { String($0) } ?? "\(self)" }
}
