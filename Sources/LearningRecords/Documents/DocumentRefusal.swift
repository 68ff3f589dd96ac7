/// Why a document is not written, with nothing changed.
package enum DocumentRefusal: Sendable, Equatable {
    /// `If-Match` or `If-None-Match` does not hold (3.1: 412).
    case preconditionFailed
    /// A PUT with neither header, over a document that is there (3.1: 409).
    case unguarded
    /// 1.0.3: a PUT of a new profile document with neither header (3.1: "MUST include").
    case preconditionMissing
    /// The document that is there is no JSON object, so nothing can be merged into it (2.2: 400).
    case notMergeable
    /// The merged document would pass this many bytes.
    case tooLarge(limit: Int)
}

/// How a writing request ends.
package enum DocumentOutcome: Sendable, Equatable {
    case done
    case refused(DocumentRefusal)
}
