import Synchronization

/// Counts from several threads.
final class Tally: Sendable {
    private let counted = Atomic(0)

    var count: Int { counted.load(ordering: .sequentiallyConsistent) }

    @discardableResult
    func add() -> Int { counted.add(1, ordering: .sequentiallyConsistent).newValue }
}
