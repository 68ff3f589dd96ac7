import Completion
import Foundation
import Persistence
import XAPI

/// One batch on its way into the store, inside a transaction: reads and decides first, then writes.
struct StatementWriter {
    let transaction: any Transaction
    let credential: Credential
    let numbers: [Term: Int64]
    private(set) var standings: StandingUpdate

    init(
        transaction: any Transaction, credential: Credential, numbers: [Term: Int64], outlines: CourseOutlines
    ) {
        self.transaction = transaction
        self.credential = credential
        self.numbers = numbers
        standings = StandingUpdate(transaction: transaction, outlines: outlines)
    }

    mutating func store(_ batch: [StatementToStore]) throws -> StoreStatements.Outcome {
        let targets = batch.compactMap(\.statement.voids)
        let there = try transaction.identities(of: batch.map(\.id) + targets)
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
        let awaited = awaitedTargets(of: new, there: there)
        let places = try transaction.reservePlaces(new.count + awaited.count)
        let replaced = new.map(\.id).filter { there[$0] != nil }
        if !replaced.isEmpty { try transaction.deletePlaceholders(replaced) }
        let voids = Dictionary(
            new.compactMap { one in one.statement.voids.map { ($0, one.id) } }, uniquingKeysWith: { first, _ in first }
        )
        var rows: [StatementRow] = []
        for (one, seq) in zip(new, places.seqs) {
            let voidedBy = one.statement.voids == nil ? (there[one.id]?.voidedBy ?? voids[one.id]) : nil
            rows.append(row(of: one, seq: seq, stored: places.stored, voidedBy: voidedBy))
        }
        for (id, seq) in zip(awaited, places.seqs.dropFirst(new.count)) {
            rows.append(StatementRow(placeholder: id, seq: seq, voidedBy: voids[id]))
        }
        try transaction.insert(rows)
        try transaction.insertFilters(of: rows)
        try follow(rows, voids: voids, there: there)
    }

    /// Targets of voids that nobody has stored: their place is held, so that whoever brings them sees the void.
    private func awaitedTargets(of new: [StatementToStore], there: [UUID: StatementIdentity]) -> [UUID] {
        let coming = Set(new.map(\.id))
        return Set(new.compactMap(\.statement.voids)).filter { there[$0] == nil && !coming.contains($0) }
            .sorted { $0.uuidString < $1.uuidString }
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
        let voided = there.values.filter { $0.isVoidable && $0.voidedBy == nil && voids[$0.id] != nil }
        if !voided.isEmpty { try transaction.void(voided, by: voids) }
        var fold = FactFold(transaction: transaction)
        for row in rows where row.voidedBy == nil { fold.add(row) }
        for statement in voided { fold.addVoided(statement) }
        try standings.write(for: try fold.write())
    }
}
