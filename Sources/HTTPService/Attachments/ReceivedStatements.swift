import ExactJSON
import LearningRecords
import XAPI

/// The statements of a request, checked, and the octets that came with them.
struct ReceivedStatements: Sendable {
    let statements: [Statement]
    let attachments: [ReceivedAttachment]
    /// Whether the body was an array.
    let isList: Bool
}

/// The statements of a request before attachments are looked at.
struct StatementBatch: Sendable {
    let statements: [Statement]
    let declared: DeclaredHashes
    let isList: Bool

    init(_ bytes: [UInt8], read: ReceiveStatements.Reader) throws {
        let document = try JSONDocument(reading: bytes)
        if let twice = InvalidStatement(duplicateKeysIn: document) { throw twice }
        statements = try read(document)
        isList = document.root.kind == .array
        declared = DeclaredHashes(statements, isList: isList)
    }
}
