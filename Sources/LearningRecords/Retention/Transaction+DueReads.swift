import Crypto
import EvidenceVerification
import Foundation
import Persistence

/// Batches of the access log that are due.
extension Transaction {
    /// Those of whom every entry is old enough, held ones too. A batch is one record of the log: it goes whole or stays.
    func dueBatches(
        _ draft: RetentionSchedule.Draft, _ numbers: Set<Int64>, on today: Day
    ) throws -> [RetentionItem] {
        let batch = Batch(.integers("id", numbers.sorted()))
        // `access_read_place` finds the entries of each.
        let rows = try rows(
            """
            SELECT b.id, b.at, (SELECT max(r.at) FROM access_read r WHERE r.batch = b.id),
                (SELECT count(*) FROM access_read r WHERE r.batch = b.id)
            FROM \(batch) AS k JOIN access_batch b ON b.id = k.id
            """
        )
        let holds = try holds(onBatches: numbers)
        return try rows.compactMap { row in
            let number = try row.integer(0)
            let newest = max(try row.integer(1), try row.optionalInteger(2) ?? .min)
            guard draft.isOver(since: Day(containing: newest), on: today) else { return nil }
            return RetentionItem(
                kind: .reads, number: number, subject: nil, agent: 0, hold: holds[number],
                counts: RetentionCounts(reads: Int(clamping: try row.integer(3)))
            )
        }.sorted { $0.number < $1.number }
    }

    /// By batch, a hold on somebody whom an entry names.
    private func holds(onBatches numbers: Set<Int64>) throws -> [Int64: UUID] {
        let held = try heldNames()
        guard !held.people.isEmpty || !held.actors.isEmpty else { return [:] }
        let rows = try rows(
            """
            SELECT r.batch, r.person, r.actor FROM \(Batch(.integers("id", numbers.sorted()))) AS k
            JOIN access_read r ON r.batch = k.id WHERE r.person IS NOT NULL OR r.actor IS NOT NULL
            """
        )
        return try rows.reduce(into: [:]) { holds, row in
            let person = try row.optionalUUID(1).flatMap { held.people[$0] }
            let actor = try row.optionalBlob(2).flatMap { held.actors[$0] }
            if let hold = person ?? actor { holds[try row.integer(0)] = hold }
        }
    }

    /// As entries name whoever is held: by id, also of those who were merged into them, and by digest of an identifier.
    private func heldNames() throws -> (people: [UUID: UUID], actors: [[UInt8]: UUID]) {
        let owners = try heldOwners()
        var names = (people: [UUID: UUID](), actors: [[UInt8]: UUID]())
        guard !owners.isEmpty else { return names }
        for (number, person) in try people(numbered: Set(owners.keys)) {
            guard let hold = owners[number], case .success(let subject) = try erasureSubject(.person(person.id)) else {
                continue
            }
            for person in subject.people { names.people[person.id] = hold }
            for canonical in subject.canonicals {
                names.actors[Array(SHA256.hash(data: Array(canonical.utf8)))] = hold
            }
        }
        return names
    }

    /// Destroys batches, all of them under one tombstone; the caller keeps others out.
    ///
    /// - Parameter reads: how many entries these are.
    /// - Returns: the number of the tombstone.
    func eraseBatches(
        _ batches: [Int64], reads: Int, _ head: Tombstone.Head, random: (_ count: Int) -> [UInt8]
    ) throws -> Int64 {
        try growTree(random: random)
        var counts = ErasureCounts()
        counts.reads = reads
        guard let erasure = try insertTombstone(head, counts) else { throw StoreError.unavailable }
        var log = LogEraser(transaction: self, erasure: erasure)
        try log.erase(.reads, batches)
        try log.write()
        let gone = Batch(.integers("id", batches))
        try execute("DELETE FROM access_read WHERE batch IN (SELECT k.id FROM \(gone) AS k)")
        try execute("DELETE FROM access_batch WHERE id IN (SELECT k.id FROM \(gone) AS k)")
        try appendToLog(.erasure, [erasure])
        return erasure
    }
}
