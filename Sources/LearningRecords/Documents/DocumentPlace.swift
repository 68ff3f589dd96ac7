import Persistence

/// One document's place inside a transaction: it is found, locked and decided upon before anything is written.
struct DocumentPlace {
    private let transaction: any Transaction
    private let address: DocumentAddress
    /// Nil where the Agent or the Activity is unknown, so that nothing can be there.
    private let numbered: NumberedContext?
    /// Numbers of terms that were read or made on the way.
    private(set) var learnt: [Term: Int64] = [:]

    /// - Parameter isLocking: keeps the Agent from being erased before the transaction ends.
    init(
        _ address: DocumentAddress, known: [Term: Int64], in transaction: any Transaction, isLocking: Bool = false
    ) throws {
        self.transaction = transaction
        self.address = address
        var known = known
        if isLocking, let agent = address.context.agentTerm { known[agent] = try transaction.lockTerm(agent) }
        let numbers = try transaction.numbers(of: address.context, known: known)
        numbered = NumberedContext(address.context, numbers: numbers)
        learnt = numbers.filter { known[$0.key] == nil }
    }

    /// What is there, locked until the transaction ends; nil where nothing is.
    func lock() throws -> DocumentHead? {
        guard let numbered else { return nil }
        return try transaction.rows(.documentHead(numbered, DocumentKey(address.id))).first.map(DocumentHead.init(_:))
    }

    func read() throws -> StoredDocument? {
        guard let numbered else { return nil }
        return try transaction.rows(.document(numbered, DocumentKey(address.id))).first.map(StoredDocument.init(_:))
    }

    /// The content of a document that is no file.
    func content(_ head: DocumentHead) throws -> DocumentContent {
        DocumentContent(type: head.type, bytes: try transaction.documentBytes(head.number))
    }

    mutating func write(_ document: DocumentToKeep, over there: DocumentHead?) throws {
        if let there { return try transaction.update(there, to: document) }
        guard let context = try numbered ?? makeContext() else { return }
        try transaction.insert(document, in: context, DocumentKey(address.id))
    }

    private mutating func makeContext() throws -> NumberedContext? {
        learnt = try transaction.intern(address.context.terms)
        return NumberedContext(address.context, numbers: learnt)
    }

    func delete(_ head: DocumentHead) throws { try transaction.delete(head) }
}

extension InternTerms {
    /// Runs `body` over a document's place in a writing transaction. A writer that loses the race for a new document sees,
    /// when it runs again, what the winner wrote; memory learns of new terms after the commit.
    func writeDocument<Outcome: Sendable>(
        at address: DocumentAddress, in database: any Database,
        _ body: @escaping @Sendable (inout DocumentPlace) throws -> Outcome
    ) async throws -> Outcome {
        let known = remembered(address.context.terms)
        let (outcome, learnt) = try await database.writeAgainOnRace { transaction in
            var place = try DocumentPlace(address, known: known, in: transaction, isLocking: true)
            let outcome = try body(&place)
            return (outcome, place.learnt)
        }
        remember(learnt)
        return outcome
    }
}
