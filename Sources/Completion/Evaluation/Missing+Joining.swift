import XAPI

extension [Evaluation.Missing] {
    /// Several needs of one item in one text, each said once; nil where there are none.
    func joined(french: String, english: String) -> Evaluation.Missing? {
        guard let first, count > 1 else { return first }
        func each(_ texts: [String]) -> [String] {
            var seen: Set<String> = []
            return texts.filter { seen.insert($0).inserted }
        }
        return first.with(
            LocalizedText(
                french: each(map(\.text.french)).joined(separator: french),
                english: each(map(\.text.english)).joined(separator: english)
            )
        )
    }
}
