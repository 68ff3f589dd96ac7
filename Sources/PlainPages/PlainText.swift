/// A text that people read, in runs of one look each; nothing in it is markup, whoever wrote it.
package struct PlainText: Equatable, Sendable, ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
    package enum Look: Equatable, Sendable {
        case normal
        /// What is said beside, in smaller letters.
        case small
        case strong
        /// Identifiers and hashes, which may be broken anywhere.
        case code
    }

    package struct Run: Equatable, Sendable {
        package let text: String
        package let look: Look
    }

    package private(set) var lines: [[Run]]

    package init(_ text: String, _ look: Look = .normal) {
        lines = [[Run(text: Self.visible(text), look: look)]]
    }

    package init(stringLiteral text: String) { self.init(text) }

    /// Each on a line of its own; those that are empty have none.
    package init(lines: [PlainText]) {
        self.lines = lines.filter { !$0.isEmpty }.flatMap(\.lines)
        if self.lines.isEmpty { self.lines = [[]] }
    }

    package var isEmpty: Bool { lines.allSatisfy { $0.allSatisfy(\.text.isEmpty) } }

    /// Without looks; lines end where lines end.
    package var plain: String { lines.map { $0.map(\.text).joined() }.joined(separator: "\n") }

    package static func + (one: PlainText, other: PlainText) -> PlainText {
        var both = one
        let last = both.lines.popLast() ?? []
        both.lines.append(last + (other.lines.first ?? []))
        both.lines += other.lines.dropFirst()
        return both
    }

    /// Without what no page can show or what makes it read otherwise than it is written: control characters, and those that
    /// turn the direction of the letters behind them. White space of any kind is a space.
    static func visible(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { !isKept($0) || $0.properties.isWhitespace }) else { return text }
        var kept = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if scalar != "\u{A0}", scalar != "\u{202F}", scalar.properties.isWhitespace {
                kept.append(" ")
            } else if isKept(scalar) {
                kept.append(scalar)
            }
        }
        return String(kept)
    }

    private static func isKept(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0: false
        case 0x202A...0x202E, 0x2066...0x2069: false
        // No characters, as are the last two of each plane; Cairo ends a PDF at one.
        case 0xFDD0...0xFDEF: false
        default: scalar.value & 0xFFFE != 0xFFFE
        }
    }
}
