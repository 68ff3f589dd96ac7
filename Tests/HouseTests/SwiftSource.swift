/// A Swift file seen three ways of one length: as written, without its comments, and as bare code in which the
/// contents of strings are blank too. Line breaks stay where they are, so that lines count alike in all three.
struct SwiftSource {
    let text: [Character]
    let withoutComments: [Character]
    let code: [Character]

    init(_ string: String) {
        var lexer = Lexer(text: Array(string))
        lexer.run()
        text = lexer.text
        withoutComments = lexer.withoutComments
        code = lexer.code
    }

    var lineCount: Int { text.split(separator: "\n", omittingEmptySubsequences: false).count - 1 }

    func line(at offset: Int) -> Int { 1 + text.prefix(offset).count { $0 == "\n" } }

    /// Modules that the file imports, in order, each with its line: `package import struct NIOCore.ByteBuffer` is NIOCore.
    var imports: [(module: String, line: Int)] {
        String(code).split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap { index, line in
            var words = line.split(separator: " ")
            while let word = words.first, word.hasPrefix("@") || Self.access.contains(word) { words.removeFirst() }
            guard words.first == "import" else { return nil }
            words.removeFirst()
            if let kind = words.first, Self.kinds.contains(kind) { words.removeFirst() }
            return words.first.map { (String($0.prefix { $0 != "." }), index + 1) }
        }
    }

    private static let access: Set<Substring> = ["package", "internal", "private", "fileprivate", "public"]
    private static let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "func", "var", "typealias"]
}

/// Blanks what is not code. Knows nested comments, raw and multi-line strings, and code inside interpolations.
private struct Lexer {
    let text: [Character]
    var withoutComments: [Character]
    var code: [Character]
    var position = 0

    init(text: [Character]) {
        self.text = text
        withoutComments = text
        code = text
    }

    mutating func run() {
        while position < text.count { step() }
    }

    private mutating func step() {
        if starts(with: "//") {
            while position < text.count, text[position] != "\n" { blank(comment: true) }
        } else if starts(with: "/*") {
            skipComment()
        } else if let opening = stringOpening() {
            skipString(hashes: opening.hashes, quotes: opening.quotes)
        } else {
            position += 1
        }
    }

    private func starts(with word: String) -> Bool { text[position...].starts(with: word) }

    private mutating func blank(comment: Bool) {
        if text[position] != "\n" {
            code[position] = " "
            if comment { withoutComments[position] = " " }
        }
        position += 1
    }

    private mutating func skipComment() {
        var depth = 0
        repeat {
            if starts(with: "/*") {
                depth += 1
                blank(comment: true)
            } else if starts(with: "*/") {
                depth -= 1
                blank(comment: true)
            }
            if position < text.count { blank(comment: true) }
        } while depth > 0 && position < text.count
    }

    private func stringOpening() -> (hashes: Int, quotes: Int)? {
        let hashes = text[position...].prefix { $0 == "#" }.count
        let rest = text[(position + hashes)...]
        guard rest.first == "\"" else { return nil }
        return (hashes, rest.starts(with: "\"\"\"") ? 3 : 1)
    }

    private mutating func skipString(hashes: Int, quotes: Int) {
        let raw = String(repeating: "#", count: hashes)
        let closing = String(repeating: "\"", count: quotes) + raw
        position += hashes + quotes
        while position < text.count, !starts(with: closing) {
            if starts(with: "\\" + raw + "(") {
                position += 1 + hashes
                skipInterpolation()
            } else if starts(with: "\\" + raw) {
                for _ in 0..<min(2 + hashes, text.count - position) { blank(comment: false) }
            } else {
                blank(comment: false)
            }
        }
        position = min(position + closing.count, text.count)
    }

    /// From the opening parenthesis to behind the closing one; what is inside stays code.
    private mutating func skipInterpolation() {
        var depth = 0
        repeat {
            if text[position] == "(" { depth += 1 }
            if text[position] == ")" { depth -= 1 }
            step()
        } while depth > 0 && position < text.count
    }
}
