/// How many typing errors lie between what somebody typed and the beginning of a word: a letter left out, added, changed, or
/// swapped with its neighbour each count one.
struct WordDistance {
    private let typed: [UInt8]
    private let most: Int
    /// Reused from word to word.
    private var rows: [[Int]]

    /// Bytes of a word that are looked at.
    static let longest = 32

    /// - Parameter typed: folded, and cut at 32 bytes.
    init(_ typed: [UInt8], most: Int) {
        self.typed = Array(typed.prefix(Self.longest))
        self.most = most
        rows = Array(repeating: Array(repeating: 0, count: Self.longest + most + 1), count: 3)
    }

    /// One error in words of four letters, two from eight on; none where a digit stands, since years are not spelt wrongly.
    static func mostErrors(in typed: [UInt8]) -> Int {
        guard typed.count >= 4, !typed.contains(where: { 0x30...0x39 ~= $0 }) else { return 0 }
        return typed.count >= 8 ? 2 : 1
    }

    /// Nil for more errors than may be.
    mutating func errors(toBeginningOf word: [UInt8]) -> Int? {
        let width = min(word.count, typed.count + most)
        guard width + most >= typed.count else { return nil }
        for column in 0...width { rows[0][column] = column }
        for (line, letter) in typed.enumerated() {
            guard step(line, letter, word, width) <= most else { return nil }
        }
        let last = rows[typed.count % 3].prefix(width + 1).min() ?? .max
        return last <= most ? last : nil
    }

    /// Fills the row behind `line`; answers its smallest number.
    private mutating func step(_ line: Int, _ letter: UInt8, _ word: [UInt8], _ width: Int) -> Int {
        let (before, above, row) = ((line + 2) % 3, line % 3, (line + 1) % 3)
        rows[row][0] = line + 1
        var smallest = line + 1
        guard width > 0 else { return smallest }
        for column in 1...width {
            let other = word[column - 1]
            var least = min(rows[above][column] + 1, rows[row][column - 1] + 1)
            least = min(least, rows[above][column - 1] + (letter == other ? 0 : 1))
            if line > 0, column > 1, letter == word[column - 2], typed[line - 1] == other {
                least = min(least, rows[before][column - 2] + 1)
            }
            rows[row][column] = least
            smallest = min(smallest, least)
        }
        return smallest
    }
}
