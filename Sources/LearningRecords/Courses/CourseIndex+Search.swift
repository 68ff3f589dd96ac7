extension CourseIndex {
    /// What courses are looked for by.
    struct Question: Sendable {
        /// Folded; all of them must be found.
        var words: [[UInt8]] = []
        var source: String?
        /// Lower case; `fr` finds `fr-fr` too.
        var language: String?
        /// Folded.
        var metier: [UInt8]?
        /// µs, both ends included.
        var duration: ClosedRange<Int64>?
    }

    static let mostWords = 8

    /// Numbers of courses, the best first; without words in the order of titles.
    func search(_ question: Question) -> [Int64] {
        let words = Self.telling(question.words)
        guard !words.isEmpty else {
            return byTitle.lazy.map { entries[Int($0)] }.filter(question.takes).map(\.id)
        }
        var sums = [Float](repeating: 0, count: entries.count)
        for (place, word) in words.enumerated() {
            let scores = scores(of: word)
            for slot in sums.indices where place == 0 || sums[slot] > 0 {
                sums[slot] = scores[slot] > 0 ? sums[slot] + scores[slot] : 0
            }
        }
        var found: [(score: Float, slot: Int)] = []
        for (slot, sum) in sums.enumerated() where sum > 0 && question.takes(entries[slot]) {
            // Of two titles that hold what was asked, the shorter one is more about it.
            found.append((sum + 1 / Float(1 + entries[slot].title.count), slot))
        }
        found.sort { $0.score != $1.score ? $0.score > $1.score : $0.slot < $1.slot }
        return found.map { entries[$0.slot].id }
    }

    /// For each course how well it answers one word.
    private func scores(of typed: [UInt8]) -> [Float] {
        var scores = [Float](repeating: 0, count: entries.count)
        func take(_ word: [UInt8], _ quality: Float) {
            for posting in postings[word] ?? [] {
                scores[Int(posting.slot)] = max(scores[Int(posting.slot)], quality * posting.weight)
            }
        }
        let first = words.firstPlace { !$0.lexicographicallyPrecedes(typed) }
        for word in words[first...] {
            guard word.starts(with: typed) else { break }
            // Half of what is missing may still be to be typed.
            take(word, word.count == typed.count ? 1 : word.count <= typed.count + 2 ? 0.9 : 0.7)
        }
        let most = WordDistance.mostErrors(in: typed)
        guard most > 0 else { return scores }
        var distance = WordDistance(typed, most: most)
        let letters = Self.letters(typed)
        for word in words where Self.mayBe(word, letters: letters, most: most) {
            guard let errors = distance.errors(toBeginningOf: word), errors > 0 else { continue }
            take(word, errors == 1 ? 0.5 : 0.35)
        }
        return scores
    }

    /// Words such as `de` and `the` say nothing beside others.
    private static func telling(_ words: [[UInt8]]) -> [[UInt8]] {
        let telling = words.filter { !silent.contains($0) }
        return Array((telling.isEmpty ? words : telling).prefix(mostWords))
    }

    private static let silent = Set(
        [
            "a", "au", "aux", "avec", "d", "dans", "de", "des", "du", "en", "et", "l", "la", "le", "les", "ou", "par",
            "pour", "sur", "un", "une", "and", "for", "in", "of", "on", "the", "to", "with",
        ].map { Array($0.utf8) }
    )

    /// One bit for each letter that occurs.
    private static func letters(_ word: [UInt8]) -> UInt32 {
        word.reduce(0) { 0x61...0x7A ~= $1 ? $0 | (1 << UInt32($1 - 0x61)) : $0 }
    }

    /// Each error takes away one of the letters that were typed at most.
    private static func mayBe(_ word: [UInt8], letters typed: UInt32, most: Int) -> Bool {
        (typed & ~letters(word)).nonzeroBitCount <= most
    }
}

extension CourseIndex.Question {
    fileprivate func takes(_ entry: CourseIndex.Entry) -> Bool {
        if let source, entry.source != source { return false }
        if let language {
            guard let own = entry.language, own == language || own.hasPrefix(language + "-") else { return false }
        }
        if let metier, !entry.metiers.contains(metier) { return false }
        if let duration {
            guard let own = entry.duration, duration.contains(own) else { return false }
        }
        return true
    }
}
