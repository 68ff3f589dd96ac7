import Persistence

/// PostgreSQL's `numeric` as it is sent: digits of base 10,000. Sums of integers come in this type.
struct Numeric {
    private let digits: [UInt16]
    private let weight: Int
    private let isNegative: Bool

    /// Nil for what is no number (NaN, infinities) or not in the format of `numeric_send`.
    init?(_ bytes: UnsafeRawBufferPointer) {
        let words = stride(from: 0, to: bytes.count & ~1, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
        guard words.count >= 4, words.count == 4 + Int(words[0]) else { return nil }
        guard words[2] == 0 || words[2] == 0x4000 else { return nil }
        digits = Array(words[4...])
        weight = Int(Int16(bitPattern: words[1]))
        isNegative = words[2] == 0x4000
    }

    /// An integer where it is one that fits, else a real, right to about 15 digits.
    var value: SQLValue {
        if let integer { return .integer(integer) }
        var real = 0.0
        for digit in digits { real = real * 10_000 + Double(digit) }
        var exponent = weight - digits.count + 1
        while exponent > 0 { (real, exponent) = (real * 10_000, exponent - 1) }
        while exponent < 0 { (real, exponent) = (real / 10_000, exponent + 1) }
        return .real(isNegative ? -real : real)
    }

    private var integer: Int64? {
        guard digits.isEmpty || digits.count <= weight + 1, weight < 5 else { return nil }
        var integer: Int64 = 0
        for place in 0..<max(weight + 1, 0) {
            let digit = Int64(place < digits.count ? digits[place] : 0)
            let shifted = integer.multipliedReportingOverflow(by: 10_000)
            let added = shifted.partialValue.addingReportingOverflow(isNegative ? -digit : digit)
            if shifted.overflow || added.overflow { return nil }
            integer = added.partialValue
        }
        return integer
    }
}
