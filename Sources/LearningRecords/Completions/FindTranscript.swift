import Completion
package import Foundation
package import Persistence
package import XAPI

/// One person's record: every course in which they stand, and how long they learned.
package struct FindTranscript: Sendable {
    package struct Transcript: Sendable {
        package let person: Person
        /// Completed ones first, the last one on top; then those under way, then those that have not begun.
        package let lines: [CompletionAnswer]
        package let hasMoreLines: Bool
        package let time: TimeTotals
        /// Stable codes, as in `FindPersonTime.Report`.
        package let timeFindings: [String]
        package let asOf: Instant
    }

    /// Courses in a transcript.
    package static let mostLines = 2_000

    private let database: any Database
    private let outlines: CourseOutlines

    package init(database: any Database, outlines: CourseOutlines) {
        self.database = database
        self.outlines = outlines
    }

    /// - Parameter reach: where an inspection asks.
    /// - Returns: nil where there is no such person; one that was merged is the other.
    package func callAsFunction(_ id: UUID, inside reach: InspectionReach? = nil) async throws -> Transcript? {
        let (transcript, read) = try await database.read { [outlines] transaction in
            var finder = CompletionFinder(transaction: transaction, outlines: outlines, limit: Self.mostLines)
            return (try finder.transcript(of: id, inside: reach), finder.outlines.read)
        }
        outlines.remember(read)
        return transcript
    }
}

extension CompletionFinder {
    fileprivate mutating func transcript(of id: UUID, inside reach: InspectionReach?) throws -> FindTranscript
        .Transcript?
    {
        var request = FindCompletions.Request()
        (request.person, request.reach) = (id, reach)
        guard let number = try transaction.livingPerson(id, inside: reach),
            let person = try transaction.people(numbered: [number])[number],
            case .found(let page) = try find(request)
        else { return nil }
        let facts = try transaction.facts(ofActors: Set(person.identifiers.map(\.actor)))
        let time = LearnerTime(try transaction.facts(facts, inside: reach))
        return FindTranscript.Transcript(
            person: person, lines: page.items.sorted { $0.standsBefore($1) }, hasMoreLines: page.next != nil,
            time: time.sessions.reduce(into: TimeTotals()) { $0.add($1) }, timeFindings: time.findings,
            asOf: Instant(microseconds: transaction.startedAt)
        )
    }
}

extension CompletionAnswer {
    fileprivate func standsBefore(_ other: CompletionAnswer) -> Bool {
        let (first, second) = (evaluation.firstCompletedAt ?? .min, other.evaluation.firstCompletedAt ?? .min)
        if first != second { return first > second }
        if isBegun != other.isBegun { return isBegun }
        return (course.title, course.id) < (other.course.title, other.course.id)
    }

    private var isBegun: Bool { evaluation.status != .notStarted }
}
