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
        /// A statement with this id, and other content, is there or was erased: nothing is stored.
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
    private let fresh: FreshStatements?
    private let newID: @Sendable () -> UUID

    /// - Parameter fresh: where the log's tree finds what was written.
    package init(
        database: any Database, terms: InternTerms, outlines: CourseOutlines, learn: LearnFromStatements,
        checkSignatures: CheckSignatures, fresh: FreshStatements? = nil, newID: @escaping @Sendable () -> UUID
    ) {
        self.database = database
        self.terms = terms
        self.outlines = outlines
        self.learn = learn
        self.checkSignatures = checkSignatures
        self.fresh = fresh
        self.newID = newID
    }

    package func callAsFunction(_ asked: Batch, as credential: Credential) async throws -> Outcome {
        let ids = asked.statements.map { $0.id ?? newID() }
        var seen: Set<UUID> = []
        for id in ids where !seen.insert(id).inserted { return .repeatedID(id) }
        let signatures: [SignatureStanding?]
        switch try await checkSignatures(of: asked, storedAs: ids) {
        case .success(let standings): signatures = standings
        case .failure(let refusal): return .refused(refusal)
        }
        let mentions = asked.statements.map(Mentions.init(in:))
        let needed = mentions.reduce(into: Set<Term>()) { $0.formUnion($1.terms) }
        // More often than twice in a row nobody is erased within a request.
        for _ in 0..<8 {
            let (numbers, epoch) = try await terms.numbers(before: needed)
            let batch = ids.indices.map { place in
                StatementToStore(
                    asked.statements[place], id: ids[place], mentions[place], in: asked, as: credential,
                    signature: signatures[place], numbers: numbers
                )
            }
            do { return try await write(batch, epoch: epoch) } catch let stale as StaleTerms {
                terms.forget(since: stale.epoch)
            }
        }
        throw StoreError.serialization
    }

    private func write(_ batch: [StatementToStore], epoch: Int64) async throws -> Outcome {
        let write = StatementWrite(batch: batch, epoch: epoch, outlines: outlines, learn: learn)
        let (outcome, news) = try await againOnRace { try await database.write(jointly: write) }
        if let news {
            terms.remember(news.made, since: epoch)
            learn.remember(news.learnt)
            outlines.remember(news.outlines)
            fresh?.remember(news.written, since: epoch)
        }
        return outcome
    }
}

/// A writer that loses a race on a unique key sees, when it runs again, what the winner wrote: a few times at most.
func againOnRace<T: Sendable>(_ write: @Sendable () async throws -> T) async throws -> T {
    for _ in 0..<8 {
        do { return try await write() } catch let error as StoreError {
            guard error.isUniqueViolation else { throw error }
        }
    }
    return try await write()
}

extension Database {
    /// Writes; where a unique key was taken by another writer meanwhile, writes again.
    func writeAgainOnRace<T: Sendable>(_ body: @escaping @Sendable (any Transaction) throws -> T) async throws -> T {
        try await againOnRace { try await write(body) }
    }
}
