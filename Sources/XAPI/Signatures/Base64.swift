/// Base64 read strictly (RFC 4648): no white space, no digit too many, no bit that means nothing.
enum Base64 {
    /// The alphabet of URLs without padding, as the parts of a JWS are written (RFC 7515 2).
    static func bytes(ofURL text: some Collection<UInt8>) -> [UInt8]? {
        bytes(of: text, UInt8(ascii: "-"), UInt8(ascii: "_"))
    }

    /// The common alphabet with padding, as the certificates of `x5c` are written (RFC 7515 4.1.6).
    static func bytes(ofPadded text: some BidirectionalCollection<UInt8>) -> [UInt8]? {
        guard text.count % 4 == 0 else { return nil }
        let padding = text.suffix(2).reversed().prefix { $0 == UInt8(ascii: "=") }.count
        return bytes(of: text.dropLast(padding), UInt8(ascii: "+"), UInt8(ascii: "/"))
    }

    private static func bytes(of text: some Collection<UInt8>, _ digit62: UInt8, _ digit63: UInt8) -> [UInt8]? {
        guard text.count % 4 != 1 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count / 4 * 3 + 2)
        var bits: UInt32 = 0
        var count: UInt32 = 0
        for byte in text {
            guard let digit = value(of: byte, digit62, digit63) else { return nil }
            bits = bits << 6 | digit
            count += 6
            guard count >= 8 else { continue }
            count -= 8
            bytes.append(UInt8(truncatingIfNeeded: bits >> count))
            bits &= 1 << count - 1
        }
        return bits == 0 ? bytes : nil
    }

    private static func value(of byte: UInt8, _ digit62: UInt8, _ digit63: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(byte - 0x41)
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(byte - 0x61) + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - 0x30) + 52
        case digit62: 62
        case digit63: 63
        default: nil
        }
    }
}
