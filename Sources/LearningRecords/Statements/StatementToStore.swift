import ExactJSON
import Foundation
import XAPI

/// A validated statement about to be stored, with the id that it came with or was given.
struct StatementToStore: Sendable {
    let statement: Statement
    let id: UUID
    let needs: AnswerNeeds
    let version: XAPIVersion
    /// Of the signatures that came with it.
    var signature: SignatureStanding?

    init(_ statement: Statement, version: XAPIVersion, newID: () -> UUID) {
        self.statement = statement
        self.id = statement.id ?? newID()
        self.needs = AnswerNeeds(of: statement)
        self.version = version
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

    /// IRI of the activity that the statement is about, where its object is one.
    var activity: String? {
        if case .activity(let activity) = object { activity.id } else { nil }
    }

    /// Everything in the statement that the store numbers.
    var terms: Set<Term> {
        var terms: Set<Term> = [.verb(verb)]
        for agent in agents { terms.insert(Term(kind: .actor, text: agent.canonical)) }
        for activity in activities { terms.insert(.activity(activity.id)) }
        return terms
    }
}
