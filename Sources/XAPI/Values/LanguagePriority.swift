/// Which languages a reader wants, from the header `Accept-Language` (RFC 2616 14.4, as xAPI 1.0.3 Communication 2.1.3
/// demands; RFC 4647).
package struct LanguagePriority: Sendable, Equatable {
    /// A language range: `fr`, `en-gb`, in lower case.
    private struct Range: Sendable, Equatable {
        let text: String
        /// Thousandths; 0 refuses the language.
        let weight: Int

        /// Whether the tag, in lower case, is the range or begins with it and a hyphen.
        func matches(_ tag: String) -> Bool { tag.isLanguage(of: text) }
    }

    /// Without `*`; the best first, and as they came where they weigh the same.
    private let ranges: [Range]
    /// The weight of every language that no range matches: that of `*`, or 0.
    private let otherWeight: Int

    /// Wants nothing in particular.
    package init() { self.init(acceptLanguage: "") }

    /// Reads a header; what follows no grammar in it is passed over, as is what comes after its first 32 ranges.
    package init(acceptLanguage header: String) {
        let read = header.utf8.split(separator: UInt8(ascii: ",")).prefix(32).compactMap(Self.range)
        otherWeight = read.first { $0.text == "*" }?.weight ?? 0
        ranges = read.filter { $0.text != "*" }.enumerated()
            .sorted { ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset) }.map(\.element)
    }

    /// The tag to show out of those of one language map.
    ///
    /// RFC 2616 comes first: the tag of the highest weight, where a range weighs itself and all that is more special
    /// (`en` takes `en-GB`). Among equals, or where nothing is accepted, the ranges are looked up one after the other,
    /// each shortened from its end (`en-GB` takes `en`, then any `en-…`; RFC 4647 3.4). Where that finds none either,
    /// it is the first tag that is not refused: a map without a word would help nobody.
    ///
    /// - Returns: one of `tags` as it is spelt there; nil where there are none.
    package func best(of tags: [String]) -> String? {
        guard tags.count > 1 else { return tags.first }
        let weighed = tags.map { tag in
            let lower = tag.asciiLowercased
            return Candidate(tag: tag, lower: lower, weight: weight(of: lower))
        }
        let highest = weighed.reduce(0) { max($0, $1.weight ?? otherWeight) }
        let accepted = weighed.filter { ($0.weight ?? otherWeight) == highest && (highest > 0 || $0.weight == nil) }
        let candidates = accepted.isEmpty ? weighed : accepted
        return (lookUp(in: candidates) ?? candidates.first)?.tag
    }

    private struct Candidate {
        let tag: String
        let lower: String
        /// nil where no range matches.
        let weight: Int?
    }

    /// "the quality value of the longest language-range in the field that matches the language-tag" (RFC 2616 14.4).
    private func weight(of tag: String) -> Int? {
        ranges.filter { $0.matches(tag) }.max { $0.text.utf8.count < $1.text.utf8.count }?.weight
    }

    private func lookUp(in candidates: [Candidate]) -> Candidate? {
        for range in ranges where range.weight > 0 {
            var wanted = Substring(range.text)
            while !wanted.isEmpty {
                let exact = candidates.first { $0.lower == wanted }
                if let found = exact ?? candidates.first(where: { $0.lower.isLanguage(of: wanted) }) { return found }
                wanted = Self.shortened(wanted)
            }
        }
        return nil
    }

    /// Without its last subtag, and without a single letter that would then be the last.
    private static func shortened(_ range: Substring) -> Substring {
        guard let hyphen = range.lastIndex(of: "-") else { return "" }
        let shorter = range[..<hyphen]
        return shorter.dropLast().last == "-" ? shorter.dropLast(2) : shorter
    }
}

extension LanguagePriority {
    /// One element of the header: `fr`, `en-GB;q=0.8`, `*;q=0.1`.
    private static func range(_ element: Substring.UTF8View) -> Range? {
        let parts = element.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map(trimmed)
        guard let text = parts.first, parts.count <= 2, text.elementsEqual("*".utf8) || isRange(text) else {
            return nil
        }
        guard let weight = parts.dropFirst().first.map(weight) ?? 1000 else { return nil }
        return Range(text: String(decoding: text, as: UTF8.self).asciiLowercased, weight: weight)
    }

    private static func trimmed(_ text: Substring.UTF8View) -> Substring.UTF8View {
        var text = text.drop { $0 == 0x20 || $0 == 0x09 }
        while let last = text.last, last == 0x20 || last == 0x09 { text.removeLast() }
        return text
    }

    private static func isRange(_ text: Substring.UTF8View) -> Bool {
        text.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false).allSatisfy { subtag in
            1...8 ~= subtag.count && subtag.allSatisfy(\.isAlphanumeric)
        }
    }

    /// `q=0.85` as thousandths; nil where it is no weight from 0 to 1 with at most three decimals (RFC 2616 3.9).
    private static func weight(_ text: Substring.UTF8View) -> Int? {
        let value = text.dropFirst(2)
        guard text.starts(with: "q=".utf8) || text.starts(with: "Q=".utf8), let whole = value.first else { return nil }
        let decimals = value.dropFirst(2)
        guard whole == 0x30 || whole == 0x31, value.count < 2 || value.dropFirst().first == UInt8(ascii: "."),
            decimals.count <= 3, decimals.allSatisfy(\.isDigit)
        else { return nil }
        var thousandths = whole.digit
        for place in 0..<3 {
            thousandths = thousandths * 10 + (decimals.dropFirst(place).first?.digit ?? 0)
        }
        return thousandths <= 1000 ? thousandths : nil
    }
}

extension String {
    /// Whether a tag, in lower case, is this range or begins with it and a hyphen.
    fileprivate func isLanguage(of range: some StringProtocol) -> Bool {
        guard utf8.starts(with: range.utf8) else { return false }
        return utf8.dropFirst(range.utf8.count).first.map { $0 == UInt8(ascii: "-") } ?? true
    }
}
