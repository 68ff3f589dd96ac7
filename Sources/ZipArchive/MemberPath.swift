import Foundation

/// A member's path, made plain, and refused where any reader could take it out of the archive.
///
/// All of it works on bytes: a slash with a combining mark behind it is another `Character`, but still a slash.
struct MemberPath {
    /// Relative, with slashes; `.` for the archive's own folder.
    let path: String
    let isDirectory: Bool

    /// - Parameter name: as it was decoded. Backslashes are slashes; empty and `.` segments are left out.
    init(_ name: String) throws(ZipRefusal) {
        let bytes = Array(name.utf8).withSlashes
        guard Self.isSafe(bytes) else { throw .unsafePath(name) }
        let segments = bytes.segments.filter { !$0.elementsEqual([UInt8(ascii: ".")]) }
        isDirectory = bytes.last == UInt8(ascii: "/") || segments.isEmpty
        let joined = Array(segments.joined(separator: [UInt8(ascii: "/")]))
        path = segments.isEmpty ? "." : String(decoding: joined, as: UTF8.self)
    }

    /// Safe as it stands and however often somebody undoes `%2e` and its like.
    private static func isSafe(_ name: [UInt8]) -> Bool {
        var reading = name
        for _ in 0..<5 {
            guard stays(reading) else { return false }
            if !reading.allSatisfy({ $0 < 0x80 }) {
                // `‥` and `．．` become `..` where compatibility characters are mapped.
                let text = String(decoding: reading, as: UTF8.self)
                guard !climbs(Array(text.precomposedStringWithCompatibilityMapping.utf8)) else { return false }
            }
            let decoded = reading.withoutPercentEncoding.withSlashes
            if decoded == reading { return true }
            reading = decoded
        }
        return false
    }

    /// Relative, without a drive, without control characters, without `..`.
    private static func stays(_ bytes: [UInt8]) -> Bool {
        guard let first = bytes.first, first != UInt8(ascii: "/") else { return false }
        let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first | 0x20)
        if isLetter, bytes.dropFirst().first == UInt8(ascii: ":") { return false }
        return !bytes.holdsControlCharacter && !bytes.holdsOverlongForm && !climbs(bytes)
    }

    /// Windows drops dots and spaces at the end of a segment, so `.. ` is `..`, too.
    private static func climbs(_ bytes: [UInt8]) -> Bool {
        bytes.segments.contains { segment in
            segment.starts(with: [UInt8(ascii: "."), UInt8(ascii: ".")])
                && segment.allSatisfy { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: " ") }
        }
    }
}

extension [UInt8] {
    fileprivate var withSlashes: [UInt8] { map { $0 == UInt8(ascii: "\\") ? UInt8(ascii: "/") : $0 } }

    fileprivate var segments: [ArraySlice<UInt8>] { split(separator: UInt8(ascii: "/")) }

    /// One round; what is no pair of hexadecimal digits stays.
    fileprivate var withoutPercentEncoding: [UInt8] {
        guard contains(UInt8(ascii: "%")) else { return self }
        var decoded: [UInt8] = []
        var rest = self[...]
        while let byte = rest.popFirst() {
            let digits = String(decoding: rest.prefix(2), as: UTF8.self)
            if byte == UInt8(ascii: "%"), digits.utf8.count == 2, digits.allSatisfy(\.isHexDigit),
                let value = UInt8(digits, radix: 16)
            {
                decoded.append(value)
                rest = rest.dropFirst(2)
            } else {
                decoded.append(byte)
            }
        }
        return decoded
    }

    /// C0, DEL, and C1 in UTF-8.
    fileprivate var holdsControlCharacter: Bool {
        contains { $0 < 0x20 || $0 == 0x7F } || zip(self, dropFirst()).contains { $0 == 0xC2 && $1 < 0xA0 }
    }

    /// A character in more bytes of UTF-8 than it takes: a careless decoder makes `..` and `/` of such.
    fileprivate var holdsOverlongForm: Bool {
        zip(self, dropFirst()).contains { first, second in
            guard second & 0xC0 == 0x80 else { return false }
            return first == 0xC0 || first == 0xC1 || (first == 0xE0 && second < 0xA0)
                || (first == 0xF0 && second < 0x90)
        }
    }
}
