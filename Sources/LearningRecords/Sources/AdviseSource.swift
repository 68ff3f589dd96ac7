package import Persistence

/// What is odd in the newest statements of a source, with numbers: for whoever has to talk to its supplier.
package struct AdviseSource: Sendable {
    package struct Advice: Sendable {
        package let source: String
        /// How many statements were looked at.
        package let statements: Int
        /// When the oldest and the newest of them were stored, in µs since 1970.
        package let period: ClosedRange<Int64>?
        package let findings: [SourceFinding]
    }

    /// Statements that are looked at.
    package static let mostStatements = 5_000
    /// Statements in memory at once.
    private static let page = 100

    private let database: any Database

    package init(database: any Database) {
        self.database = database
    }

    /// - Returns: nil where nobody named the source yet.
    package func callAsFunction(_ name: String) async throws -> Advice? {
        guard let source = try await database.read({ try $0.sources(named: name).first }) else { return nil }
        let authorities = try await database.read { try $0.authorities(ofSource: source.number) }
        var defects = SourceDefects()
        var (count, period) = (0, nil as ClosedRange<Int64>?)
        for authority in authorities {
            var last: SampledStatement?
            // Each key gets its share, however much the others send.
            var rest = max(Self.page, Self.mostStatements / authorities.count)
            repeat {
                let page = try await database.read { [last] transaction in
                    try transaction.newestStatements(ofAuthority: authority, before: last, limit: Self.page)
                }
                for statement in page {
                    defects.add(statement)
                    let (low, high) = (period?.lowerBound ?? .max, period?.upperBound ?? .min)
                    period = min(low, statement.stored)...max(high, statement.stored)
                }
                count += page.count
                rest -= page.count
                last = page.count == Self.page ? page.last : nil
            } while last != nil && rest > 0
        }
        return Advice(source: source.name, statements: count, period: period, findings: defects.findings)
    }
}

extension Transaction {
    /// What the statements of the source's keys have as authority; `access_key_source` finds them.
    fileprivate func authorities(ofSource source: Int64) throws -> [Int64] {
        let rows = try rows("SELECT a.authority FROM access_key a WHERE a.source = \(source)")
        return Set(try rows.map { try $0.integer(0) }).sorted()
    }
}
