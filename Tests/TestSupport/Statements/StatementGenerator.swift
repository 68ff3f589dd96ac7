/// Makes up valid statements whose spelling is as odd as JSON allows: numbers that no `Double` holds, decomposed letters,
/// escapes in every form, members in any order, white space wherever it may stand, unknown extensions.
package struct StatementGenerator {
    var random: SplitMix64
    /// Whether statements are sent under 2.0.
    package let isVersion2: Bool
    private var count = 0

    package init(seed: UInt64, isVersion2: Bool) {
        random = SplitMix64(seed: seed)
        self.isVersion2 = isVersion2
    }

    mutating func oneIn(_ chances: Int) -> Bool { Int.random(in: 0..<chances, using: &random) == 0 }

    mutating func one<Element>(of elements: [Element]) -> Element {
        elements[Int.random(in: 0..<elements.count, using: &random)]
    }

    /// A name that no other piece of this generator has.
    mutating func fresh() -> String {
        count += 1
        return "\(count)\(one(of: ["", "-é", "-e\u{301}", "-œuvre", "-日本"]))"
    }

    mutating func space() -> String {
        guard oneIn(6) else { return "" }
        return one(of: [" ", "\n", "\t", "\r\n", "  \n\t"])
    }

    /// Members in any order; names are different.
    mutating func object(_ members: [(name: String, value: Spelling)]) -> Spelling {
        var text = "{" + Spelling(space())
        for (index, member) in members.shuffled(using: &random).enumerated() {
            if index > 0 { text = text + "," + space() }
            text = text + spelt(member.name) + space() + ":" + space() + member.value + space()
        }
        return text + "}"
    }

    package mutating func array(_ elements: [Spelling]) -> Spelling {
        var text = "[" + Spelling(space())
        for (index, element) in elements.enumerated() {
            if index > 0 { text = text + "," + space() }
            text = text + element + space()
        }
        return text + "]"
    }

    /// A text of plain characters as a string, sometimes with an escape where none is needed.
    mutating func spelt(_ plain: String) -> String {
        guard oneIn(12), let first = plain.unicodeScalars.first, first.isASCII else { return "\"\(plain)\"" }
        let digits = String(first.value, radix: 16, uppercase: oneIn(2))
        return "\"\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            + plain.unicodeScalars.dropFirst()
            .reduce(into: "") { $0.unicodeScalars.append($1) } + "\""
    }

    private static let pieces = [
        "a", "Évaluation", "e\u{301}", "\u{41}\u{30A}", "ﬁ", "\u{FEFF}", "\u{200D}", "👩🏽‍🔬", "😀", "\u{7F}", "\u{2028}",
        "日本語", " ", "\\u00e9", "\\u00E9", "\\ud83d\\ude00", "\\uD83D\\uDE00", "\\/", "/", "\\\"", "\\\\",
        "\\b\\f\\n\\r\\t",
        "\\u0000", "\\u001F", "{", "}", "[", "]", ",", ":", "\\\\u0041",
    ]

    /// Any text as a string.
    mutating func text() -> String {
        "\"x" + (0..<Int.random(in: 0...8, using: &random)).map { _ in one(of: Self.pieces) }.joined() + "\""
    }

    private static let numbers = [
        "1.0", "12345678901234567890", "1e-7", "1E-7", "-0", "-0.0", "0.10", "1e+2", "1E400", "-1e-400", "1.50",
        "0.30000000000000004", "100000000000000000000000.000", "9007199254740993", "3.141592653589793238462643383279",
    ]

    mutating func number() -> String {
        guard oneIn(3) else { return one(of: Self.numbers) }
        return "\(Int64(truncatingIfNeeded: random.next())).\(UInt64.random(in: 0...UInt64.max, using: &random))0"
    }

    /// Any value of an extension.
    mutating func value(depth: Int = 3) -> Spelling {
        switch Int.random(in: 0..<(depth > 0 ? 8 : 5), using: &random) {
        case 0: return Spelling(one(of: ["true", "false", "{}", "[]", "[ ]", "\"\""]))
        case 1, 2: return Spelling(number())
        case 3, 4: return Spelling(text())
        case 5: return array((0..<Int.random(in: 0...4, using: &random)).map { _ in value(depth: depth - 1) })
        default:
            let members = (0..<Int.random(in: 0...4, using: &random)).map { index in
                ("\(one(of: ["id", "e\u{301}", "é", "stored", "timestamp", ""]))\(index)", value(depth: depth - 1))
            }
            return object(members)
        }
    }
}
