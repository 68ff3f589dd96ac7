import Completion
import Foundation
import Persistence
import XAPI

/// One batch on its way into the store, inside a transaction: reads and decides first, then writes.
struct StatementWriter {
    let transaction: any Transaction
    let credential: Credential
    let learn: LearnFromStatements
    let attachments: [ReceivedAttachment]
    /// The numbers of the batch's terms, as far as they are known; those that are new are made here.
    private var numbers: [Term: Int64]
    private(set) var made: [Term: Int64] = [:]
    private(set) var learnt = LearnFromStatements.Learnt()
    private(set) var standings: StandingUpdate

    init(
        transaction: any Transaction, credential: Credential, known: [Term: Int64], learn: LearnFromStatements,
        outlines: CourseOutlines, attachments: [ReceivedAttachment]
    ) {
        self.transaction = transaction
        self.credential = credential
        numbers = known
        self.learn = learn
        self.attachments = attachments
        standings = StandingUpdate(transaction: transaction, outlines: outlines)
    }

    mutating func store(_ batch: [StatementToStore]) throws -> StoreStatements.Outcome {
        let there = try transaction.lockIdentities(of: Set(batch.map(\.id) + batch.compactMap(\.target)))
        var new: [StatementToStore] = []
        for one in batch {
            guard let other = there[one.id], let raw = other.raw else {
                new.append(one)
                continue
            }
            guard isSame(one, as: raw, version: other.version) else { return .conflict(one.id) }
        }
        if !new.isEmpty { try write(new, there: there) }
        return .stored(batch.map(\.id))
    }

    /// Data 2.3.1: the same id means the same statement where the two are logically equal.
    private func isSame(_ one: StatementToStore, as raw: [UInt8], version: XAPIVersion) -> Bool {
        guard let other = try? Statement(stored: raw, version: version) else { return false }
        return one.statement.isEquivalent(to: other)
    }

    private mutating func write(_ new: [StatementToStore], there: [UUID: StatementIdentity]) throws {
        try intern(new)
        let voids = Dictionary(
            new.compactMap { one in one.statement.voids.map { ($0, one.id) } }, uniquingKeysWith: { first, _ in first }
        )
        let rows = try place(new, voids: voids, there: there)
        let held = Set(new.map(\.id).filter { there[$0] != nil })
        try transaction.fillPlaces(with: rows.filter { held.contains($0.id) })
        try transaction.insert(rows.filter { !held.contains($0.id) })
        try transaction.insertFilters(rows.compactMap(\.ownFilters))
        try transaction.appendToLog(.statement, rows.filter { $0.content != nil }.map(\.seq))
        try ReferenceWriter(transaction: transaction).write(rows, awaited: held)
        learnt = try learn(new.map(\.statement), as: credential, numbers: numbers, in: transaction)
        try transaction.attach(attachments, to: zip(rows, new).map { ($0.seq, $1.statement) })
        try follow(rows, voids: voids, there: there)
    }

    private mutating func intern(_ new: [StatementToStore]) throws {
        let needed = new.reduce(into: Set<Term>()) { $0.formUnion($1.statement.terms) }
        made = try transaction.intern(needed.subtracting(numbers.keys))
        numbers.merge(made) { _, new in new }
    }

    /// The batch's rows, and the places that it holds for what it voids or refers to: whoever brings that sees them.
    private func place(
        _ new: [StatementToStore], voids: [UUID: UUID], there: [UUID: StatementIdentity]
    ) throws -> [StatementRow] {
        let coming = Set(new.map(\.id))
        let awaited = Set(new.compactMap(\.target)).filter { there[$0] == nil && !coming.contains($0) }.sorted()
        let places = try transaction.reservePlaces(new.count + awaited.count)
        var rows: [StatementRow] = []
        for (one, seq) in zip(new, places.seqs) {
            let voidedBy = one.statement.voids == nil ? (there[one.id]?.voidedBy ?? voids[one.id]) : nil
            rows.append(row(of: one, seq: seq, stored: places.stored, voidedBy: voidedBy))
        }
        for (id, seq) in zip(awaited, places.seqs.dropFirst(new.count)) {
            rows.append(StatementRow(placeholder: id, seq: seq, voidedBy: voids[id]))
        }
        return rows
    }

    private func row(of one: StatementToStore, seq: Int64, stored: Int64, voidedBy: UUID?) -> StatementRow {
        StatementRow(
            one, seq: seq, stored: stored, voidedBy: voidedBy, source: credential.source,
            authority: credential.authority.term, number: { numbers[$0] ?? 0 }
        )
    }

    /// Facts, voids and standings, in the statement's own transaction.
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
    }
}
