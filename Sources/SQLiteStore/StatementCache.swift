import GRDB
import Persistence

/// The statements prepared on one connection, by a query's template.
final class StatementCache {
    private var statements: [String: PreparedQuery] = [:]
    /// Past this many the cache starts anew. A service has far fewer templates.
    private let capacity = 512

    func statement(for template: String, in database: GRDB.Database) throws -> PreparedQuery {
        if let known = statements[template] { return known }
        let prepared = try PreparedQuery(template, in: database)
        if statements.count >= capacity { statements.removeAll() }
        statements[template] = prepared
        return prepared
    }

    func removeAll() { statements.removeAll() }
}
