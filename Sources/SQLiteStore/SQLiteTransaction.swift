import GRDB
import GRDBSQLite
import Persistence

/// A transaction on one connection, seen from a closure.
final class SQLiteTransaction: Transaction {
    let engine = SQLEngine.sqlite
    let startedAt: Int64
    /// The first error, thrown again at the end: a closure that goes on after one has half of its effect.
    private(set) var failure: StoreError?
    private let database: GRDB.Database
    private let statements: StatementCache

    init(in database: GRDB.Database, _ statements: StatementCache, startedAt: Int64) {
        self.database = database
        self.statements = statements
        self.startedAt = startedAt
    }

    func rows(_ query: Query) throws -> [Persistence.Row] {
        var rows: [Persistence.Row] = []
        try run(query, into: &rows)
        return rows
    }

    func execute(_ query: Query) throws {
        var rows: [Persistence.Row] = []
        try run(query, into: &rows)
    }

    /// Runs the whole of the transaction.
    func perform<T>(_ body: (any Transaction) throws -> T) throws -> T {
        let result = try body(self)
        if let failure { throw failure }
        return result
    }

    /// Runs the share of the transaction that the first of `line` has, and those that run along.
    /// - Returns: how many ran.
    func performFirst(of line: ArraySlice<any PendingTransaction>) throws -> Int {
        let count = try line.first?.perform(first: line, in: self) ?? 0
        if let failure { throw failure }
        // A closure cannot have ended the transaction, but SQLite itself may, on a full disk or an I/O error.
        guard database.isInsideTransaction else { throw StoreError.unavailable }
        return max(count, 1)
    }

    private func run(_ query: Query, into rows: inout [Persistence.Row]) throws {
        if let failure { throw failure }
        do {
            try statements.statement(for: query.template, in: database).run(query, into: &rows)
        } catch let error as ResultFailure {
            throw fail(StoreError(error, constraintName: { ConstraintName(in: database)($0) }))
        } catch let error as StoreError {
            throw fail(error)
        }
    }

    private func fail(_ error: StoreError) -> StoreError {
        failure = error
        return error
    }
}

extension SQLiteTransaction {
    static func begin(_ kind: Query, in database: GRDB.Database, _ statements: StatementCache) throws {
        try SQLiteTransaction(in: database, statements, startedAt: 0).execute(kind)
    }

    static func commit(in database: GRDB.Database, _ statements: StatementCache) throws {
        try SQLiteTransaction(in: database, statements, startedAt: 0).execute("COMMIT")
    }

    /// Leaves the transaction, which SQLite may have done already.
    static func rollback(in database: GRDB.Database, _ statements: StatementCache) {
        guard database.isInsideTransaction else { return }
        try? SQLiteTransaction(in: database, statements, startedAt: 0).execute("ROLLBACK")
    }
}
