package import Foundation
package import Persistence
package import XAPI

/// Stores statements, whole batches or nothing, with everything that follows from them: the rows by which they are found,
/// facts, voids and standings, in one transaction.
package struct StoreStatements: Sendable {
    /// The statements of one request, checked, and what came with them.
    package struct Batch: Sendable {
        package var statements: [Statement]
        package var version: XAPIVersion
        /// Whether the body was an array.
        package var isList: Bool
        /// Octets that came along; those of statements that were there already are left out.
        package var attachments: [ReceivedAttachment]

        package init(
            _ statements: [Statement], version: XAPIVersion, isList: Bool = true,
            attachments: [ReceivedAttachment] = []
        ) {
            self.statements = statements
            self.version = version
            self.isList = isList
            self.attachments = attachments
        }
    }

    package enum Outcome: Equatable, Sendable {
        /// The ids in the order of the batch, also of statements that were there already (Communication 2.1.1).
        case stored([UUID])
        /// A statement with this id, and other content, is there: nothing is stored.
        case conflict(UUID)
        /// Two statements of the batch have this id (1.0.3 Communication 2.1.2; 2.0 refuses too).
        case repeatedID(UUID)
        /// A signature is malformed or wrong.
        case refused(InvalidStatement)
    }

    private let database: any Database
    private let terms: InternTerms
    private let outlines: CourseOutlines
    private let learn: LearnFromStatements
    private let checkSignatures: CheckSignatures
    private let newID: @Sendable () -> UUID

    package init(
        database: any Database, terms: InternTerms, outlines: CourseOutlines, learn: LearnFromStatements,
        checkSignatures: CheckSignatures, newID: @escaping @Sendable () -> UUID
    ) {
        self.database = database
        self.terms = terms
        self.outlines = outlines
        self.learn = learn
        self.checkSignatures = checkSignatures
        self.newID = newID
    }

    package func callAsFunction(_ asked: Batch, as credential: Credential) async throws -> Outcome {
        var batch = asked.statements.map { StatementToStore($0, version: asked.version, newID: newID) }
        var ids: Set<UUID> = []
        for one in batch where !ids.insert(one.id).inserted { return .repeatedID(one.id) }
        switch try await checkSignatures(batch, asked.attachments, isList: asked.isList) {
        case .success(let standings):
            for (place, standing) in standings.enumerated() { batch[place].signature = standing }
        case .failure(let refusal): return .refused(refusal)
        }
        let needed = batch.reduce(into: Set<Term>()) { $0.formUnion($1.statement.terms) }
        let numbers = try await terms.numbers(before: needed)
        return try await write(batch, asked.attachments, known: numbers, as: credential)
    }

    /// A writer that loses a race on a unique key sees, when it runs again, what the winner wrote.
    private func write(
        _ batch: [StatementToStore], _ attachments: [ReceivedAttachment], known: [Term: Int64],
        as credential: Credential
    ) async throws -> Outcome {
        let (outcome, made, learnt, read) = try await database.writeAgainOnRace { [outlines, learn] transaction in
            var writer = StatementWriter(
                transaction: transaction, credential: credential, known: known, learn: learn, outlines: outlines,
                attachments: attachments
            )
            return (try writer.store(batch), writer.made, writer.learnt, writer.standings.outlines.read)
        }
        terms.remember(made)
        learn.remember(learnt)
        outlines.remember(read)
        return outcome
    }
}

extension Database {
    /// Writes; where a unique key was taken by another writer meanwhile, writes again, a few times at most.
    func writeAgainOnRace<T: Sendable>(_ body: @escaping @Sendable (any Transaction) throws -> T) async throws -> T {
        for _ in 0..<8 {
            do { return try await write(body) } catch let error as StoreError {
                guard error.isUniqueViolation else { throw error }
            }
        }
        return try await write(body)
    }
}
