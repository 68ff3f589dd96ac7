package import Persistence

/// The sources that keys, packages or people have named.
package struct FindSources: Sendable {
    private let database: any Database

    package init(database: any Database) {
        self.database = database
    }

    /// In the order in which they came.
    package func callAsFunction() async throws -> [StatementSource] {
        try await database.read { try $0.shown($0.sources()) }
    }

    /// - Returns: nil where nobody named it yet.
    package func callAsFunction(_ name: String) async throws -> StatementSource? {
        try await database.read { try $0.shown($0.sources(named: name)).first }
    }
}

extension Transaction {
    /// Sources with their keys and the IRIs of their courses.
    func shown(_ sources: [StoredSource]) throws -> [StatementSource] {
        let iris = try iris(ofCourses: sources.reduce(into: []) { $0.formUnion($1.courses?.numbers ?? []) })
        let keys = try keys(ofSources: sources.map(\.number))
        return sources.map { source in
            let courses = source.courses.map { $0.numbers.compactMap { iris[$0] }.sorted() }
            return StatementSource(
                name: source.name, label: source.label, trust: courses.map { .courses($0) } ?? .all,
                trustedSince: source.trustedSince, keys: keys[source.number] ?? []
            )
        }
    }
}
