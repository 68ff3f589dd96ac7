import CLibPQ
import Persistence

/// One connection in pipeline mode. Used by one thread, whose calls block.
///
/// What is sent is answered in order. libpq reads what has come whenever it cannot send, so neither side waits for the
/// other's buffer; `mostInFlight` bounds what such reading may pile up.
final class PostgresConnection {
    private enum Expected {
        case discarded
        case prepared(PreparedNames.Entry)
        case rows
        case commit
    }

    private static let mostInFlight = 128

    private let connection: OpaquePointer
    private let synced: () -> Void
    private var names = PreparedNames()
    private var expected: [Expected] = []
    /// Sent with a sync, and not read yet: how the last reading transaction ended.
    private var isEndingUnread = false
    private var isGivenUp = false

    /// - Parameter synced: called each time that an answer is waited for.
    /// - Throws: `LostConnection`, after `report` was told why.
    init(_ settings: ConnectionSettings, synced: @escaping () -> Void, report: (String) -> Void) throws {
        guard let connection = settings.connect() else { throw LostConnection() }
        guard PQstatus(connection) == CONNECTION_OK else {
            report(PQerrorMessage(connection).map { String(cString: $0) } ?? "")
            PQfinish(connection)
            throw LostConnection()
        }
        self.connection = connection
        self.synced = synced
        // The default processor writes notices to standard error.
        PQsetNoticeProcessor(connection, { _, _ in }, nil)
        PQclear(PQexec(connection, settings.timeouts))
        guard PQenterPipelineMode(connection) == 1 else { throw LostConnection() }
    }

    deinit { PQfinish(connection) }

    var isBroken: Bool { isGivenUp || PQstatus(connection) != CONNECTION_OK }

    /// Not used again; a new connection takes its place.
    func giveUp() { isGivenUp = true }

    /// Whether the server has closed the connection meanwhile, as far as this side has been told; does not wait.
    func isStillOpen() -> Bool {
        // The server's farewell, then the end of the stream.
        for _ in 0..<2 where !isBroken { _ = PQconsumeInput(connection) }
        return !isBroken
    }

    /// Sends a statement without values, its answer to be read later.
    func send(_ sql: String, isCommit: Bool = false) throws {
        try finishReading()
        try sent(PQsendQueryParams(connection, sql, 0, nil, nil, nil, nil, 1))
        expected.append(isCommit ? .commit : .discarded)
    }

    func send(_ query: Query, keepingRows: Bool) throws {
        let (entry, evicted) = names.entry(for: query.template)
        if expected.count >= Self.mostInFlight { _ = try gather() }
        if let evicted, evicted.isPrepared { try send("DEALLOCATE \(evicted.name)") }
        let isKept = entry.rendered.isWorthPreparing
        if isKept, !entry.isPrepared { try prepare(entry) }
        let parameters = try BoundParameters(query, for: entry.rendered.slots)
        let code = parameters.withPointers { count, values, lengths, formats in
            isKept
                ? PQsendQueryPrepared(connection, entry.name, count, values, lengths, formats, 1)
                : PQsendQueryParams(
                    connection,
                    entry.rendered.sql,
                    count,
                    entry.rendered.types,
                    values,
                    lengths,
                    formats,
                    1
                )
        }
        try sent(code)
        expected.append(keepingRows ? .rows : .discarded)
    }

    /// Waits for the answers to all that was sent: one round trip.
    /// - Returns: the rows of the last query that keeps them.
    func gather() throws -> [Row] {
        try finishReading()
        try sent(PQpipelineSync(connection))
        synced()
        return try readAnswers()
    }

    /// Sends the end of a transaction that cannot fail in a way that matters; the next use reads the answer.
    func endUnread() throws {
        try send("COMMIT")
        try sent(PQpipelineSync(connection))
        _ = PQflush(connection)
        isEndingUnread = true
    }

    /// Runs a statement without values outside of the pipeline: VACUUM waits in one for ever.
    func runAlone(_ query: Query) throws {
        try finishReading()
        guard PQexitPipelineMode(connection) == 1 else { throw LostConnection() }
        defer { if PQenterPipelineMode(connection) != 1 { giveUp() } }
        guard let pointer = PQexec(connection, RenderedQuery(query.template, for: .postgres).sql) else {
            throw LostConnection()
        }
        let result = QueryResult(pointer)
        if result.status != PGRES_COMMAND_OK { throw StoreError.of(result) }
    }

    /// Waits for the answers to what is on its way, whatever they are.
    func discardSent() {
        if !expected.isEmpty { _ = try? gather() }
    }

    private func finishReading() throws {
        guard isEndingUnread else { return }
        isEndingUnread = false
        _ = try readAnswers()
    }

    private func prepare(_ entry: PreparedNames.Entry) throws {
        let types = entry.rendered.types
        try sent(PQsendPrepare(connection, entry.name, entry.rendered.sql, Int32(types.count), types))
        expected.append(.prepared(entry))
        entry.isPrepared = true
    }

    private func sent(_ code: Int32) throws {
        if code != 1 { throw LostConnection() }
    }
}

extension PostgresConnection {
    private func readAnswers() throws -> [Row] {
        let expected = expected
        self.expected.removeAll(keepingCapacity: true)
        var rows: [Row] = []
        var failure: (any Error)?
        for one in expected {
            do { try read(one, into: &rows, isAborted: failure != nil) } catch { failure = failure ?? error }
        }
        if failure != nil { names.forgetUnprepared() }
        let end = PQgetResult(connection).map { QueryResult($0).status }
        if let failure { throw failure }
        if end != PGRES_PIPELINE_SYNC {
            giveUp()
            // What a commit has answered is stored, also where nothing follows.
            if case .commit = expected.last { return rows }
            throw LostConnection()
        }
        return rows
    }

    /// Reads the results of one statement, up to the null that ends them.
    private func read(_ expected: Expected, into rows: inout [Row], isAborted: Bool) throws {
        var failure: (any Error)?
        var isAnswered = false
        while let pointer = PQgetResult(connection) {
            let result = QueryResult(pointer)
            isAnswered = true
            do { try take(result, expected, into: &rows) } catch { failure = failure ?? error }
            if isBroken { break }
        }
        if case .prepared(let entry) = expected, failure != nil || !isAnswered { entry.isPrepared = false }
        if let failure { throw failure }
        if !isAnswered { throw LostConnection() }
    }

    private func take(_ result: borrowing QueryResult, _ expected: Expected, into rows: inout [Row]) throws {
        switch (result.status, expected) {
        case (PGRES_TUPLES_OK, .rows): rows = try result.rows()
        case (PGRES_COMMAND_OK, .rows): rows = []
        // COMMIT of a transaction that has failed is answered by ROLLBACK, as if all were well.
        case (PGRES_COMMAND_OK, .commit) where result.commandTag != "COMMIT": throw StoreError.serialization
        case (PGRES_COMMAND_OK, _), (PGRES_TUPLES_OK, _): break
        case (PGRES_PIPELINE_ABORTED, _): throw PipelineAborted()
        default: throw StoreError.of(result)
        }
    }
}

/// Not run, because an earlier statement failed; that one's error is thrown.
private struct PipelineAborted: Error {}

extension RenderedQuery {
    var types: [Oid] {
        slots.map { slot in
            switch slot {
            case .value(_, let type): PostgresType.scalar(type)
            case .column(_, _, let type): PostgresType.array(type)
            case .ordinal: 0
            }
        }
    }

    /// Not what changes the schema, nor what asks for a plan.
    var isWorthPreparing: Bool {
        let first = sql.utf8.prefix { $0 > 0x20 }
        return ["SELECT", "INSERT", "UPDATE", "DELETE", "WITH"].contains(String(first) ?? "")
    }
}
