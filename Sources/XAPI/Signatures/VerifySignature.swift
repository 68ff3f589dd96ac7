package import ExactJSON
package import Foundation

/// What is known of a signature that was accepted. Values are stored and shown: they keep their spelling.
package enum SignatureStanding: String, Sendable, CaseIterable {
    /// The certificate's key made it, and a chain leads from the certificate to a root that the operator trusts.
    case valid
    /// The certificate's key made it; nobody that the operator trusts vouches for the certificate at that time.
    case untrusted
    /// It came without a certificate: nobody can tell who made it.
    case unchecked
}

/// A statement with a signature among its attachments, and how it came.
package struct SignedStatement: Sendable {
    package let statement: Statement
    /// The id under which it is stored, whoever gave it.
    package let id: UUID
    package let version: XAPIVersion
    /// Where the statement stands in the body.
    package let pointer: JSONPointer
    /// The place of the signature among `statement.attachments`, from 0.
    package let attachment: Int

    package init(
        _ statement: Statement,
        storedAs id: UUID,
        version: XAPIVersion,
        pointer: JSONPointer = JSONPointer(),
        attachment: Int,
    ) {
        self.statement = statement
        self.id = id
        self.version = version
        self.pointer = pointer
        self.attachment = attachment
    }
}

/// Checks a signature as xAPI 1.0.3 Data 2.6 and 2.0 want it. `docs/decisions/0007-signed-statements.md` says what is
/// read into their words.
package struct VerifySignature: Sendable {
    package enum Outcome: Equatable, Sendable {
        case accepted(SignatureStanding)
        /// Malformed, not made by the certificate's key, or made of something else than the statement.
        case refused(InvalidStatement)
    }

    /// Bytes of the longest signature that is looked at: a statement of 1 MiB in base64, and certificates.
    package static let maximumBytes = 1 << 21

    private let roots: TrustedRoots

    package init(roots: TrustedRoots = TrustedRoots()) { self.roots = roots }

    /// - Parameters:
    ///   - signature: the attachment's bytes, a JWS in compact serialisation.
    ///   - instant: the time for which certificates have to be valid.
    package func callAsFunction(_ signature: [UInt8], of signed: SignedStatement, at instant: Instant) async -> Outcome
    {
        let signer: SigningCertificates?
        do {
            signer = try Self.signer(of: signature, signed)
        } catch {
            return .refused(signed.refusal(error.code))
        }
        guard let signer else { return .accepted(.unchecked) }
        return .accepted(await roots.trust(signer, at: instant) ? .valid : .untrusted)
    }

    private static func signer(
        of signature: [UInt8],
        _ signed: SignedStatement,
    ) throws(JSONWebSignature.Flaw) -> SigningCertificates? {
        guard signature.count <= maximumBytes else { throw JSONWebSignature.Flaw(.malformedSignature) }
        let signature = try JSONWebSignature(compact: signature)
        var signer: SigningCertificates?
        if !signature.certificates.isEmpty {
            let certificates = try SigningCertificates(der: signature.certificates)
            guard signature.isSigned(by: certificates.key) else { throw JSONWebSignature.Flaw(.wrongSignature) }
            signer = certificates
        }
        guard let payload = signed.payload(signature.payload) else { throw JSONWebSignature.Flaw(.signedPayload) }
        guard signed.isMade(of: payload) else { throw JSONWebSignature.Flaw(.otherStatementSigned) }
        return signer
    }
}

extension SignedStatement {
    /// "a valid JSON serialization of the complete Statement before the signature was added"; nil where it is none.
    fileprivate func payload(_ bytes: [UInt8]) -> Statement? {
        guard let document = try? JSONDocument(reading: bytes), InvalidStatement(duplicateKeysIn: document) == nil
        else {
            return nil
        }
        return try? Statement(reading: document.root, version: version)
    }

    /// Whether this statement says what was signed (Data 2.3.1), and would still after the server has set what is absent:
    /// it adds an `id` and a `timestamp`, but does not take them away.
    fileprivate func isMade(of payload: Statement) -> Bool {
        guard payload.id == nil || payload.id == id else { return false }
        guard payload.timestamp == nil || payload.timestamp == statement.timestamp else { return false }
        return statement.isEquivalent(to: payload)
    }

    fileprivate func refusal(_ code: InvalidStatement.Code) -> InvalidStatement {
        InvalidStatement(
            code: code,
            pointer: pointer.appending("attachments").appending(attachment),
            section: Section.signatures.citation,
            message: code.message(property: "attachments[\(attachment)]", expected: nil),
        )
    }
}
