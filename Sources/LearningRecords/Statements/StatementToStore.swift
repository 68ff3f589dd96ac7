import ExactJSON
import Foundation
import XAPI

/// A validated statement about to be stored, with the id that it came with or was given.
///
/// A class, since it is handed on many times, and has much in it to be copied each time.
final class StatementToStore: Sendable {
    let statement: Statement
    let id: UUID
    let needs: AnswerNeeds
    let version: XAPIVersion
    let credential: Credential
    let mentions: Mentions
    /// What it is found by, where all of its terms were known before; else made in the transaction that numbers them.
    let filters: FilterTerms?
    /// Of the signatures that came with it.
    let signature: SignatureStanding?
    /// What came with its request.
    let attachments: [ReceivedAttachment]
    let raw: [UInt8]

    /// - Parameter numbers: those of its terms that are known.
    init(
        _ statement: Statement, id: UUID, _ mentions: Mentions, in batch: StoreStatements.Batch,
        as credential: Credential, signature: SignatureStanding? = nil, numbers: [Term: Int64]
    ) {
        self.statement = statement
        self.id = id
        self.needs = AnswerNeeds(of: statement)
        self.version = batch.version
        self.credential = credential
        self.mentions = mentions
        self.filters = FilterTerms(mentions, authority: credential.authority.term, numbers: numbers)
        self.signature = signature
        self.attachments = batch.attachments
        self.raw = Array(statement.json.bytes)
    }

    /// Statement that the object refers to (Data 2.4.4.3).
    var target: UUID? {
        if case .statementReference(let id) = statement.object { id } else { nil }
    }
}

extension Statement {
    /// Reads a statement that was stored, under the rules that it came under; limits that hold today do not matter.
    init(stored raw: [UInt8], version: XAPIVersion) throws {
        let limits = Limits(bytes: .max, distinctAgents: .max)
        try self.init(reading: JSONDocument(reading: raw).root, version: version, limits: limits)
    }
}
