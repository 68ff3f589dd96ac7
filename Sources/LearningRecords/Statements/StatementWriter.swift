import Completion
import EvidenceVerification
import Foundation
import Persistence
import XAPI

/// Batches on their way into the store, inside a transaction: reads and decides first, then writes all of them at once.
struct StatementWriter {
    let transaction: any Transaction
    /// The last erasure that was known when the batches' terms were numbered.
    let epoch: Int64
    let learn: LearnFromStatements
    /// The numbers of terms that were not known before.
    private(set) var made: [Term: Int64] = [:]
    private(set) var learnt = LearnFromStatements.Learnt()
    /// By their numbers.
    private(set) var written: [(seq: Int64, content: StatementRow.Content)] = []
    private(set) var standings: StandingUpdate

    init(transaction: any Transaction, epoch: Int64, learn: LearnFromStatements, outlines: CourseOutlines) {
        self.transaction = transaction
        self.epoch = epoch
        self.learn = learn
        standings = StandingUpdate(transaction: transaction, outlines: outlines)
    }

    /// - Parameter batches: with no id in common.
    /// - Returns: what becomes of each; one that conflicts with what is stored writes nothing.
    mutating func store(_ batches: [[StatementToStore]]) throws -> [StoreStatements.Outcome] {
        let all = batches.joined()
        let there = try transaction.lockIdentities(of: Set(all.map(\.id) + all.compactMap(\.target)))
        var new: [StatementToStore] = []
        let outcomes = batches.map { batch in
            switch news(in: batch, there: there) {
            case .success(let some):
                new += some
                return StoreStatements.Outcome.stored(batch.map(\.id))
            case .failure(let conflict): return .conflict(conflict.id)
            }
        }
        if !new.isEmpty { try write(new, there: there) }
        return outcomes
    }

    private struct Conflict: Error {
        let id: UUID
    }

    /// What of a batch is not stored yet.
    private func news(
        in batch: [StatementToStore], there: [UUID: StatementIdentity]
    ) -> Result<[StatementToStore], Conflict> {
        var new: [StatementToStore] = []
        for one in batch {
            let other = there[one.id]
            // What somebody sends again does not bring back who was erased.
            if other?.isErased == true { return .failure(Conflict(id: one.id)) }
            guard let other, let raw = other.raw else {
                new.append(one)
                continue
            }
            guard isSame(one, as: raw, version: other.version) else { return .failure(Conflict(id: one.id)) }
        }
        return .success(new)
    }

    /// Data 2.3.1: the same id means the same statement where the two are logically equal.
    private func isSame(_ one: StatementToStore, as raw: [UInt8], version: XAPIVersion) -> Bool {
        guard let other = try? Statement(stored: raw, version: version) else { return false }
        return one.statement.isEquivalent(to: other)
    }

    private mutating func write(_ new: [StatementToStore], there: [UUID: StatementIdentity]) throws {
        let filters = try numbered(new)
        let voids = Dictionary(
            new.compactMap { one in one.voids(among: there).map { ($0, one.id) } },
            uniquingKeysWith: { first, _ in first }
        )
        let rows = try place(new, filters, voids: voids, there: there)
        let held = Set(new.map(\.id).filter { there[$0] != nil })
        try transaction.fillPlaces(with: rows.filter { held.contains($0.id) })
        try transaction.insert(rows.filter { !held.contains($0.id) })
        try transaction.insertFilters(rows.compactMap(\.ownFilters))
        written = rows.compactMap { row in row.content.map { (row.seq, $0) } }
        try transaction.appendToLog(.statement, written.map(\.seq))
        try ReferenceWriter(transaction: transaction).write(rows, awaited: held)
        learnt = try learn(zip(new, filters).compactMap(Lesson.init), in: transaction)
        try transaction.attach(zip(rows, new).map { ($0.seq, $1.statement, $1.attachments) })
        try follow(rows, voids: voids, there: there)
    }

    /// What each is found by; terms without a number get one now.
    private mutating func numbered(_ new: [StatementToStore]) throws -> [FilterTerms] {
        let needed = new.reduce(into: Set<Term>()) { $0.formUnion($1.filters == nil ? $1.mentions.terms : []) }
        made = try transaction.intern(needed)
        return try new.map { one in
            let authority = one.credential.authority.term
            guard let filters = one.filters ?? FilterTerms(one.mentions, authority: authority, numbers: made) else {
                throw StoreError.unavailable
            }
            return filters
        }
    }

    /// The batch's rows, and the places that it holds for what it voids or refers to: whoever brings that sees them.
    private func place(
        _ new: [StatementToStore], _ filters: [FilterTerms], voids: [UUID: UUID], there: [UUID: StatementIdentity]
    ) throws -> [StatementRow] {
        let coming = Set(new.map(\.id))
        let awaited = Set(new.compactMap(\.target)).filter { there[$0] == nil && !coming.contains($0) }.sorted()
        let places = try transaction.reservePlaces(new.count + awaited.count)
        guard places.epoch == epoch else { throw StaleTerms(epoch: places.epoch) }
        var rows: [StatementRow] = []
        rows.reserveCapacity(places.seqs.count)
        for ((one, filters), seq) in zip(zip(new, filters), places.seqs) {
            let isVoidable = one.statement.voids == nil && !one.isOfService
            let voidedBy = isVoidable ? there[one.id]?.voidedBy ?? voids[one.id] : nil
            rows.append(
                StatementRow(one, seq: seq, stored: places.stored, voidedBy: voidedBy, filters: filters)
            )
        }
        for (id, seq) in zip(awaited, places.seqs.dropFirst(new.count)) {
            rows.append(StatementRow(placeholder: id, seq: seq, voidedBy: voids[id]))
        }
        return rows
    }

    /// Facts, voids, standings and feedback, in the statement's own transaction.
    private mutating func follow(
        _ rows: [StatementRow], voids: [UUID: UUID], there: [UUID: StatementIdentity]
    ) throws {
        let coming = Set(rows.map(\.id))
        let voided = there.values.filter { $0.voidedBy == nil && voids[$0.id] != nil && !coming.contains($0.id) }
            .filter { $0.isHeldPlace || $0.isVoidable }.sorted { $0.id < $1.id }
        try transaction.void(voided, by: voids)
        var fold = FactFold(transaction: transaction)
        for row in rows where row.voidedBy == nil { fold.add(row) }
        for statement in voided { fold.addVoided(statement) }
        try standings.write(for: try fold.write())
        var feedback = FeedbackFold(transaction: transaction)
        for row in rows where row.voidedBy == nil { feedback.add(row) }
        for statement in voided { feedback.addVoided(statement) }
        try feedback.write()
    }
}

extension StatementToStore {
    /// Whether the service itself says it: a decision.
    fileprivate var isOfService: Bool { credential.source == FactKey.serviceSource }

    /// What it voids. A decision is revoked by another one, and by no other statement, whoever sends it (Data 2.3.2 leaves
    /// this to the LRS).
    fileprivate func voids(among there: [UUID: StatementIdentity]) -> UUID? {
        guard let target = statement.voids else { return nil }
        return isOfService || there[target]?.factKey?.source != FactKey.serviceSource ? target : nil
    }
}
