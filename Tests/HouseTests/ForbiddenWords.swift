import Foundation

/// A word that may not stand in a file, with the line it stands in.
struct ForbiddenWord: Equatable {
    let word: String
    let line: Int
}

extension SwiftSource {
    /// What the style forbids, whichever folder the file lies in; clocks and random identifiers only where `isInjected`.
    func forbiddenWords(isInjected: Bool) -> [ForbiddenWord] {
        var found = occurrences(of: ["try!", "as!", "fatalError"], in: code)
        found += matches(of: /\bpublic(\(set\))? +[a-z]/, as: "public", in: code)
        // All columns of a table hide what is read; those of an array parameter are listed beside it.
        found += matches(of: /SELECT \*(?! FROM unnest)/, as: "SELECT *", in: withoutComments)
        if isInjected { found += occurrences(of: ["Date()", "UUID()", "Date.now"], in: code) }
        return (found + unnumberedTasks).sorted { $0.line < $1.line }
    }

    private func occurrences(of words: [String], in view: [Character]) -> [ForbiddenWord] {
        lines(of: view).enumerated().flatMap { index, line in
            words.filter { contains($0, in: line) }.map { ForbiddenWord(word: $0, line: index + 1) }
        }
    }

    private func matches(of pattern: some RegexComponent, as word: String, in view: [Character]) -> [ForbiddenWord] {
        lines(of: view).enumerated().filter { $0.element.contains(pattern) }
            .map { ForbiddenWord(word: word, line: $0.offset + 1) }
    }

    /// The word with no letter on its left or right: `republic` and `ServerDate()` are other words.
    private func contains(_ word: String, in line: String) -> Bool {
        var rest = line[...]
        while let range = rest.firstRange(of: word) {
            let before = line[..<range.lowerBound].last
            let after = line[range.upperBound...].first
            let endsInLetter = word.last?.isLetter == true
            if before.map(isPartOfName) != true, !(endsInLetter && after.map(isPartOfName) == true) { return true }
            rest = rest[range.upperBound...]
        }
        return false
    }

    private func isPartOfName(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "_"
    }

    /// A comment that promises work names the issue where it is planned: `TODO #12`.
    private var unnumberedTasks: [ForbiddenWord] {
        let comments = zip(text, withoutComments).map { $0 == $1 && $0 != "\n" ? " " : $0 }
        return lines(of: comments).enumerated().compactMap { index, comment in
            guard comment.contains(/(^|[^`\w])(TODO|FIXME|XXX)\b/), !comment.contains(/#\d+/) else { return nil }
            return ForbiddenWord(word: "TODO", line: index + 1)
        }
    }

    private func lines(of view: [Character]) -> [String] {
        String(view).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
}
