import ExactJSON
import Foundation
import XAPI

/// A validated statement about to be stored, with the id that it came with or was given.
struct StatementToStore: Sendable {
    let statement: Statement
    let id: UUID
    let needs: AnswerNeeds
    let version: XAPIVersion
    let credential: Credential
    let mentions: Mentions
    /// What it is found by, where all of its terms were known before; else made in the transaction that numbers them.
    var filters: FilterTerms?
    /// Of the signatures that came with it.
    var signature: SignatureStanding?
    /// What came with its request.
    var attachments: [ReceivedAttachment]

    init(_ statement: Statement, in batch: StoreStatements.Batch, as credential: Credential, newID: () -> UUID) {
        self.statement = statement
        self.id = statement.id ?? newID()
        self.needs = AnswerNeeds(of: statement)
        self.version = batch.version
        self.credential = credential
        self.mentions = Mentions(in: statement)
        self.attachments = batch.attachments
    }

    var raw: [UInt8] { Array(statement.json.bytes) }

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
