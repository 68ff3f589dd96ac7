import ExactJSON
import Foundation
import Testing
import XAPI

@Suite("signed statements, xAPI 1.0.3 Data 2.6")
struct SignatureTests {
    private static func outcome(
        _ scenario: SignatureScenario,
        roots: TrustedRoots,
        version: XAPIVersion,
    ) async throws -> SignatureScenario.Outcome {
        let signed = SignedStatement(
            try Sample.read(scenario.statement, version),
            storedAs: try #require(UUID(canonical: Sample.uuid)),
            version: version,
            pointer: JSONPointer().appending(3),
            attachment: 1
        )
        let signature = Array(try scenario.make(try Signatory.made.get()).utf8)
        let instant = try #require(Instant(iso8601: scenario.instant))
        switch await VerifySignature(roots: roots)(signature, of: signed, at: instant) {
        case .accepted(let standing): return .accepted(standing)
        case .refused(let refusal):
            #expect(refusal.pointer.description == "/3/attachments/1")
            #expect(refusal.section == "xAPI 1.0.3 Data 2.6")
            #expect(refusal.message.french.contains("attachments[1]"))
            return .refused(refusal.code)
        }
    }

    @Test(
        "accepted, with its standing, or refused",
        arguments: SignatureScenario.accepted + SignatureScenario.payloads + SignatureScenario.refused
    )
    func scenarios(_ scenario: SignatureScenario) async throws {
        let roots = try Signatory.made.get().roots
        for version in XAPIVersion.allCases {
            #expect(try await Self.outcome(scenario, roots: roots, version: version) == scenario.outcome)
        }
    }

    @Test(
        "without roots a certificate is untrusted, and all else is as with them", arguments: SignatureScenario.accepted)
    func noRoots(_ scenario: SignatureScenario) async throws {
        let outcome = try await Self.outcome(scenario, roots: TrustedRoots(), version: .v2_0)
        #expect(outcome == (scenario.outcome == .accepted(.unchecked) ? scenario.outcome : .accepted(.untrusted)))
    }

    @Test("roots are read as PEM, or not at all")
    func roots() throws {
        #expect(throws: (any Error).self) { try TrustedRoots(pem: "-----BEGIN CERTIFICATE-----") }
        #expect(throws: (any Error).self) {
            try TrustedRoots(pem: "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n")
        }
    }

    @Test("a payload is read under the version of the request")
    func version() async throws {
        let json = Sample.context(#""contextAgents":[{"objectType":"contextAgent","agent":\#(Sample.agent)}]"#)
        let signatory = try Signatory.made.get()
        let signature = Array(try SpeltSignature(json, signatory.key).compact.utf8)
        let id = try #require(UUID(canonical: Sample.uuid))
        let signed = SignedStatement(try Sample.read(json, .v2_0), storedAs: id, version: .v2_0, attachment: 0)
        #expect(await VerifySignature()(signature, of: signed, at: .earliest) == .accepted(.unchecked))
        let old = SignedStatement(try Sample.read(json, .v2_0), storedAs: id, version: .v1_0_3, attachment: 0)
        guard case .refused(let refusal) = await VerifySignature()(signature, of: old, at: .earliest) else {
            Issue.record("1.0.3 does not know contextAgents")
            return
        }
        #expect(refusal.code == .signedPayload)
    }

    @Test("a signature changed at random is refused, never a crash", arguments: UInt64(0)..<4)
    func mutations(_ seed: UInt64) async throws {
        var generator = SplitMix(seed: seed)
        let signatory = try Signatory.made.get()
        let right = Array(
            try SpeltSignature(SignatureScenario.payload, signatory.key, x5c: [signatory.leaf]).compact.utf8)
        let id = try #require(UUID(canonical: Sample.uuid))
        let statement = try Sample.read(SignatureScenario.payload)
        let signed = SignedStatement(statement, storedAs: id, version: .v1_0_3, attachment: 0)
        for _ in 0..<250 {
            var signature = right
            let place = Int.random(in: signature.indices, using: &generator)
            signature[place] = UInt8.random(in: 0x2D...0x7A, using: &generator)
            guard signature != right else { continue }
            let outcome = await VerifySignature()(signature, of: signed, at: .earliest)
            if case .accepted = outcome { Issue.record("byte \(place) was changed, and the signature accepted") }
        }
    }
}
