import Foundation
package import Persistence
import XAPI

/// A page of statements by filter, in the order of storing.
package struct FindStatements: Sendable {
    package struct Page: Sendable {
        package let statements: [StoredStatement]
        /// Where the next page starts; nil on the last one.
        package let next: StatementCursor?
    }

    /// What a page holds at most (Communication 2.1.3: 0 asks for the server's maximum).
    package static let largestPage = 500

    private let database: any Database

    package init(database: any Database) {
        self.database = database
    }

    package func callAsFunction(_ filter: StatementFilter) async throws -> Page {
        let limit = filter.limit <= 0 ? Self.largestPage : min(filter.limit, Self.largestPage)
        return try await database.read { transaction in
            guard let numbered = try transaction.number(filter) else { return Page(statements: [], next: nil) }
            let horizon = try filter.cursor?.horizon ?? transaction.horizon()
            let rows = try transaction.rows(
                .statements(numbered, asked: filter, horizon: horizon, engine: transaction.engine, limit: limit + 1)
            )
            let statements = try rows.prefix(limit).map(StoredStatement.init(_:))
            let more = rows.count > limit ? statements.last : nil
            return Page(
                statements: statements,
                next: more.map { .init(stored: $0.stored.microseconds, seq: $0.seq, horizon: horizon) }
            )
        }
    }
}

/// A filter's terms as numbers.
struct NumberedFilter: Sendable {
    var agent: Int64?
    var verb: Int64?
    var activity: Int64?
}

extension Transaction {
    /// The numbers of the filter's terms; nil where one is unknown, so that nothing can match.
    fileprivate func number(_ filter: StatementFilter) throws -> NumberedFilter? {
        let agent = filter.agent.map(Term.actor)
        let verb = filter.verb.map(Term.verb)
        let activity = filter.activity.map(Term.activity)
        let asked = Set([agent, verb, activity].compactMap { $0 })
        let numbers = try numbers(of: asked)
        guard numbers.count == asked.count else { return nil }
        return NumberedFilter(
            agent: agent.flatMap { numbers[$0] }, verb: verb.flatMap { numbers[$0] },
            activity: activity.flatMap { numbers[$0] }
        )
    }

    /// What this transaction can see, for the pages that follow.
    fileprivate func horizon() throws -> String {
        try rows("SELECT \(Fragment.horizon)").first?.text(0) ?? ""
    }
}
