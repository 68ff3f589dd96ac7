import Foundation
import Persistence
import TestSupport
import Testing
import XAPI

@testable import LearningRecords

/// The use cases of people over one store, with short names for what tables ask.
struct PeopleStore: Sendable {
    let records: RecordStore
    let save: SavePerson
    let change: ChangeIdentifier
    let merge: MergePeople
    let split: SplitPerson
    let find: FindPeople
    let importPeople: ImportPeople

    init(_ records: RecordStore) {
        self.records = records
        let (database, outlines) = (records.database, records.outlines)
        save = SavePerson(database: database, outlines: outlines, newID: { UUID() })
        change = ChangeIdentifier(database: database, outlines: outlines)
        merge = MergePeople(database: database, outlines: outlines)
        split = SplitPerson(database: database, outlines: outlines)
        find = FindPeople(database: database)
        importPeople = ImportPeople(database: database, outlines: outlines, newID: { UUID() })
    }

    /// A person called by one word, with accounts of these names.
    func make(_ name: String, matricule: String? = nil, accounts: [String] = []) async throws -> UUID {
        var draft = PersonDraft()
        draft.familyName = name
        draft.matricule = matricule
        draft.identifiers = accounts.map(Self.account)
        switch try await save(draft, by: "drh") {
        case .created(let person), .saved(let person): return person.id
        case .refused(let refusal): throw refusal
        }
    }

    /// As `sampleStatement` names its agents.
    static func account(_ name: String) -> InverseFunctionalIdentifier {
        .account(homePage: "https://ex.fr", name: name)
    }

    /// Names of the person's accounts, in order.
    func accounts(_ id: UUID) async throws -> [String] {
        (try await find(id)?.identifiers ?? []).map(\.value.searchable).sorted()
    }

    func found(_ words: String) async throws -> [String] {
        var request = FindPeople.Request()
        request.words = words
        return try await find(request).items.map(\.name)
    }

    func kinds(_ id: UUID, includingRestricted: Bool = true) async throws -> [PersonEvent.Kind] {
        let find = FindPersonEvents(database: records.database)
        return try await find(of: id, includingRestricted: includingRestricted)?.items.map(\.kind) ?? []
    }

    func take(_ table: String, isDryRun: Bool = false, mayRestricted: Bool = true) async throws -> ImportPeople.Report {
        try await importPeople(Array(table.utf8), isDryRun: isDryRun, mayRestricted: mayRestricted, by: "drh")
    }
}

extension Engine {
    func withPeople<T: Sendable>(_ body: @escaping @Sendable (PeopleStore) async throws -> T) async throws -> T {
        try await withRecords { try await body(PeopleStore($0)) }
    }
}
