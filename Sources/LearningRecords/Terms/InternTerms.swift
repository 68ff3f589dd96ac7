package import Persistence
import Synchronization
import XAPI

/// Gives terms their numbers, from memory where they are known.
///
/// Memory learns of a number only after the commit that made it. On SQLite new terms are made in the caller's own
/// transaction; on PostgreSQL beforehand, in key order, so that two writers with the same new verb do not wait for each
/// other's whole batch.
///
/// After an erasure memory begins anew, so that no number of somebody who was erased is given to what comes later: it holds
/// what was read while `epoch` erasures had been made, and whoever writes with it checks that this is still so.
package final class InternTerms: Sendable {
    private struct Memory {
        var epoch: Int64 = 0
        var numbers: [Term: Int64] = [:]
    }

    private let database: any Database
    private let known = Mutex(Memory())
    /// Past this many the memory starts anew: a bound, not a policy.
    private let capacity = 50_000
    /// Bytes; longer terms are looked up each time.
    private let longest = 1_000

    package init(database: any Database) {
        self.database = database
    }

    /// The numbers of those of `terms` that memory knows, but for actors, who may have been erased since.
    func remembered(_ terms: Set<Term>) -> [Term: Int64] {
        recall(terms.filter { $0.kind != .actor }).numbers
    }

    /// The numbers known for `terms`, on PostgreSQL all of them, and the last erasure that was known before they were read.
    func numbers(before terms: Set<Term>) async throws -> (numbers: [Term: Int64], epoch: Int64) {
        var (numbers, epoch) = recall(terms)
        guard database.engine == .postgres, numbers.count < terms.count else { return (numbers, epoch) }
        let missing = terms.subtracting(numbers.keys)
        let made = try await database.write { transaction in try transaction.intern(missing) }
        remember(made, since: epoch)
        numbers.merge(made) { _, new in new }
        return (numbers, epoch)
    }

    private func recall(_ terms: Set<Term>) -> (numbers: [Term: Int64], epoch: Int64) {
        known.withLock { known in
            var numbers: [Term: Int64] = [:]
            for term in terms { numbers[term] = known.numbers[term] }
            return (numbers, known.epoch)
        }
    }

    /// Called after the commit that made or read `numbers`.
    ///
    /// - Parameter epoch: the last erasure before they were read; where it is not known, actors are left out.
    func remember(_ numbers: [Term: Int64], since epoch: Int64? = nil) {
        let short = numbers.filter { $0.key.text.utf8.count <= longest && (epoch != nil || $0.key.kind != .actor) }
        guard !short.isEmpty else { return }
        known.withLock { known in
            guard epoch ?? known.epoch == known.epoch else { return }
            if known.numbers.count + short.count > capacity { known.numbers.removeAll(keepingCapacity: true) }
            known.numbers.merge(short) { _, new in new }
        }
    }

    /// Begins anew, since somebody was erased.
    func forget(since epoch: Int64) {
        known.withLock { known in
            if known.epoch < epoch { known = Memory(epoch: epoch) }
        }
    }
}

/// Somebody was erased since numbers of terms were read: they have to be read again.
struct StaleTerms: Error {
    /// The last erasure.
    let epoch: Int64
}

extension Transaction {
    /// The numbers of `terms`, made where they are new. Unique keys decide races; key order keeps writers from deadlock.
    func intern(_ terms: Set<Term>) throws -> [Term: Int64] {
        guard !terms.isEmpty else { return [:] }
        let found = try numbers(of: terms)
        let new = terms.subtracting(found.keys)
        guard !new.isEmpty else { return found }
        let sorted = new.map { (term: $0, key: $0.key) }.sorted { $0.key.lexicographicallyPrecedes($1.key) }
        let batch = Batch(
            .integers("kind", sorted.map(\.term.kind.rawValue)), .blobs("key", sorted.map(\.key)),
            .blobs("text", sorted.map(\.term.longText))
        )
        try execute(
            """
            INSERT INTO term \(rows: batch) ON CONFLICT (kind, key) DO NOTHING
            """
        )
        return found.merging(try numbers(of: new)) { _, new in new }
    }

    /// The numbers of those of `terms` that the store knows; `term_key` finds each.
    func numbers(of terms: Set<Term>) throws -> [Term: Int64] {
        guard !terms.isEmpty else { return [:] }
        let asked = Array(terms)
        let batch = Batch(
            .integers("kind", asked.map(\.kind.rawValue)), .blobs("key", asked.map(\.key)),
            .integers("place", asked.indices.map(Int64.init))
        )
        let rows = try rows(
            """
            SELECT k.place, term.id FROM \(batch) AS k
            JOIN term ON term.kind = k.kind AND term.key = k.key
            """
        )
        var numbers: [Term: Int64] = [:]
        for row in rows {
            let place = Int(try row.integer(0))
            if asked.indices.contains(place) { numbers[asked[place]] = try row.integer(1) }
        }
        return numbers
    }
}

extension Transaction {
    /// The identifiers of actors by their numbers; the primary key of `term` finds each.
    func identifiers(of actors: Set<Int64>) throws -> [Int64: InverseFunctionalIdentifier] {
        let batch = Batch(.integers("id", actors.sorted()))
        let rows = try rows(
            "SELECT term.id, coalesce(term.text, term.key) FROM \(batch) AS k JOIN term ON term.id = k.id"
        )
        var identifiers: [Int64: InverseFunctionalIdentifier] = [:]
        for row in rows {
            let canonical = String(decoding: try row.blob(1), as: UTF8.self)
            identifiers[try row.integer(0)] = InverseFunctionalIdentifier(canonical: canonical)
        }
        return identifiers
    }
}
