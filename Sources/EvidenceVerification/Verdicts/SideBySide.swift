import Dispatch
import Synchronization

extension Array where Element: Sendable {
    /// `map` with the elements shared among the processors.
    func mapSideBySide<Mapped: Sendable>(_ transform: @Sendable (Element) -> Mapped) -> [Mapped] {
        let mapped = Mutex<[Mapped?]>(Array<Mapped?>(repeating: nil, count: count))
        DispatchQueue.concurrentPerform(iterations: count) { place in
            let one = transform(self[place])
            mapped.withLock { $0[place] = one }
        }
        return mapped.withLock { $0.compactMap { $0 } }
    }
}
