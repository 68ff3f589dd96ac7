import Completion
package import Foundation
package import Persistence
package import XAPI

/// Who completed what, with the statements that say so.
///
/// Standings choose and order the page; the answer of each line is computed from the facts by the same rule that wrote the
/// standing.
package struct FindCompletions: Sendable {
    package struct Request: Sendable {
        /// The person whose identifier it is answers, where it is somebody's.
        package var actor: InverseFunctionalIdentifier?
        /// A person; one that was merged into another is the other.
        package var person: UUID?
        /// IRI of a course.
        package var course: String?
        package var status: CompletionStatus?
        /// Who provides the course: `cegos`, `cnfpt`, …
        package var source: String?
        /// Id of a path: courses of its newest version.
        package var path: String?
        package var attributes = AttributeFilter()
        /// When they were completed: µs since 1970, the end excluded. Lines are then in the order of completion, unless people
        /// are chosen by their attributes.
        package var completed: Range<Int64>?
        /// A time in the past as of which is answered: µs since 1970. What was stored or done since does not count.
        package var asOf: Int64?
        /// Where an inspection asks: what lies outside is not there.
        package var reach: InspectionReach?
        package var limit = 50
        package var cursor: CompletionCursor?

        package init() {}
    }

    package enum Outcome: Sendable {
        case found(Page)
        case unknownCourse(String)
        case unknownPerson(UUID)
        case unknownSource(String)
        case unknownPath(String)
        /// The time is still to come.
        case inFuture
        /// As of a time only people, courses, statuses, sources and attributes can be asked.
        case notAsOf
    }

    package struct Page: Sendable {
        package let items: [CompletionAnswer]
        package let next: CompletionCursor?
    }

    package static let largestPage = 500

    private let database: any Database
    private let outlines: CourseOutlines

    package init(database: any Database, outlines: CourseOutlines) {
        self.database = database
        self.outlines = outlines
    }

    package func callAsFunction(_ request: Request) async throws -> Outcome {
        let limit = min(max(request.limit, 1), Self.largestPage)
        let (outcome, read) = try await database.read { [outlines] transaction in
            guard let time = request.asOf else {
                var finder = CompletionFinder(transaction: transaction, outlines: outlines, limit: limit)
                return (try finder.find(request), finder.outlines.read)
            }
            guard time <= transaction.startedAt else { return (.inFuture, .init()) }
            guard request.completed == nil, !request.attributes.isOfCompletion else { return (.notAsOf, .init()) }
            var finder = try PastCompletionFinder(
                transaction: transaction, outlines: outlines, limit: limit, at: time
            )
            return (try finder.find(request), finder.outlines.read)
        }
        outlines.remember(read)
        return outcome
    }
}
