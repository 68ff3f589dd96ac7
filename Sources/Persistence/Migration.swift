/// One step of the schema. Released ones never change; a new one takes the next number.
package protocol Migration: SendableMetatype {
    /// From 1, without gaps.
    static var number: Int { get }
    init()
    func run(in transaction: any Transaction) throws
}

extension Database {
    /// Runs those of `migrations` that have not run, in order, all or none, while no other starter does.
    /// - Throws: `StoreError.newerDatabase` where one has run that `migrations` does not have.
    package func migrate(_ migrations: [any Migration.Type]) async throws {
        let ordered = migrations.sorted { $0.number < $1.number }
        try await write { transaction in try transaction.migrate(ordered) }
    }
}

extension Transaction {
    fileprivate func migrate(_ migrations: [any Migration.Type]) throws {
        let applied = try appliedMigrations()
        if let found = applied.subtracting(migrations.map { $0.number }).max() {
            throw StoreError.newerDatabase(found: found, known: migrations.last?.number ?? 0)
        }
        for migration in migrations where !applied.contains(migration.number) {
            try migration.init().run(in: self)
            try execute(
                """
                INSERT INTO migration (number, name, applied_at)
                VALUES (\(migration.number), \(String(describing: migration)), \(startedAt))
                """
            )
        }
    }

    private func appliedMigrations() throws -> Set<Int> {
        _ = try rows("\(Fragment.migrationLock)")
        try execute(
            """
            CREATE TABLE IF NOT EXISTS migration (
                number BIGINT PRIMARY KEY, name TEXT NOT NULL, applied_at BIGINT NOT NULL
            )
            """
        )
        return Set(try rows("SELECT number FROM migration").compactMap { Int(exactly: try $0.integer(0)) })
    }
}
