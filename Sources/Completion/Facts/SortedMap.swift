/// Few values by key, in the order of their keys: cheaper to read, merge and write down than a dictionary.
struct SortedMap<Key: Comparable & Sendable, Value: Sendable>: Sendable {
    typealias Element = (key: Key, value: Value)

    private(set) var elements: [Element] = []

    init() {}

    init(_ key: Key, _ value: Value) { elements = [(key, value)] }

    /// Nil where keys repeat or are out of order.
    init?(sorted elements: [Element]) {
        for (one, next) in zip(elements, elements.dropFirst()) where one.key >= next.key { return nil }
        self.elements = elements
    }

    var count: Int { elements.count }
    var isEmpty: Bool { elements.isEmpty }
    var keys: some Sequence<Key> { elements.lazy.map(\.key) }
    var values: some Sequence<Value> { elements.lazy.map(\.value) }

    /// The place of the first element that is not before `key`.
    private func place(of key: Key) -> Int {
        var (low, high) = (0, elements.count)
        while low < high {
            let middle = (low + high) / 2
            if elements[middle].key < key { low = middle + 1 } else { high = middle }
        }
        return low
    }

    subscript(key: Key) -> Value? {
        get {
            let place = place(of: key)
            return place < elements.count && elements[place].key == key ? elements[place].value : nil
        }
        set {
            let place = place(of: key)
            let isThere = place < elements.count && elements[place].key == key
            switch (newValue, isThere) {
            case (let value?, true): elements[place].value = value
            case (let value?, false): elements.insert((key, value), at: place)
            case (nil, true): elements.remove(at: place)
            case (nil, false): break
            }
        }
    }

    /// Takes the other's values; where both have one, `combine` puts the other's into this one's.
    mutating func merge(_ other: SortedMap, combine: (inout Value, Value) -> Void) {
        for (key, value) in other.elements {
            let place = place(of: key)
            if place < elements.count, elements[place].key == key {
                combine(&elements[place].value, value)
            } else {
                elements.insert((key, value), at: place)
            }
        }
    }

    /// Takes away all but the first `count`, and answers what was taken.
    mutating func truncate(to count: Int) -> [Element] {
        guard elements.count > count else { return [] }
        defer { elements.removeLast(elements.count - count) }
        return Array(elements[count...])
    }
}

extension SortedMap: Equatable where Value: Equatable {
    static func == (one: SortedMap, other: SortedMap) -> Bool {
        one.elements.elementsEqual(other.elements) { $0.key == $1.key && $0.value == $1.value }
    }
}
