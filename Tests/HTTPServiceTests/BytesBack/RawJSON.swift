import Foundation

/// Cuts a JSON text at its top level and leaves the bytes as they are: a second opinion that converts nothing.
enum RawJSON {
    /// The elements of an array, or the members of an object as `"name" : value`; white space around each is cut off.
    static func parts(of text: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        text.withUnsafeBytes { cuts(in: $0, at: UInt8(ascii: ",")) }
            .map { trimmed(text[(text.startIndex + $0.lowerBound)..<(text.startIndex + $0.upperBound)]) }
            .filter { !$0.isEmpty }
    }

    static func members(of object: ArraySlice<UInt8>) -> [String: ArraySlice<UInt8>] {
        Dictionary(parts(of: object).map { (name(of: $0), value(of: $0)) }) { first, _ in first }
    }

    /// The name of a member, its escapes read.
    static func name(of member: ArraySlice<UInt8>) -> String { text(trimmed(member[..<colon(in: member)])) ?? "" }

    private static func value(of member: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        trimmed(member[colon(in: member)...].dropFirst())
    }

    /// Behind the name, which is a string.
    private static func colon(in member: ArraySlice<UInt8>) -> Int {
        var index = member.startIndex + 1
        while index < member.endIndex, member[index] != UInt8(ascii: "\"") {
            index += member[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        return member[index...].firstIndex(of: UInt8(ascii: ":")) ?? member.endIndex
    }

    /// What a string says, its escapes read.
    static func text(_ string: ArraySlice<UInt8>) -> String? {
        let object = try? JSONSerialization.jsonObject(with: Data(string), options: .fragmentsAllowed)
        return object as? String
    }

    /// What stands between the outermost brackets, cut at each separator that stands in no other ones and in no string.
    private static func cuts(in text: UnsafeRawBufferPointer, at separator: UInt8) -> [Range<Int>] {
        var (cuts, start, depth, index) = ([Range<Int>](), 1, 0, 0)
        var isInString = false
        while index < text.count {
            let byte = text[index]
            switch byte {
            case UInt8(ascii: "\\"): index += 1
            case UInt8(ascii: "\""): isInString.toggle()
            case _ where isInString: break
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            default: break
            }
            if !isInString, depth == 0 || depth == 1 && byte == separator {
                cuts.append(start..<index)
                start = index + 1
            }
            index += 1
        }
        return cuts
    }

    private static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let isSpace: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
        let start = text.firstIndex { !isSpace($0) } ?? text.endIndex
        let end = text.lastIndex { !isSpace($0) }.map { $0 + 1 } ?? start
        return text[start..<max(start, end)]
    }
}
