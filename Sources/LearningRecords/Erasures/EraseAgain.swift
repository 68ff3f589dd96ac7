import EvidenceVerification
package import Foundation
package import Persistence
import TransparencyLog
import XAPI

/// Erases again whom an older backup brought back: everybody of the journal of whose erasure the store knows nothing, and of
/// whom something is there. A hold that the backup brought back stops nothing: it had gone when they were erased.
package struct EraseAgain: Sendable {
    package struct Report: Equatable, Sendable {
        /// The new tombstones, in order.
        package internal(set) var erasures: [UUID] = []
        /// Lines of the journal that cannot be read.
        package internal(set) var unreadable = 0
        package internal(set) var isPurged = true

        package init() {}
    }

    private let database: any Database
    private let keep: KeepErasures
    private let sweepBlobs: SweepBlobs
    private let bundles: BundleShelf
    private let random: @Sendable (_ count: Int) -> [UInt8]

    /// - Parameter random: secure random bytes.
    package init(
        database: any Database, keep: KeepErasures, sweepBlobs: SweepBlobs, bundles: BundleShelf,
        random: @escaping @Sendable (_ count: Int) -> [UInt8]
    ) {
        self.database = database
        self.keep = keep
        self.sweepBlobs = sweepBlobs
        self.bundles = bundles
        self.random = random
    }

    /// Each in a transaction of its own: who is stopped goes on at the next start.
    package func callAsFunction() async throws -> Report {
        try await keep()
        var report = Report()
        let (missing, unreadable) = try await keep.missing()
        report.unreadable = unreadable
        for line in missing {
            let uid = UUID(random: random(16))
            let released = try await database.writeAgainOnRace { [random] transaction in
                try transaction.eraseAgain(line, as: uid, random: random)
            }
            guard let released else { continue }
            report.erasures.append(uid)
            if !released.isEmpty { _ = try await sweepBlobs.erase(released) }
        }
        guard !report.erasures.isEmpty else { return report }
        try await keep()
        try await bundles.removeOrphans()
        report.isPurged = try await database.purge(ErasedTable.purged)
        return report
    }
}

extension Transaction {
    /// - Returns: digests of contents to which there is one reference less; nil where nothing is there.
    fileprivate func eraseAgain(
        _ line: ErasureLine, as uid: UUID, random: (_ count: Int) -> [UInt8]
    ) throws -> [[UInt8]]? {
        try keepOthersOut()
        let subject = try subject(erasedBy: line)
        guard !subject.people.isEmpty || !subject.actors.isEmpty else { return nil }
        // Whose an identifier was when the backup was made, where that is somebody else: their answers rest on less.
        let others = Set(try owners(ofActors: subject.actorNumbers).values.compactMap(\.person))
            .subtracting(subject.numbers)
        let head = Tombstone.Head(
            id: uid, reason: "Restauration d’une sauvegarde : effacement refait (restored backup: erased again)",
            requestedBy: nil, key: "releve", again: line.erasure
        )
        let done = try erase(subject, head, keepingLine: true, random: random)
        if !others.isEmpty { try queueStandings(of: others) }
        return done.released
    }

    private func subject(erasedBy line: ErasureLine) throws -> ErasureSubject {
        let numbers = try numbers(ofPeople: line.people)
        let people = try people(numbered: numbers).values.sorted { $0.number < $1.number }
        var actors = Dictionary(
            people.flatMap(\.identifiers).map { ($0.actor, $0.value) }, uniquingKeysWith: { one, _ in one }
        )
        for (number, identifier) in try self.actors(named: line.leaves.filter(isThere)) where actors[number] == nil {
            actors[number] = identifier
        }
        return try withDigests(ErasureSubject(people: people, actors: actors))
    }

    /// `person_uid` finds each.
    private func numbers(ofPeople ids: [UUID]) throws -> Set<Int64> {
        guard !ids.isEmpty else { return [] }
        let batch = Batch(.blobs("uid", ids.map(\.storedBytes)))
        let rows = try rows("SELECT p.id FROM \(batch) AS k JOIN person p ON p.uid = k.uid")
        return Set(try rows.map { try $0.integer(0) })
    }

    /// Whether the log has that very leaf.
    private func isThere(_ leaf: ErasureLine.Leaf) throws -> Bool {
        try logTile(leaf.number / LogTile.width)?.hash(ofLeaf: leaf.number) == leaf.hash
    }

    /// Whom the records and parts of records at these leaves name, as far as they are there.
    private func actors(named leaves: [ErasureLine.Leaf]) throws -> [Int64: InverseFunctionalIdentifier] {
        guard !leaves.isEmpty else { return [:] }
        let parts = Dictionary(leaves.map { ($0.number, $0.parts) }, uniquingKeysWith: { one, _ in one })
        let found = try actors(inStatements: parts).union(actors(inEvents: parts))
        guard !found.isEmpty else { return [:] }
        return try identifiers(of: found).filter { $0.value.canonical != StandIn.identifier.canonical }
    }

    /// Who made a statement that went whole; whom the parts of others named. The key of `log_entry` finds them.
    private func actors(inStatements parts: [Int64: [Int]]) throws -> Set<Int64> {
        let rows = try rows(
            """
            SELECT l.leaf, s.actor, s.raw FROM \(Batch(.integers("leaf", parts.keys.sorted()))) AS k
            JOIN log_entry l ON l.leaf = k.leaf AND l.kind = \(RecordKind.statement.stored)
            JOIN statement s ON s.seq = l.record WHERE s.raw IS NOT NULL
            """
        )
        var found: Set<Int64> = []
        var named: Set<Term> = []
        for row in rows {
            let places = parts[try row.integer(0)] ?? []
            if places.contains(0) {
                if let actor = try row.optionalInteger(1) { found.insert(actor) }
                continue
            }
            let spans = try StatementSpan.list(of: try row.blob(2)).filter { $0.kind != .rest }
            // Part 0 is the rest, and part 1 the authority.
            let people = places.compactMap { $0 >= 2 && $0 - 2 < spans.count ? spans[$0 - 2].person : nil }
            named.formUnion(people.map(Term.actor))
        }
        return found.union(try numbers(of: named).values)
    }

    /// The identifier is the first span of an event's record; an event that went whole is found by its person.
    private func actors(inEvents parts: [Int64: [Int]]) throws -> Set<Int64> {
        let rows = try rows(
            """
            SELECT l.leaf, e.actor FROM \(Batch(.integers("leaf", parts.keys.sorted()))) AS k
            JOIN log_entry l ON l.leaf = k.leaf AND l.kind = \(RecordKind.personEvent.stored)
            JOIN person_event e ON e.id = l.record WHERE e.actor IS NOT NULL
            """
        )
        return Set(
            try rows.compactMap { row in
                try parts[row.integer(0)]?.contains(1) ?? false ? try row.integer(1) : nil
            }
        )
    }
}
