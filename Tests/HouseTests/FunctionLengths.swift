/// A function, initialiser, subscript or computed property, from its first word to its closing brace.
struct MeasuredFunction: Equatable {
    let name: String
    let line: Int
    let lineCount: Int
}

extension SwiftSource {
    /// Every body in the file. A requirement of a protocol has none and is not listed.
    var functions: [MeasuredFunction] {
        var found: [MeasuredFunction] = []
        var position = 0
        while let word = nextWord(from: &position) {
            guard Self.openers.contains(word.text), let body = body(after: word) else { continue }
            let first = line(at: word.start)
            found.append(
                MeasuredFunction(name: name(of: word), line: first, lineCount: line(at: body.upperBound) - first + 1)
            )
        }
        return found
    }

    private struct Word {
        let text: String
        let start: Int
        let end: Int
    }

    private static let openers: Set<String> = ["func", "init", "deinit", "subscript", "var"]
    /// Words that begin another declaration: a body that follows them belongs to that one.
    private static let declarations: Set<String> = [
        "func", "init", "deinit", "subscript", "var", "let", "case", "struct", "enum", "class", "extension", "protocol",
        "if", "guard", "return", "for", "while", "switch", "do",
    ]

    /// The next identifier or keyword that no dot stands before (`self.init(` calls, it declares nothing).
    private func nextWord(from position: inout Int) -> Word? {
        while position < code.count {
            guard code[position].isLetter || code[position] == "_" else {
                position += 1
                continue
            }
            let start = position
            while position < code.count, code[position].isLetter || code[position].isNumber || code[position] == "_" {
                position += 1
            }
            if start > 0, code[start - 1] == "." || code[start - 1] == "`" { continue }
            return Word(text: String(code[start..<position]), start: start, end: position)
        }
        return nil
    }

    private func name(of word: Word) -> String {
        guard word.text == "func" || word.text == "var" else { return word.text }
        return String(code[word.end...].drop { $0 == " " }.prefix { $0 != "(" && $0 != " " && $0 != "<" && $0 != ":" })
    }

    /// The brace that opens the body, to the one that closes it; nil where the declaration has none.
    private func body(after word: Word) -> Range<Int>? {
        var position = word.end
        var depth = 0
        while position < code.count {
            switch code[position] {
            case "(", "[": depth += 1
            case ")", "]": depth -= 1
            case "{" where depth == 0: return position..<closingBrace(from: position)
            case "}" where depth == 0: return nil
            case "=" where depth == 0 && word.text == "var": return nil
            case let character where depth == 0 && character.isLetter && position > word.end:
                var end = position
                guard let next = nextWord(from: &end) else { return nil }
                if next.start == position, Self.declarations.contains(next.text), end - position > 1 { return nil }
                position = max(end, position + 1)
                continue
            default: break
            }
            if depth < 0 { return nil }
            position += 1
        }
        return nil
    }

    private func closingBrace(from opening: Int) -> Int {
        var depth = 0
        for position in opening..<code.count {
            if code[position] == "{" { depth += 1 }
            if code[position] == "}" { depth -= 1 }
            if depth == 0 { return position }
        }
        return code.count - 1
    }
}
