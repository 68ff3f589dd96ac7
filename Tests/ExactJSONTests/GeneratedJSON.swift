import TestSupport

/// A JSON value made up, in one of its many spellings.
indirect enum GeneratedJSON: Equatable {
    case literal(String)
    case number(String)
    case string(String)
    case array([GeneratedJSON])
    /// Names are all different.
    case object([Member])

    struct Member: Equatable {
        let name: String
        let value: GeneratedJSON
    }

    init(_ random: inout SplitMix64, depth: Int = 5) {
        switch Int.random(in: 0..<(depth > 0 ? 10 : 5), using: &random) {
        case 0: self = .literal(["true", "false", "null"].randomElement(using: &random) ?? "null")
        case 1, 2: self = .number(Self.number(&random))
        case 3, 4: self = .string(Self.text(&random))
        case 5, 6:
            let count = Int.random(in: 0...5, using: &random)
            self = .array((0..<count).map { _ in GeneratedJSON(&random, depth: depth - 1) })
        default: self = .object(Self.members(&random, depth: depth - 1))
        }
    }

    static func object(_ random: inout SplitMix64) -> GeneratedJSON { .object(members(&random, depth: 4)) }

    private static func members(_ random: inout SplitMix64, depth: Int) -> [Member] {
        let most = Int.random(in: 0..<20, using: &random) == 0 ? 30 : 6
        var names: Set<[UInt8]> = []
        return (0..<Int.random(in: 0...most, using: &random)).compactMap { _ in
            let name = text(&random)
            guard names.insert(Array(name.utf8)).inserted else { return nil }
            return Member(name: name, value: GeneratedJSON(&random, depth: depth))
        }
    }

    private static func number(_ random: inout SplitMix64) -> String {
        let digits = String(Int64(truncatingIfNeeded: random.next()) >> Int64.random(in: 0..<62, using: &random))
        switch Int.random(in: 0..<4, using: &random) {
        case 0: return digits + "." + String(UInt16.random(in: 0...UInt16.max, using: &random))
        case 1: return digits + ["e", "E", "e+", "E-", ".5e-"][Int.random(in: 0..<5, using: &random)] + "17"
        default: return digits
        }
    }

    private static let characters: [Unicode.Scalar] = [
        "a", "b", "c", "d", "e", "f", " ", "/", "~", "\"", "\\", "\n", "\t", "\u{0}", "\u{1F}", "\u{7F}", "é", "€",
        "\u{2028}", "\u{FFFD}", "\u{FFFF}", "😀", "\u{10FFFF}",
    ]

    static func text(_ random: inout SplitMix64) -> String {
        let most = [0, 3, 8, 20, 40][Int.random(in: 0..<5, using: &random)]
        let isPlain = Bool.random(using: &random)
        var text = ""
        for _ in 0..<Int.random(in: 0...most, using: &random) {
            let limit = isPlain ? 6 : characters.count
            text.unicodeScalars.append(characters[Int.random(in: 0..<limit, using: &random)])
        }
        return text
    }
}
