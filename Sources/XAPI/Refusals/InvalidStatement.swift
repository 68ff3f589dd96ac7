package import ExactJSON

/// Why a statement, an actor or another value of the xAPI data model is refused; a server answers 400 with it
/// (413 for `Code.statementTooLarge`).
package struct InvalidStatement: Error, Equatable, Sendable {
    /// Stable names of the rules: they never change their meaning and are documented.
    package enum Code: String, Sendable, CaseIterable {
        case wrongType = "wrong-type"
        case nullValue = "null-value"
        case missingProperty = "missing-property"
        case unknownProperty = "unknown-property"
        case wrongCase = "wrong-case"
        case notInThisVersion = "not-in-this-version"
        case duplicateKey = "duplicate-key"
        case blank = "blank-text"
        case invalidIRI = "invalid-iri"
        case invalidURI = "invalid-uri"
        case invalidUUID = "invalid-uuid"
        case invalidTimestamp = "invalid-timestamp"
        case invalidDuration = "invalid-duration"
        case invalidLanguageTag = "invalid-language-tag"
        case invalidMailbox = "invalid-mailbox"
        case invalidSHA1 = "invalid-sha1"
        case invalidSHA2 = "invalid-sha2"
        case invalidMediaType = "invalid-media-type"
        case invalidLength = "invalid-length"
        case invalidObjectType = "invalid-object-type"
        case invalidInteractionType = "invalid-interaction-type"
        case missingIdentifier = "missing-identifier"
        case severalIdentifiers = "several-identifiers"
        case missingMembers = "missing-members"
        case agentRequired = "agent-required"
        case groupRequired = "group-required"
        case activityRequired = "activity-required"
        case voidingNeedsReference = "voiding-needs-reference"
        case nestedSubStatement = "nested-substatement"
        case notInSubStatement = "not-in-substatement"
        case componentsNotSupported = "components-not-supported"
        case duplicateComponent = "duplicate-component"
        case scaledScoreOutOfRange = "scaled-score-out-of-range"
        case rawScoreOutOfBounds = "raw-score-out-of-bounds"
        case scoreBoundsReversed = "score-bounds-reversed"
        case invalidAuthority = "invalid-authority"
        case unsupportedVersion = "unsupported-version"
        case emptyList = "empty-list"
        case tooManyAgents = "too-many-agents"
        case statementTooLarge = "statement-too-large"
        case signatureContentType = "signature-content-type"
        case malformedSignature = "malformed-signature"
        case signatureAlgorithm = "signature-algorithm"
        case signatureCertificate = "signature-certificate"
        case wrongSignature = "wrong-signature"
        case signedPayload = "signed-payload"
        case otherStatementSigned = "other-statement-signed"
    }

    package let code: Code
    /// The offending value in the body that was sent; the object that lacks something where something is missing.
    package let pointer: JSONPointer
    /// For example `xAPI 1.0.3 Data 2.4.5.1`.
    package let section: String
    /// Names the property and what was expected; never quotes the value, which may name a person.
    package let message: LocalizedText
}
