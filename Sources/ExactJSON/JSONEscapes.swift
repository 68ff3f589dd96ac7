/// The escapes of strings (RFC 8259 section 7), resolved.
enum JSONEscapes {
    static func hexadecimalDigit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case 0x30...0x39: UInt32(byte &- 0x30)
        case 0x41...0x46: UInt32(byte &- 0x37)
        case 0x61...0x66: UInt32(byte &- 0x57)
        default: nil
        }
    }

    /// The bytes between the quotes of a string that the reader has checked, as UTF-8 without escapes.
    static func resolved<Bytes: Collection<UInt8>>(_ bytes: Bytes) -> [UInt8] where Bytes.SubSequence == Bytes {
        var plain: [UInt8] = []
        plain.reserveCapacity(bytes.count)
        var rest = bytes
        while let backslash = rest.firstIndex(of: UInt8(ascii: "\\")) {
            plain.append(contentsOf: rest[..<backslash])
            rest = rest[backslash...].dropFirst()
            guard let kind = rest.popFirst() else { break }
            if kind == UInt8(ascii: "u") {
                appendScalar(from: &rest, to: &plain)
            } else {
                plain.append(single(kind))
            }
        }
        plain.append(contentsOf: rest)
        return plain
    }

    /// What stands behind `\u`: four digits, or the first half of a pair and then `\u` and the second.
    private static func appendScalar<Bytes: Collection<UInt8>>(
        from rest: inout Bytes,
        to plain: inout [UInt8]
    ) where Bytes.SubSequence == Bytes {
        var scalar = unit(from: &rest)
        if (0xD800..<0xDC00).contains(scalar) {
            rest = rest.dropFirst(2)
            scalar = 0x10000 + (scalar - 0xD800) << 10 + (unit(from: &rest) & 0x3FF)
        }
        plain.append(contentsOf: UTF8.encode(Unicode.Scalar(scalar) ?? "\u{FFFD}") ?? UTF8.encodedReplacementCharacter)
    }

    private static func unit<Bytes: Collection<UInt8>>(from rest: inout Bytes) -> UInt32
    where Bytes.SubSequence == Bytes {
        let unit = rest.prefix(4).reduce(UInt32(0)) { $0 << 4 | (hexadecimalDigit($1) ?? 0) }
        rest = rest.dropFirst(4)
        return unit
    }

    private static func single(_ kind: UInt8) -> UInt8 {
        switch kind {
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        default: kind
        }
    }
}
