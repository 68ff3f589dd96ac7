package import Foundation
package import XAPI

/// What a caller asks of the statements (Communication 2.1.3), and where the page starts.
package struct StatementFilter: Sendable {
    package var agent: InverseFunctionalIdentifier?
    /// Verb and activity as the IRIs that were asked.
    package var verb: String?
    package var activity: String?
    package var registration: UUID?
    /// Stored after this time, itself not included.
    package var since: Instant?
    /// Stored at this time or before.
    package var until: Instant?
    package var includesRelatedAgents = false
    package var includesRelatedActivities = false
    package var isAscending = false
    /// Whether the answer takes canonical definitions of Activities.
    package var wantsDefinitions = false
    /// Statements on a page; the use case bounds it.
    package var limit = 100
    /// Only statements whose authority is this term: `statements/read/mine`.
    package var authority: Int64?
    package var cursor: StatementCursor?

    package init() {}
}
