import Testing

@testable import XAPI

@Suite("Numbers as written")
struct ExactDecimalTests {
    static let equal = [
        ("1", "1.0"), ("1", "1e0"), ("10", "1e1"), ("0.1", "1e-1"), ("0", "-0.00e5"), ("100", "0.01E+4"),
        ("1e999", "10e998"), ("0.000", "0"), ("-1.50", "-15e-1"), ("0.00012", "12e-5"), ("0e99", "0"),
    ]
    static let ascending = [
        "-1e99999999999999999999", "-1e999", "-10", "-1.1", "-1", "-0.5", "-1e-9", "0", "1e-999", "0.1", "0.11", "0.5",
        "0.50000000000000000001", "1", "9", "10", "99999999999999999999", "100000000000000000000", "1e400", "1e999",
    ]

    @Test("one value has many spellings", arguments: equal)
    func equality(_ left: String, _ right: String) {
        #expect(ExactDecimal(left) == ExactDecimal(right))
    }

    @Test("order is that of the values, beyond what a Double can hold")
    func order() throws {
        let values = try Self.ascending.map { try #require(ExactDecimal($0)) }
        for (lower, higher) in zip(values, values.dropFirst()) {
            #expect(lower < higher)
            #expect(!(higher < lower) && lower != higher)
        }
    }

    static let integers: [(String, Int64?)] = [
        ("27", 27), ("27.0", 27), ("2.7e1", 27), ("-3", -3), ("0", 0), ("27.5", nil), ("1e999", nil), ("1e-1", nil),
        ("9223372036854775807", .max), ("9223372036854775808", nil), ("99999999999999999999", nil),
        ("1e18", 1_000_000_000_000_000_000),
    ]

    @Test("a whole number that fits is an integer", arguments: integers)
    func integer(_ text: String, value: Int64?) {
        #expect(ExactDecimal(text)?.integer == value)
    }
}
