package import Persistence

/// The keys that were made, without their secrets.
package struct ListKeys: Sendable {
    package struct Key: Sendable, Equatable {
        package let id: String
        package let label: String
        package let source: String
        package let scopes: [String]
        /// The Agent that the key's statements have as authority, as JSON.
        package let authority: [UInt8]
        /// µs since 1970.
        package let createdAt: Int64
        /// When its secret was last changed.
        package let rotatedAt: Int64?
        package let revokedAt: Int64?
    }

    private let database: any Database

    package init(database: any Database) {
        self.database = database
    }

    package func callAsFunction() async throws -> [Key] {
        try await database.read { transaction in
            try transaction.rows(
                "SELECT \(Query.keyColumns) FROM access_key a JOIN source o ON o.id = a.source ORDER BY a.id"
            ).map(Key.init(_:))
        }
    }
}

extension Query {
    /// What `ListKeys.Key` reads.
    fileprivate static let keyColumns: Query =
        "a.id, a.label, o.name, a.scopes, a.authority_json, a.created_at, a.rotated_at, a.revoked_at"
}

extension Transaction {
    /// The keys that speak for each source; `access_key_source` finds them.
    func keys(ofSources sources: [Int64]) throws -> [Int64: [ListKeys.Key]] {
        guard !sources.isEmpty else { return [:] }
        let rows = try rows(
            """
            SELECT \(Query.keyColumns), a.source FROM \(Batch(.integers("source", sources))) AS k
            JOIN access_key a ON a.source = k.source JOIN source o ON o.id = a.source
            """
        )
        let keys = try rows.map { (source: try $0.integer(8), key: try ListKeys.Key($0)) }
            .sorted { $0.key.id < $1.key.id }
        return Dictionary(grouping: keys, by: \.source).mapValues { $0.map(\.key) }
    }
}

extension ListKeys.Key {
    fileprivate init(_ row: Row) throws {
        self.init(
            id: try row.text(0), label: try row.text(1), source: try row.text(2),
            scopes: try row.text(3).split(separator: " ").map(String.init), authority: try row.blob(4),
            createdAt: try row.integer(5), rotatedAt: try row.optionalInteger(6),
            revokedAt: try row.optionalInteger(7)
        )
    }
}
