import ExactJSON
import Persistence
import XAPI

@testable import LearningRecords

extension BlobStore {
    private var terms: InternTerms { InternTerms(database: database) }

    func put(
        _ content: DocumentContent, at address: DocumentAddress, if preconditions: Preconditions = Preconditions(),
        version: XAPIVersion = .v1_0_3
    ) async throws -> DocumentOutcome {
        let put = PutDocument(database: database, terms: terms, blobs: blobs)
        return try await put(content, at: address, if: preconditions, version: version)
    }

    func merge(_ content: DocumentContent, at address: DocumentAddress, limit: Int = 1 << 20) async throws
        -> DocumentOutcome
    {
        let merge = MergeDocument(database: database, terms: terms, blobs: blobs)
        let object = try JSONDocument(reading: content.bytes).root
        return try await merge(content, object: object, at: address, if: Preconditions(), limit: limit)
    }

    func document(_ address: DocumentAddress) async throws -> StoredDocument? {
        try await FindDocument(database: database, terms: terms)(address)
    }

    func delete(_ address: DocumentAddress) async throws -> DocumentOutcome {
        try await DeleteDocuments(database: database, terms: terms)(address, if: Preconditions())
    }

    func deleteAll(_ context: DocumentContext) async throws -> DocumentOutcome {
        try await DeleteDocuments(database: database, terms: terms)(all: context, if: Preconditions())
    }
}

extension DocumentAddress {
    /// State of an Agent in an Activity, both numbered.
    static func sample(_ id: String, of number: Int = 0) -> DocumentAddress {
        let agent = InverseFunctionalIdentifier.account(homePage: "https://ex.fr", name: "\(number)")
        return DocumentAddress(
            id,
            in: DocumentContext(resource: .state, agent: agent, activity: "https://ex.fr/\(number)")
        )
    }
}

extension DocumentContent {
    init(json: String) { self.init(type: "application/json", bytes: Array(json.utf8)) }
}
