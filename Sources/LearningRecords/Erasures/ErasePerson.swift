import EvidenceVerification
package import Foundation
package import Persistence
package import XAPI

/// Why nobody was erased; nothing was changed.
package enum ErasureRefusal: Error, Equatable, Sendable {
    case unknownPerson
    /// What is asked belongs to the person named.
    case isMerged(into: UUID)
    /// A hold keeps the person from being erased.
    case held(by: UUID)
    /// The reason, or who asked for it, would name in the tombstone whom nothing is to name.
    case reasonNames, requesterNames
}

/// Destroys everything that the store has of a person (GDPR article 17), and keeps a tombstone that does not say who it was.
///
/// `docs/erasure.md` says what goes, what stays of others' records, and what is out of reach.
package struct ErasePerson: Sendable {
    package enum Learner: Sendable {
        case person(UUID)
        /// Whoever the identifier belongs to; nobody else where it is nobody's.
        case actor(InverseFunctionalIdentifier)
    }

    package struct Request: Sendable {
        package var learner: Learner
        package var reason: String
        package var requestedBy: String?

        package init(_ learner: Learner, reason: String, requestedBy: String? = nil) {
            self.learner = learner
            self.reason = reason
            self.requestedBy = requestedBy
        }
    }

    package struct Report: Sendable {
        /// Of the tombstone; nil for a dry run.
        package let erasure: UUID?
        /// µs since 1970.
        package let at: Int64
        package let counts: ErasureCounts
        /// Where something that recognizes the person still stands on this machine; empty for a dry run.
        package let residue: [ErasureResidue]
        /// Whether the store has given up the room where it stood. Where somebody reads or writes all the time, or the
        /// connection may not, this has to be done by hand (`docs/erasure.md`).
        package let isPurged: Bool
    }

    private let database: any Database
    private let sweepBlobs: SweepBlobs
    private let bundles: BundleShelf
    private let keep: KeepErasures
    private let folder: String?
    private let random: @Sendable (_ count: Int) -> [UInt8]

    /// - Parameters:
    ///   - journal: where an erasure is kept for the day on which a backup is restored.
    ///   - folder: whose files are searched afterwards.
    ///   - random: secure random bytes.
    package init(
        database: any Database, sweepBlobs: SweepBlobs, bundles: BundleShelf, journal: ErasureJournal? = nil,
        folder: String?, random: @escaping @Sendable (_ count: Int) -> [UInt8]
    ) {
        self.database = database
        self.sweepBlobs = sweepBlobs
        self.bundles = bundles
        keep = KeepErasures(database: database, journal: journal)
        self.folder = folder
        self.random = random
    }

    /// Counts what would go.
    package func count(_ learner: Learner) async throws -> Result<Report, ErasureRefusal> {
        try await database.read { transaction in
            let subject: ErasureSubject
            switch try transaction.erasureSubject(learner) {
            case .success(let found): subject = found
            case .failure(let refusal): return .failure(refusal)
            }
            if let hold = try transaction.hold(on: subject.numbers) { return .failure(.held(by: hold)) }
            let plan = try ErasurePlan(subject, in: transaction)
            return .success(
                Report(erasure: nil, at: transaction.startedAt, counts: plan.counts, residue: [], isPurged: false)
            )
        }
    }

    /// - Parameter key: the key that asks.
    package func callAsFunction(_ request: Request, by key: String) async throws -> Result<Report, ErasureRefusal> {
        let uid = UUID(random: random(16))
        let outcome = try await database.writeAgainOnRace { [random, isKept = keep.isKept] transaction in
            try transaction.erase(request, as: uid, by: key, keepingLine: isKept, random: random)
        }
        let done: Done
        switch outcome {
        case .success(let success): done = success
        case .failure(let refusal): return .failure(refusal)
        }
        try await keep()
        if !done.released.isEmpty { _ = try await sweepBlobs.erase(done.released) }
        try await bundles.removeOrphans()
        let isPurged = try await database.purge(ErasedTable.purged)
        let residue = try await ErasureResidue.search(for: done.marks, in: folder)
        return .success(
            Report(erasure: uid, at: done.at, counts: done.counts, residue: residue, isPurged: isPurged)
        )
    }

    /// What one transaction did.
    struct Done: Sendable {
        /// Of the tombstone.
        let number: Int64
        let at: Int64
        let counts: ErasureCounts
        let released: [[UInt8]]
        let marks: [ErasureMark]
    }
}

extension Transaction {
    fileprivate func erase(
        _ request: ErasePerson.Request, as uid: UUID, by key: String, keepingLine: Bool,
        random: (_ count: Int) -> [UInt8]
    ) throws -> Result<ErasePerson.Done, ErasureRefusal> {
        try keepOthersOut()
        let subject: ErasureSubject
        switch try erasureSubject(request.learner) {
        case .success(let found): subject = found
        case .failure(let refusal): return .failure(refusal)
        }
        if let hold = try hold(on: subject.numbers) { return .failure(.held(by: hold)) }
        if subject.marks.contains(where: { $0.isNamed(in: request.reason) }) { return .failure(.reasonNames) }
        if let requester = request.requestedBy, subject.marks.contains(where: { $0.isNamed(in: requester) }) {
            return .failure(.requesterNames)
        }
        let done = try erase(
            subject, Tombstone.Head(id: uid, reason: request.reason, requestedBy: request.requestedBy, key: key),
            keepingLine: keepingLine, random: random
        )
        return .success(done)
    }

    /// Of somebody whom nothing keeps; the caller keeps others out.
    ///
    /// - Parameter keepingLine: whether there is a journal, which `KeepErasures` moves the line to.
    func erase(
        _ subject: ErasureSubject, _ head: Tombstone.Head, keepingLine: Bool, random: (_ count: Int) -> [UInt8]
    ) throws -> ErasePerson.Done {
        try growTree(random: random)
        let plan = try ErasurePlan(subject, in: self)
        guard let erasure = try insertTombstone(head, plan.counts) else { throw StoreError.unavailable }
        let released = try plan.carryOut(erasure, in: self, random: random)
        try appendToLog(.erasure, [erasure])
        if keepingLine { try keepLine(of: erasure, head, subject) }
        return ErasePerson.Done(
            number: erasure, at: startedAt, counts: plan.counts, released: released, marks: subject.marks
        )
    }

    func insertTombstone(_ head: Tombstone.Head, _ counts: ErasureCounts) throws -> Int64? {
        try rows(
            """
            INSERT INTO erasure (uid, reason, requested_by, access_key, at, counts, again)
            VALUES (\(head.id), \(head.reason), \(head.requestedBy), \(head.key), \(startedAt), \(counts.json),
                \(head.again))
            RETURNING id
            """
        ).first?.integer(0)
    }

    /// On PostgreSQL: until the transaction ends nobody writes what may be about the person, gives leaves, or lets the tree
    /// grow. Whoever read a number of the person's before looks again (`StaleTerms`).
    func keepOthersOut() throws {
        guard engine == .postgres else { return }
        _ = try rows("SELECT pg_advisory_xact_lock(7310579612)")
        _ = try rows("SELECT pg_advisory_xact_lock(7310579614)")
        try execute(
            "LOCK TABLE statement, fact, standing, document, person, person_identifier, log_queue IN EXCLUSIVE MODE"
        )
    }
}
