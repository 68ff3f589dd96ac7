/// Values in the order in which they came, each text once. Few keys are compared, many are hashed.
struct FirstCome<Element> {
    private(set) var elements: [Element] = []
    private var keys: [String] = []
    private var index: [Spelling: Int] = [:]

    private static var few: Int { 16 }

    /// Calls `update` with the element of this key, or appends `new()`.
    mutating func merge(_ key: String, update: (inout Element) -> Void, orAppend new: () -> Element) {
        if let position = position(of: key), elements.indices.contains(position) {
            update(&elements[position])
            return
        }
        if keys.count >= Self.few { index[Spelling(key)] = elements.count }
        keys.append(key)
        elements.append(new())
    }

    private func position(of key: String) -> Int? {
        for (position, known) in keys.prefix(Self.few).enumerated() where known.isSpelt(like: key) { return position }
        return keys.count <= Self.few ? nil : index[Spelling(key)]
    }
}
