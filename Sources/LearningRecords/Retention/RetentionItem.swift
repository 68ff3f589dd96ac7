import Foundation
import Persistence

/// One thing whose time is over: a person, an identifier that is nobody's, a document, a batch of the access log.
struct RetentionItem: Sendable {
    /// Stands in rows.
    enum Kind: Int64, Sendable { case person = 1, actor, document, reads }

    let kind: Kind
    /// Of the person, the term, the document or the batch.
    let number: Int64
    /// Who or what is erased; nil for a document, and for a batch.
    let subject: ErasureSubject?
    /// Whose document it is; 0 for an Activity's, and for what is nobody's.
    let agent: Int64
    /// What keeps it.
    let hold: UUID?
    var counts = RetentionCounts()

    var person: UUID? { kind == .person ? subject?.people.first { $0.number == number }?.id : nil }

    /// Numbers by which two items are about the same.
    var learners: Set<Int64> { subject?.learners ?? (agent == 0 ? [] : [agent]) }
}

/// Where a walk over what may be due stands.
enum RetentionCursor: Sendable {
    case start
    /// Behind a number that was so at a time, or until a day.
    case behind(time: Int64, number: Int64)
    /// Behind a key of `term`.
    case key([UInt8])
}

extension RetentionSchedule.Draft {
    /// Whether the period that began with this day is over; all of that day belongs to what is kept.
    func isOver(since day: Day, on today: Day) -> Bool { period.end(from: day) < today }

    /// Whether the attribute of somebody, who may have been several people, has ended long enough ago, and whether they are
    /// of the audience.
    func concerns(_ people: [Person], on today: Day) -> Bool {
        guard let attribute else { return false }
        let ends = people.compactMap { $0.attributes[attribute]?.values.map(\.last).max() }
        guard let end = ends.max(), end < Timeline.open, isOver(since: Day(number: end), on: today) else {
            return false
        }
        return audience.allSatisfy { name, value in
            people.contains { $0.attributes[name]?.values.last?.value == value }
        }
    }
}
