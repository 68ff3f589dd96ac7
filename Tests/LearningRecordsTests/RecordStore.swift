import Completion
import ExactJSON
import Foundation
import LearningRecords
import Persistence
import TestSupport
import XAPI

/// The use cases over a database of one test, with a clock that the test sets and ids that count up.
struct RecordStore: Sendable {
    let database: any Database
    let terms: InternTerms
    let outlines = CourseOutlines()
    let learn = LearnFromStatements()
    let fresh = FreshStatements()
    let authorities = Authorities()
    let credential: Credential

    init(_ database: any Database) async throws {
        self.database = database
        try await database.migrate(migrations)
        terms = InternTerms(database: database)
        credential = try await Self.credential("test", of: "test", in: database)
    }

    struct Missing: Error {}

    /// A key of a source, made where it is new.
    static func credential(_ id: String, of source: String, in database: any Database) async throws -> Credential {
        let createKey = CreateKey(database: database, publicURL: "https://releve.example.fr") { count in
            (0..<count).map { _ in UInt8.random(in: 0...255) }
        }
        _ = try await createKey(.init(label: "Test", source: source, scopes: [.admin], id: id, secret: "secret"))
        let authenticate = AuthenticateKey(database: database, clock: { 0 })
        guard let credential = try await authenticate(key: id, secret: "secret") else { throw Missing() }
        return credential
    }

    /// - Parameter credential: whose statements they are; those of the source `test` where none is given.
    func store(
        _ statements: [String], version: XAPIVersion = .v1_0_3, as credential: Credential? = nil
    ) async throws -> StoreStatements.Outcome {
        let read = try statements.map { text in
            try Statement(reading: try JSONDocument(reading: Array(text.utf8)).root, version: version)
        }
        return try await storeStatements(
            StoreStatements.Batch(read, version: version), as: credential ?? self.credential
        )
    }

    var storeStatements: StoreStatements {
        StoreStatements(
            database: database, terms: terms, outlines: outlines, learn: learn,
            checkSignatures: CheckSignatures(VerifySignature(), clock: { 0 }), fresh: fresh, newID: { UUID() }
        )
    }

    func statement(_ id: String, isVoided: Bool = false) async throws -> String? {
        guard let id = UUID(uuidString: id) else { return nil }
        var request = FindStatement.Request(id)
        request.isVoided = isVoided
        let found = try await FindStatement(database: database, authorities: authorities)(request)?.statement
        return try found.map { String(decoding: try $0.bytes(in: StatementForm(version: .v1_0_3)), as: UTF8.self) }
    }

    /// Ids in the order of the page.
    func ids(_ filter: StatementFilter) async throws -> [String] {
        try await page(filter).statements.map { $0.id.uuidString.lowercased() }
    }

    func page(_ filter: StatementFilter) async throws -> FindStatements.Page {
        try await FindStatements(database: database, authorities: authorities)(filter)
    }
}

extension Engine {
    /// A migrated store of its own for one test.
    func withRecords<T: Sendable>(
        clock: TestClock = TestClock(), _ body: @escaping @Sendable (RecordStore) async throws -> T
    ) async throws -> T {
        try await withDatabase(clock: clock) { database in try await body(try await RecordStore(database)) }
    }
}

/// A short statement: `id`'s first digit tells them apart in tables.
func sampleStatement(
    _ id: String, verb: String = "completed", agent: String = "004217", activity: String = "https://ex.fr/a",
    more: String = #","result":{"completion":true}"#
) -> String {
    """
    {"id":"\(id)","actor":{"account":{"homePage":"https://ex.fr","name":"\(agent)"}},
    "verb":{"id":"http://adlnet.gov/expapi/verbs/\(verb)"},"object":{"id":"\(activity)"}\(more)}
    """
}

/// A statement that voids `target`.
func voiding(_ id: String, _ target: String) -> String {
    """
    {"id":"\(id)","actor":{"mbox":"mailto:drh@ex.fr"},"verb":{"id":"http://adlnet.gov/expapi/verbs/voided"},
    "object":{"objectType":"StatementRef","id":"\(target)"}}
    """
}

/// An id with this number at its end.
func numberedID(_ number: Int, group: Int = 0) -> String {
    let digits = String(number, radix: 16)
    let start = String(group, radix: 16)
    return String(repeating: "0", count: 8 - start.count) + start + "-0000-4000-8000-"
        + String(repeating: "0", count: 12 - digits.count) + digits
}
