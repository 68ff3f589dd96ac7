import Foundation
import Persistence
import TestSupport

@testable import LearningRecords

/// The use cases of sources over one store, with short names for what tables ask.
struct SourceStore: Sendable {
    let records: RecordStore
    let people: PeopleStore
    let find: FindSources
    let save: SaveSource
    let advise: AdviseSource
    /// A key of the source `cegos`.
    let cegos: Credential

    init(_ records: RecordStore) async throws {
        self.records = records
        people = PeopleStore(records)
        find = FindSources(database: records.database)
        save = SaveSource(database: records.database, outlines: records.outlines)
        advise = AdviseSource(database: records.database)
        cegos = try await RecordStore.credential("cegos-1", of: "cegos", in: records.database)
    }

    func trust(_ trust: StatementSource.Trust) async throws -> SaveSource.Outcome {
        try await save(.init(name: "cegos", label: "CEGOS", trust: trust), by: "drh")
    }

    /// Until nothing waits.
    func rewrite() async throws {
        let rewrite = RewriteStandings(database: records.database, outlines: records.outlines)
        while try await rewrite() > 0 {}
    }
}

extension Engine {
    func withSources<T: Sendable>(_ body: @escaping @Sendable (SourceStore) async throws -> T) async throws -> T {
        try await withRecords { try await body(try await SourceStore($0)) }
    }
}
