import ExactJSON

/// Which sources are not trusted for every course, as the records of their lists say: the last one of a source holds.
struct TrustLedger: Sendable {
    /// Courses by the number of a source.
    private var lists: [Int64: Set<String>] = [:]

    /// Numbers of the sources whose statements count for nothing there.
    func sourcesUntrusted(in course: String) -> Set<Int64> { Set(lists.filter { !$0.value.contains(course) }.keys) }

    /// - Parameters:
    ///   - list: a record of kind `sourceTrust`.
    ///   - number: gives the number of a source.
    /// - Returns: false for what is none.
    mutating func add(_ list: JSONValue, number: (String) -> Int64) -> Bool {
        guard let source = list[key: "source"]?.string, let courses = list[key: "courses"] else { return false }
        guard !courses.isNull else {
            lists[number(source)] = nil
            return true
        }
        let known = courses.elements.compactMap(\.string)
        guard courses.kind == .array, known.count == courses.count else { return false }
        lists[number(source)] = Set(known)
        return true
    }
}
