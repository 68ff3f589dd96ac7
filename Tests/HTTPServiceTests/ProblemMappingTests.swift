import Foundation
import HTTPTypes
import Persistence
import TestSupport
import Testing
import XAPI

@testable import HTTPService
@testable import LearningRecords

@Suite("what broke, as an answer")
struct ProblemMappingTests {
    @Test(
        "a full disk is told from a broken one, and the client learns no more of either",
        arguments: [
            (ENOSPC, ProblemType.storeFull), (EDQUOT, .storeFull), (EIO, .internalError), (EACCES, .internalError),
        ]
    )
    func files(code: Int32, type: ProblemType) {
        let problem = Problem(answering: FileFailure(operation: "write", code: code))
        #expect(problem.type == type)
        #expect(!problem.detail.english.contains("write"))
    }

    @Test(
        "a store's error is the client's only where a text cannot be stored",
        arguments: [
            (StoreError.full, 507), (.busy, 503), (.unavailable, 503), (.unrepresentableText, 400), (.column(1), 500),
            (.other(code: "42601"), 500),
        ]
    )
    func stores(error: StoreError, status: Int) {
        #expect(Problem(answering: error).status.code == status)
    }

    @Test("a text that PostgreSQL cannot hold is its own error")
    func unrepresentable() async throws {
        try await Engine.postgres.withDatabase(migrations: migrations) { database in
            await #expect(throws: StoreError.unrepresentableText) {
                try await AuthenticateKey(database: database, clock: { 0 })(key: "a\0", secret: "")
            }
        }
    }
}
