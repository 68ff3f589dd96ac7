/// Walks over the bytes of a short text; every step past the end answers nil instead of trapping.
struct ASCIICursor {
    private var rest: Substring.UTF8View

    init(_ text: String) { rest = Substring(text).utf8 }

    var isAtEnd: Bool { rest.isEmpty }

    var next: UInt8? { rest.first }

    /// Takes the byte when it is the one asked for.
    mutating func take(_ byte: UInt8) -> Bool {
        guard rest.first == byte else { return false }
        rest.removeFirst()
        return true
    }

    mutating func take(oneOf first: UInt8, _ second: UInt8) -> UInt8? {
        guard let byte = rest.first, byte == first || byte == second else { return nil }
        rest.removeFirst()
        return byte
    }

    /// How many decimal digits come next.
    var digitCount: Int {
        var count = 0
        for byte in rest {
            guard byte.isDigit else { break }
            count += 1
        }
        return count
    }

    /// Takes exactly this many digits (at most 18, so that the number fits).
    mutating func take(digits count: Int) -> Int? {
        var number = 0
        for _ in 0..<count {
            guard let byte = rest.first, byte.isDigit else { return nil }
            number = number &* 10 &+ byte.digit
            rest.removeFirst()
        }
        return number
    }

    /// Takes one digit, nil when another byte comes next.
    mutating func takeDigit() -> Int? { take(digits: 1) }
}
