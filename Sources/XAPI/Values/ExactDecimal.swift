/// The value of a JSON number as written, compared without ever passing through binary floating point:
/// `1`, `1.0` and `10e-1` are one value, `1e999` and `99999999999999999999` are two others.
struct ExactDecimal: Equatable {
    /// Digits without leading or trailing zeros; empty for zero.
    let digits: [UInt8]
    /// Power of ten of the first digit: 1 for `0.1`…`0.9`, hence `0.digits × 10^scale`. 0 for zero.
    let scale: Int
    let isNegative: Bool

    /// Exponents beyond this are all alike; no number of a document within the size limits comes near it otherwise.
    private static let farthest = 1 << 40

    /// nil where the text is not a JSON number (RFC 8259 §6); the JSON reader has normally checked that.
    init?(_ text: String) {
        var digits: [UInt8] = []
        var scale = 0
        var exponent = 0
        var hasPoint = false
        var bytes = text.utf8[...]
        isNegative = bytes.first == UInt8(ascii: "-")
        if isNegative { bytes.removeFirst() }
        while let byte = bytes.popFirst() {
            if byte.isDigit {
                if !hasPoint { scale += digits.isEmpty && byte == 0x30 ? 0 : 1 }
                if hasPoint, digits.isEmpty, byte == 0x30 { scale -= 1 }
                if !digits.isEmpty || byte != 0x30 { digits.append(byte) }
            } else if byte == UInt8(ascii: "."), !hasPoint {
                hasPoint = true
            } else if byte | 0x20 == UInt8(ascii: "e"), let read = Self.exponent(bytes) {
                exponent = read
                break
            } else {
                return nil
            }
        }
        while digits.last == 0x30 { digits.removeLast() }
        self.digits = digits
        self.scale = digits.isEmpty ? 0 : scale + exponent
    }

    private static func exponent(_ bytes: Substring.UTF8View) -> Int? {
        var rest = bytes
        let isNegative = rest.first == UInt8(ascii: "-")
        if isNegative || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
        var value = 0
        for byte in rest {
            guard byte.isDigit else { return nil }
            value = min(value * 10 + byte.digit, farthest)
        }
        return isNegative ? -value : value
    }

    /// Zero has no sign: `-0` is `0`.
    static func == (left: ExactDecimal, right: ExactDecimal) -> Bool { !(left < right) && !(right < left) }

    /// -1, 0 or 1.
    private var sign: Int { digits.isEmpty ? 0 : isNegative ? -1 : 1 }

    var isWhole: Bool { digits.count <= scale || digits.isEmpty }

    /// The value where it is a whole number that fits.
    var integer: Int64? {
        guard isWhole, scale <= 19 else { return nil }
        let text = String(decoding: digits, as: UTF8.self) + String(repeating: "0", count: scale - digits.count)
        return digits.isEmpty ? 0 : Int64((isNegative ? "-" : "") + text)
    }
}

extension ExactDecimal: Comparable {
    static func < (left: ExactDecimal, right: ExactDecimal) -> Bool {
        guard left.sign == right.sign else { return left.sign < right.sign }
        return left.isNegative ? right.isSmallerMagnitude(than: left) : left.isSmallerMagnitude(than: right)
    }

    private func isSmallerMagnitude(than other: ExactDecimal) -> Bool {
        guard scale == other.scale else { return scale < other.scale }
        return digits.lexicographicallyPrecedes(other.digits)
    }
}
