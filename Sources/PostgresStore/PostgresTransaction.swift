import Persistence

/// A transaction on one connection, seen from a closure. BEGIN goes with the first query, COMMIT with the last ones.
final class PostgresTransaction: Transaction {
    enum Kind {
        case reading
        case writing
        /// Each query for itself: for what PostgreSQL refuses to do in a transaction.
        case alone

        var begin: String? {
            switch self {
            case .alone: nil
            case .reading: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
            case .writing: "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"
            }
        }
    }

    let engine = SQLEngine.postgres
    let startedAt: Int64
    private let connection: PostgresConnection
    private let kind: Kind
    private var isBegun = false
    /// The first error, thrown again at the end: the server has given the transaction up.
    private var failure: (any Error)?

    init(_ kind: Kind, on connection: PostgresConnection, startedAt: Int64) {
        self.kind = kind
        self.connection = connection
        self.startedAt = startedAt
    }

    func rows(_ query: Query) throws -> [Row] {
        try keepingFailure {
            try send(query, keepingRows: true)
            return try connection.gather()
        }
    }

    func execute(_ query: Query) throws {
        if kind == .alone { return try keepingFailure { try connection.runAlone(query) } }
        try keepingFailure { try send(query, keepingRows: false) }
    }

    /// Runs the closure and ends the transaction.
    /// - Throws: what the closure throws, `StoreError`, `LostConnection`, `StaleStatement`; nothing is stored then,
    ///   except that after `StoreError.unavailable` it is not known.
    func run(_ pending: any PendingTransaction) throws {
        do {
            _ = try pending.perform(first: [pending], in: self)
            if let failure { throw failure }
        } catch {
            rollback()
            throw error
        }
        if isBegun { try end() }
    }

    private func end() throws {
        switch kind {
        // Nothing of it is left to be ended.
        case .alone: return
        case .reading: try connection.endUnread()
        case .writing: try commit()
        }
    }

    private func commit() throws {
        do {
            try connection.send("COMMIT", isCommit: true)
            _ = try connection.gather()
        } catch let lost as LostConnection {
            // COMMIT may have arrived. Where the server said that it ends the connection, it had not.
            if lost.isToldByServer { throw lost }
            throw StoreError.unavailable
        } catch {
            rollback()
            throw error
        }
    }

    private func rollback() {
        guard isBegun, !connection.isBroken else { return }
        do {
            connection.discardSent()
            try connection.send("ROLLBACK")
            _ = try connection.gather()
        } catch {
            connection.giveUp()
        }
    }

    private func send(_ query: Query, keepingRows: Bool) throws {
        if !isBegun {
            if let begin = kind.begin { try connection.send(begin) }
            isBegun = true
        }
        try connection.send(query, keepingRows: keepingRows)
    }

    private func keepingFailure<T>(_ body: () throws -> T) throws -> T {
        if let failure { throw failure }
        do { return try body() } catch {
            failure = error
            throw error
        }
    }
}
