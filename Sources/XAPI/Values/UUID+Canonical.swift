package import Foundation

extension UUID {
    /// Reads the standard form `8-4-4-4-12` of hexadecimal digits in either case, nothing before, between or after
    /// (xAPI 1.0.3 Data 2.4.1 and 4.4; RFC 4122 §3). Any version and variant is taken, as clients use them all.
    package init?(canonical text: String) {
        var halves: (UInt64, UInt64) = (0, 0)
        var index = 0
        var digits = 0
        for byte in text.utf8 {
            if index == 8 || index == 13 || index == 18 || index == 23 {
                guard byte == UInt8(ascii: "-") else { return nil }
            } else {
                guard byte.isHexDigit, digits < 32 else { return nil }
                let nibble = UInt64(byte.isDigit ? byte & 0x0F : (byte & 0x0F) + 9)
                if digits < 16 { halves.0 = halves.0 << 4 | nibble } else { halves.1 = halves.1 << 4 | nibble }
                digits += 1
            }
            index += 1
        }
        guard index == 36 else { return nil }
        let bytes = (halves.0.bigEndian, halves.1.bigEndian)
        self.init(uuid: withUnsafeBytes(of: bytes) { $0.loadUnaligned(as: uuid_t.self) })
    }

    /// The standard form in lower case, as statements write it.
    package var canonical: String {
        var text: [UInt8] = []
        text.reserveCapacity(36)
        appendCanonical(to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// Writes `canonical` behind what is there.
    func appendCanonical(to text: inout [UInt8]) {
        withUnsafeBytes(of: uuid) { bytes in
            for (place, byte) in bytes.enumerated() {
                if place == 4 || place == 6 || place == 8 || place == 10 { text.append(UInt8(ascii: "-")) }
                text.append(Self.digit(byte >> 4))
                text.append(Self.digit(byte & 15))
            }
        }
    }

    private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 &+ value : 0x57 &+ value }
}
