import Completion
import Persistence
import Synchronization

/// What courses consist of, by version, and what rules say. Neither a version of a course nor one of a rule ever changes once
/// it is committed, so memory may keep both; it learns of one only after a commit.
package final class CourseOutlines: Sendable {
    /// What one transaction read that memory did not know.
    package struct Read: Sendable {
        fileprivate(set) var outlines: [Int64: CourseOutline] = [:]
        fileprivate(set) var rules: [RuleKey: RuleDocument] = [:]
    }

    private let known = Mutex(Read())
    private let capacity = 1_000

    package init() {}

    func known(_ version: Int64) -> CourseOutline? { known.withLock { $0.outlines[version] } }

    func known(_ rule: RuleKey) -> RuleDocument? { known.withLock { $0.rules[rule] } }

    /// Called after the commit of the transaction that read.
    func remember(_ read: Read) {
        guard !read.outlines.isEmpty || !read.rules.isEmpty else { return }
        known.withLock { known in
            if known.outlines.count >= capacity { known.outlines.removeAll() }
            if known.rules.count >= capacity { known.rules.removeAll() }
            known.outlines.merge(read.outlines) { _, new in new }
            known.rules.merge(read.rules) { _, new in new }
        }
    }
}

/// The outlines and rules that one transaction looks at: those in memory, and those it reads itself.
struct OutlineReader {
    let transaction: any Transaction
    let memory: CourseOutlines
    private(set) var read = CourseOutlines.Read()

    init(transaction: any Transaction, memory: CourseOutlines) {
        self.transaction = transaction
        self.memory = memory
    }

    mutating func outline(of version: Int64) throws -> CourseOutline {
        if let outline = memory.known(version) ?? read.outlines[version] { return outline }
        let outline = try transaction.outline(of: version)
        read.outlines[version] = outline
        return outline
    }

    /// A rule that is shipped needs no reading. One that this binary does not know is judged by verb, which every standard
    /// has.
    mutating func rule(_ key: RuleKey) throws -> RuleDocument {
        if let shipped = NamedRules.document(key.id) { return shipped }
        if let rule = memory.known(key) ?? read.rules[key] { return rule }
        let rule = try transaction.rule(key) ?? NamedRules.xapiVerb
        read.rules[key] = rule
        return rule
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
