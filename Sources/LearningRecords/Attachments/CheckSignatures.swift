import ExactJSON
import Foundation
package import XAPI

/// Checks the signatures that came with statements, before anything is stored (Data 2.6): a malformed or wrong one is
/// refused.
package struct CheckSignatures: Sendable {
    private let verify: VerifySignature
    private let clock: @Sendable () -> Int64

    /// - Parameters:
    ///   - verify: knows whom the operator trusts.
    ///   - clock: µs since 1970; certificates have to be valid now.
    package init(_ verify: VerifySignature, clock: @escaping @Sendable () -> Int64) {
        self.verify = verify
        self.clock = clock
    }

    /// What is known of each statement's signatures, the least where there are several; nil where none came.
    ///
    /// - Parameter ids: of the statements, place by place.
    /// - Returns: one for each statement.
    func callAsFunction(
        of batch: StoreStatements.Batch, storedAs ids: [UUID]
    ) async throws -> Result<[SignatureStanding?], InvalidStatement> {
        var standings: [SignatureStanding?] = []
        for (place, (statement, id)) in zip(batch.statements, ids).enumerated() {
            switch try await standing(of: statement, id, at: place, in: batch) {
            case .success(let standing): standings.append(standing)
            case .failure(let refusal): return .failure(refusal)
            }
        }
        return .success(standings)
    }

    private func standing(
        of statement: Statement, _ id: UUID, at position: Int, in batch: StoreStatements.Batch
    ) async throws -> Result<SignatureStanding?, InvalidStatement> {
        let pointer = batch.isList ? JSONPointer().appending(position) : JSONPointer()
        var least: SignatureStanding?
        for (place, attachment) in statement.attachments.enumerated() where attachment.isSignature {
            // One whose octets lie elsewhere (fileUrl) cannot be looked at.
            guard let octets = try await batch.attachments.octets(of: attachment, limit: VerifySignature.maximumBytes)
            else {
                least = .unchecked
                continue
            }
            let signed = SignedStatement(
                statement, storedAs: id, version: batch.version, pointer: pointer, attachment: place
            )
            switch await verify(octets, of: signed, at: Instant(microseconds: clock())) {
            case .refused(let refusal): return .failure(refusal)
            case .accepted(let standing): least = least.map { min($0, standing) } ?? standing
            }
        }
        return .success(least)
    }
}

extension SignatureStanding: Comparable {
    /// By how much is known.
    package static func < (one: SignatureStanding, other: SignatureStanding) -> Bool { one.rank < other.rank }

    private var rank: Int {
        switch self {
        case .unchecked: 0
        case .untrusted: 1
        case .valid: 2
        }
    }
}
