import Foundation
package import Persistence
import XAPI

/// A page of statements by filter, in the order of storing.
package struct FindStatements: Sendable {
    package struct Page: Sendable {
        package let statements: [StoredStatement]
        /// The canonical definition of each Activity in them, where one is known and it was asked for.
        package let definitions: CanonicalDefinitions
        /// Where the next page starts; nil on the last one. A page may hold fewer statements than were asked for, or none,
        /// and still have a next one: what one request looks at is bounded.
        package let next: StatementCursor?
    }

    /// What a page holds at most (Communication 2.1.3: 0 asks for the server's maximum).
    package static let largestPage = 500

    private let database: any Database
    private let authorities: Authorities

    package init(database: any Database, authorities: Authorities) {
        self.database = database
        self.authorities = authorities
    }

    package func callAsFunction(_ filter: StatementFilter) async throws -> Page {
        try await database.read { [authorities] transaction in
            let known = filter.cursor.flatMap { $0.horizon.belongs(to: transaction.engine) ? $0.horizon : nil }
            let horizon = try known ?? transaction.horizon()
            guard let numbered = try transaction.number(filter) else {
                return Page(statements: [], definitions: [:], next: nil)
            }
            let search = StatementSearch(filter: numbered, asked: filter, horizon: horizon)
            var finder = PageFinder(transaction: transaction, search: search)
            try finder.find()
            let statements = try authorities.statements(of: finder.rows(), in: transaction)
            return Page(
                statements: statements,
                definitions: filter.wantsDefinitions ? try transaction.definitions(in: statements) : [:],
                next: finder.end.map { StatementCursor(place: $0, horizon: horizon) }
            )
        }
    }
}

/// Goes along a search until a page is full or enough was looked at.
private struct PageFinder {
    /// Rows looked at for one page.
    static let farthest = 20_000
    /// Bytes of the statements on one page, which is held in memory.
    static let largestPage: Int64 = 8 << 20

    /// Bytes of a statement that is read only once it is known to be on the page.
    static let largeStatement = 16 << 10

    let transaction: any Transaction
    let search: StatementSearch
    private let limit: Int
    private var found: [Candidate] = []
    /// The last row that belongs to the page; nil where no row follows.
    private(set) var end: StatementPlace?
    private var bytes: Int64 = 0
    private var isFull = false

    init(transaction: any Transaction, search: StatementSearch) {
        self.transaction = transaction
        self.search = search
        let asked = search.asked.limit
        limit = asked <= 0 ? FindStatements.largestPage : min(asked, FindStatements.largestPage)
        end = search.asked.cursor?.place
    }

    /// The first look is as long as the page; where that was not enough, few rows match, and the next ones are longer.
    mutating func find() throws {
        var step = limit + 2
        var looked = 0
        while !isFull, looked < Self.farthest {
            let query = search.candidates(after: end, limit: step, large: Self.largeStatement)
            let rows = try transaction.rows(query).map(Candidate.init(_:))
            for row in rows.sorted(by: isBefore).prefix(step) where !isFull { take(row) }
            if !isFull, rows.count < step {
                end = nil
                return
            }
            looked += rows.count
            step = 1_000
        }
    }

    private func isBefore(_ one: Candidate, _ other: Candidate) -> Bool {
        let (first, second) = search.asked.isAscending ? (one.place, other.place) : (other.place, one.place)
        return (first.stored, first.seq) < (second.stored, second.seq)
    }

    private mutating func take(_ row: Candidate) {
        if row.matches, found.last?.place != row.place {
            bytes += row.size
            isFull = found.count == limit || (bytes > Self.largestPage && !found.isEmpty)
            if isFull { return }
            found.append(row)
        }
        end = row.place
    }

    /// What `Authorities` reads, of the statements of the page in its order.
    func rows() throws -> [Row] {
        let large = found.filter { !$0.isRead }.map(\.place.seq)
        guard !large.isEmpty else { return found.map(\.row) }
        let read = try transaction.rows(.statements(numbered: large)).map { (try $0.integer(0), $0) }
        let bySeq = Dictionary(read, uniquingKeysWith: { first, _ in first })
        return found.compactMap { $0.isRead ? $0.row : bySeq[$0.place.seq] }
    }
}

/// A row of a search.
private struct Candidate {
    /// Begins with `Query.statementColumns`.
    let row: Row
    let place: StatementPlace
    /// Bytes of the statement.
    let size: Int64
    let matches: Bool

    /// Whether the statement's bytes are in the row.
    var isRead: Bool { size <= PageFinder.largeStatement }

    init(_ row: Row) throws {
        self.row = row
        place = StatementPlace(stored: try row.integer(2), seq: try row.integer(0))
        size = try row.optionalInteger(7) ?? 0
        matches = try row.integer(8) == 1
    }
}

/// A filter's terms as numbers.
struct NumberedFilter: Sendable {
    var agent: Int64?
    /// Whether the agent is what some key's statements have as their authority.
    var isAuthority = false
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
        var numbered = NumberedFilter()
        numbered.agent = agent.flatMap { numbers[$0] }
        numbered.verb = verb.flatMap { numbers[$0] }
        numbered.activity = activity.flatMap { numbers[$0] }
        if filter.includesRelatedAgents, let agent = numbered.agent {
            numbered.isAuthority = try isAuthority(agent)
        }
        return numbered
    }

    /// `access_key_authority` finds it.
    private func isAuthority(_ actor: Int64) throws -> Bool {
        try !rows("SELECT 1 FROM access_key WHERE authority = \(actor) LIMIT 1").isEmpty
    }
}
