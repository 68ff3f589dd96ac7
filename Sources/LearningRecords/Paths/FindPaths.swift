package import Persistence

/// The paths that were made here.
package struct FindPaths: Sendable {
    package static let largestPage = 100

    private let database: any Database

    package init(database: any Database) {
        self.database = database
    }

    /// The newest version of each, in the order of their ids.
    ///
    /// - Parameter id: of the last one that the caller has.
    package func callAsFunction(after id: String?, limit: Int) async throws -> [LearningPath] {
        let limit = min(max(limit, 1), Self.largestPage)
        return try await database.read { transaction in
            let ids = try transaction.rows(
                """
                SELECT p.path FROM path_version p WHERE p.path > \(id ?? "") AND p.version = 1 ORDER BY p.path LIMIT \(limit)
                """
            ).map { try $0.text(0) }
            let paths = try transaction.paths(ids, version: nil)
            return ids.compactMap { paths[$0] }
        }
    }

    /// - Returns: nil where no path is called so, or has no such version.
    package func callAsFunction(_ id: String, version: Int64?) async throws -> LearningPath? {
        try await database.read { try $0.path(id, version: version) }
    }
}
