/// Language tags of RFC 5646, checked by the grammar of its §2.1 (well-formed; no registry is consulted).
package enum LanguageTag {
    /// Whether the text is a well-formed tag: `fr`, `en-US`, `zh-Hant-TW`, `de-1996`, `x-maison`, `i-klingon`.
    package static func isWellFormed(_ text: String) -> Bool {
        var subtags = Subtags(rest: text.utf8[...])
        guard let first = subtags.take() else { return false }
        guard first.count > 1 else { return isPrivateUse(first, &subtags) || isIrregular(text) }
        guard 2...8 ~= first.count, first.allSatisfy(\.isLetter) else { return false }
        return tailFollowsGrammar(&subtags, languageLength: first.count) || isIrregular(text)
    }

    /// After the language: up to three extlangs, a script, a region, variants, extensions, private use; in this order.
    private static func tailFollowsGrammar(_ subtags: inout Subtags, languageLength: Int) -> Bool {
        var extended = languageLength < 4 ? 0 : 3
        while extended < 3, subtags.takes({ $0.count == 3 && $0.allSatisfy(\.isLetter) }) { extended += 1 }
        _ = subtags.takes { $0.count == 4 && $0.allSatisfy(\.isLetter) }
        _ = subtags.takes(isRegion)
        while subtags.takes(isVariant) {}
        while let singleton = subtags.take() {
            guard singleton.count == 1 else { return false }
            if isPrivateUse(singleton, &subtags) { return true }
            guard singleton.allSatisfy(\.isAlphanumeric), !isX(singleton) else { return false }
            var parts = 0
            while subtags.takes({ 2...8 ~= $0.count && $0.allSatisfy(\.isAlphanumeric) }) { parts += 1 }
            guard parts > 0 else { return false }
        }
        return subtags.isAtEnd
    }

    private static func isX(_ subtag: Substring.UTF8View) -> Bool {
        subtag.first.map { $0 | 0x20 } == UInt8(ascii: "x")
    }

    /// `x` and at least one subtag of one to eight letters or digits, to the end.
    private static func isPrivateUse(_ first: Substring.UTF8View, _ subtags: inout Subtags) -> Bool {
        guard first.count == 1, isX(first) else { return false }
        var parts = 0
        while subtags.takes({ 1...8 ~= $0.count && $0.allSatisfy(\.isAlphanumeric) }) { parts += 1 }
        return parts > 0 && subtags.isAtEnd
    }

    private static func isRegion(_ subtag: Substring.UTF8View) -> Bool {
        (subtag.count == 2 && subtag.allSatisfy(\.isLetter)) || (subtag.count == 3 && subtag.allSatisfy(\.isDigit))
    }

    private static func isVariant(_ subtag: Substring.UTF8View) -> Bool {
        guard subtag.allSatisfy(\.isAlphanumeric) else { return false }
        return 5...8 ~= subtag.count || (subtag.count == 4 && subtag.first?.isDigit == true)
    }

    /// The tags that RFC 5646 lists because they do not follow its own grammar.
    private static func isIrregular(_ text: String) -> Bool { irregular.contains(text.asciiLowercased) }

    private static let irregular: Set<String> = [
        "en-gb-oed", "i-ami", "i-bnn", "i-default", "i-enochian", "i-hak", "i-klingon", "i-lux", "i-mingo", "i-navajo",
        "i-pwn", "i-tao", "i-tay", "i-tsu", "sgn-be-fr", "sgn-be-nl", "sgn-ch-de", "art-lojban", "cel-gaulish",
        "no-bok", "no-nyn", "zh-guoyu", "zh-hakka", "zh-min", "zh-min-nan", "zh-xiang",
    ]

    /// The parts between hyphens, one after the other, without copying.
    private struct Subtags {
        var rest: Substring.UTF8View
        private var isDone = false

        init(rest: Substring.UTF8View) { self.rest = rest }

        var isAtEnd: Bool { isDone }

        mutating func take() -> Substring.UTF8View? {
            guard !isDone else { return nil }
            guard let hyphen = rest.firstIndex(of: UInt8(ascii: "-")) else {
                isDone = true
                return rest
            }
            let subtag = rest[..<hyphen]
            rest = rest[hyphen...].dropFirst()
            return subtag
        }

        /// Takes the next subtag when the rule holds for it.
        mutating func takes(_ rule: (Substring.UTF8View) -> Bool) -> Bool {
            var trial = self
            guard let subtag = trial.take(), rule(subtag) else { return false }
            self = trial
            return true
        }
    }
}
