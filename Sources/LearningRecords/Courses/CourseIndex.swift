/// Courses by their words, in memory: the same on every engine, and kept up to date course by course.
struct CourseIndex: Sendable {
    /// What the index knows of a course.
    struct Entry: Sendable {
        let id: Int64
        /// The title's words, in order: by these courses are listed.
        let title: [[UInt8]]
        /// Other words by which the course is found, with what they weigh.
        let others: [[UInt8]: Float]
        let source: String
        /// Lower case: `fr`, `fr-fr`.
        let language: String?
        /// µs.
        let duration: Int64?
        /// Folded.
        let metiers: Set<[UInt8]>
    }

    struct Posting: Sendable {
        let slot: Int32
        let weight: Float
    }

    static let titleWeight: Float = 3
    static let keywordWeight: Float = 2
    static let textWeight: Float = 1

    private(set) var entries: [Entry] = []
    /// In the order of their titles.
    private(set) var byTitle: [Int32] = []
    /// Every word that some course has, in order.
    private(set) var words: [[UInt8]] = []
    private(set) var postings: [[UInt8]: [Posting]] = [:]
    private var slots: [Int64: Int32] = [:]

    /// Takes courses in, new ones and changed ones.
    mutating func put(_ courses: [Entry]) {
        for entry in courses {
            if let slot = slots[entry.id] {
                remove(entries[Int(slot)], at: slot)
                entries[Int(slot)] = entry
                add(entry, at: slot)
            } else {
                let slot = Int32(entries.count)
                slots[entry.id] = slot
                entries.append(entry)
                add(entry, at: slot)
            }
        }
    }

    private mutating func add(_ entry: Entry, at slot: Int32) {
        for (word, weight) in entry.weights {
            if postings[word] == nil {
                words.insert(word, at: words.firstPlace { !$0.lexicographicallyPrecedes(word) })
            }
            postings[word, default: []].append(Posting(slot: slot, weight: weight))
        }
        let place = byTitle.firstPlace { !entries[Int($0)].isListed(before: entry) }
        byTitle.insert(slot, at: place)
    }

    private mutating func remove(_ entry: Entry, at slot: Int32) {
        for word in entry.weights.keys {
            postings[word]?.removeAll { $0.slot == slot }
            guard postings[word]?.isEmpty == true else { continue }
            postings[word] = nil
            words.remove(at: words.firstPlace { !$0.lexicographicallyPrecedes(word) })
        }
        byTitle.removeAll { $0 == slot }
    }
}

extension CourseIndex.Entry {
    /// Each word once, at its heaviest.
    fileprivate var weights: [[UInt8]: Float] {
        title.reduce(into: others) { weights, word in
            weights[word] = max(weights[word] ?? 0, CourseIndex.titleWeight)
        }
    }

    fileprivate func isListed(before other: Self) -> Bool {
        for (one, another) in zip(title, other.title) where one != another {
            return one.lexicographicallyPrecedes(another)
        }
        return title.count != other.title.count ? title.count < other.title.count : id < other.id
    }
}

extension Array {
    /// The first place of which the claim is true, where it is false of all before and true of all behind.
    func firstPlace(where claim: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if claim(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
