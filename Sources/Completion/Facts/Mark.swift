/// A statement and what it says.
package struct Mark: Comparable, Hashable, Sendable {
    package let witness: Witness
    package let saying: Saying

    package init(_ witness: Witness, _ saying: Saying) {
        self.witness = witness
        self.saying = saying
    }

    package static func < (one: Mark, other: Mark) -> Bool {
        one.witness != other.witness ? one.witness < other.witness : one.saying < other.saying
    }
}

/// The first and the last time that something was said.
struct Span: Equatable, Sendable {
    private(set) var first: Mark
    private(set) var last: Mark

    init(_ mark: Mark) {
        first = mark
        last = mark
    }

    init?(first: Mark, last: Mark) {
        guard first <= last else { return nil }
        self.first = first
        self.last = last
    }

    func merged(with other: Span) -> Span {
        var both = self
        both.merge(other)
        return both
    }

    mutating func merge(_ other: Span) {
        first = min(first, other.first)
        last = max(last, other.last)
    }
}
