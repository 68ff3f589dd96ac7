import ExactJSON
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
    /// - Parameter isList: whether the body was an array, for the pointer of a refusal.
    func callAsFunction(
        _ batch: [StatementToStore], _ attachments: [ReceivedAttachment], isList: Bool
    ) async throws -> Result<[SignatureStanding?], InvalidStatement> {
        var standings: [SignatureStanding?] = []
        for (place, one) in batch.enumerated() {
            let pointer = isList ? JSONPointer().appending(place) : JSONPointer()
            switch try await standing(of: one, attachments, at: pointer) {
            case .success(let standing): standings.append(standing)
            case .failure(let refusal): return .failure(refusal)
            }
        }
        return .success(standings)
    }

    private func standing(
        of one: StatementToStore, _ received: [ReceivedAttachment], at pointer: JSONPointer
    ) async throws -> Result<SignatureStanding?, InvalidStatement> {
        var least: SignatureStanding?
        for (place, attachment) in one.statement.attachments.enumerated() where attachment.isSignature {
            // One whose octets lie elsewhere (fileUrl) cannot be looked at.
            guard let octets = try await received.octets(of: attachment, limit: VerifySignature.maximumBytes) else {
                least = .unchecked
                continue
            }
            let signed = SignedStatement(
                one.statement, storedAs: one.id, version: one.version, pointer: pointer, attachment: place
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
