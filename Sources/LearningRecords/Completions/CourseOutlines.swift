import Completion
import Persistence
import Synchronization

/// What courses consist of, by version. A version never changes once it is committed, so memory may keep it; it learns of
/// one only after a commit.
package final class CourseOutlines: Sendable {
    private let known = Mutex<[Int64: CourseOutline]>([:])
    private let capacity = 1_000

    package init() {}

    func known(_ version: Int64) -> CourseOutline? { known.withLock { $0[version] } }

    /// Called after the commit of the transaction that read `outlines`.
    func remember(_ outlines: [Int64: CourseOutline]) {
        guard !outlines.isEmpty else { return }
        known.withLock { known in
            if known.count >= capacity { known.removeAll() }
            known.merge(outlines) { _, new in new }
        }
    }
}

/// The outlines that one transaction looks at: those in memory, and those it reads itself.
struct OutlineReader {
    let transaction: any Transaction
    let memory: CourseOutlines
    private(set) var read: [Int64: CourseOutline] = [:]

    init(transaction: any Transaction, memory: CourseOutlines) {
        self.transaction = transaction
        self.memory = memory
    }

    mutating func outline(of version: Int64) throws -> CourseOutline {
        if let outline = memory.known(version) ?? read[version] { return outline }
        let outline = try transaction.outline(of: version)
        read[version] = outline
        return outline
    }
}

extension Transaction {
    /// The items of a course version in document order; the primary key of `course_item` returns them in order.
    func outline(of version: Int64) throws -> CourseOutline {
        let rows = try rows(
            """
            SELECT activity, identifier, title, kind, parent, launchable, mastery_score, move_on FROM course_item
            WHERE version = \(version) ORDER BY position
            """
        )
        return CourseOutline(items: try rows.map(CourseOutline.Item.init(_:)))
    }
}

extension CourseOutline.Item {
    /// Reads the columns that `outline(of:)` asks for.
    init(_ row: Row) throws {
        self.init(
            activity: try row.integer(0), identifier: try row.text(1), title: try row.text(2),
            kind: Kind(rawValue: try row.text(3)) ?? .cluster, parent: try row.optionalInteger(4).map { Int($0) },
            masteryScore: try row.optionalReal(6),
            moveOn: try row.optionalText(7).flatMap(CourseOutline.MoveOn.init(rawValue:)),
            isLaunchable: try row.integer(5) == 1
        )
    }
}
