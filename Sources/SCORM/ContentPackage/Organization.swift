/// A way to present the package's content: a title and a tree of items.
package struct Organization: Sendable, Equatable {
    package var identifier: String?
    package var title: String?
    package var structure: String?
    package var objective: PrimaryObjective?
    /// All items in document order.
    package var items: [Item] = []
    package let line: Int

    /// How many items ask for something to be launched, whether or not it is there.
    package var launchableCount: Int { items.count(where: \.asksForLaunch) }
    package var scoCount: Int { items.count { $0.asksForLaunch && $0.scormType == .sco } }
}

extension Item {
    fileprivate var asksForLaunch: Bool { launch.map { $0.kind != .empty } ?? false }
}
