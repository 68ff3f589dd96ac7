package import Persistence

/// Runs nothing and keeps the SQL, for the tests that hold what released migrations say.
package final class RecordingTransaction: Transaction {
    package let engine: SQLEngine
    package let startedAt: Int64 = 0
    /// In the order of running, with a placeholder for each value.
    package private(set) var sql: [String] = []

    package init(_ engine: SQLEngine) { self.engine = engine }

    package func rows(_ query: Query) throws -> [Row] {
        try execute(query)
        return []
    }

    package func execute(_ query: Query) throws { sql.append(query.sql(for: engine)) }
}
