/// A fenced block of a document: its language, its text, the line where it begins.
struct CodeBlock: Equatable {
    let language: String
    let text: String
    let line: Int

    /// Every block of a Markdown text, in order.
    static func all(in markdown: String) -> [CodeBlock] {
        var blocks: [CodeBlock] = []
        var open: (language: String, line: Int, lines: [Substring])?
        for (index, line) in markdown.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if line.hasPrefix("```") {
                if let block = open {
                    blocks.append(
                        CodeBlock(language: block.language, text: block.lines.joined(separator: "\n"), line: block.line)
                    )
                    open = nil
                } else {
                    open = (String(line.dropFirst(3)), index + 1, [])
                }
            } else {
                open?.lines.append(line)
            }
        }
        return blocks
    }
}

/// An output as a document shows it: white space counts as one blank or none, `…` stands for anything.
struct ExpectedOutput {
    let text: String

    func matches(_ output: String) -> Bool {
        var rest = Self.squeezed(output)[...]
        let parts = Self.squeezed(text).split(separator: "…", omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() where !part.isEmpty {
            if index == 0 {
                guard rest.hasPrefix(part) else { return false }
                rest = rest.dropFirst(part.count)
            } else if index == parts.count - 1 {
                return rest.hasSuffix(part)
            } else {
                guard let range = rest.firstRange(of: part) else { return false }
                rest = rest[range.upperBound...]
            }
        }
        return parts.count > 1 || rest.isEmpty
    }

    private static func squeezed(_ text: String) -> String { text.filter { !$0.isWhitespace } }
}
