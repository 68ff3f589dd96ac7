import EvidenceVerification
import Persistence
import XAPI

/// All that an erasure finds of somebody, read before anything is written.
struct ErasurePlan: Sendable {
    let subject: ErasureSubject
    let statements: StatementErasure
    /// Events about the person; and those about others that name an identifier of the person.
    let events: [Int64]
    let namingEvents: [Int64]
    let reads: ReadErasure
    let counts: ErasureCounts

    init(_ subject: ErasureSubject, in transaction: any Transaction) throws {
        self.subject = subject
        statements = try StatementErasure(subject, in: transaction)
        let events = try transaction.events(about: subject.numbers)
        self.events = events.sorted()
        namingEvents = try transaction.events(naming: subject.actorNumbers).subtracting(events).sorted()
        reads = try ReadErasure(subject, in: transaction)
        var counts = ErasureCounts()
        for table in ErasedTable.all { table.count?(&counts, try transaction.count(table, of: subject)) }
        counts.statements = statements.own.count
        counts.mentions = statements.mentions.count
        counts.attachments = try transaction.attachments(of: statements.own.map(\.seq))
        counts.documents = try transaction.documents(of: subject.actorNumbers)
        counts.events = events.count
        counts.namedInEvents = namingEvents.count
        counts.reads = reads.count
        self.counts = counts
    }

    /// Destroys all of it; the tombstone has its row.
    ///
    /// - Parameter random: secure random bytes.
    /// - Returns: digests of contents to which there is one reference less.
    func carryOut(
        _ erasure: Int64, in transaction: any Transaction, random: (_ count: Int) -> [UInt8]
    ) throws -> [[UInt8]] {
        var log = LogEraser(transaction: transaction, erasure: erasure)
        try statements.tell(&log)
        try log.erase(.personEvent, events)
        // The identifier is the first span of an event's record.
        try log.redact(.personEvent, Dictionary(uniqueKeysWithValues: namingEvents.map { ($0, [1]) }))
        try log.redact(.reads, reads.parts)
        try log.write()
        var released = try statements.write(erasure, in: transaction)
        released += try transaction.removeDocuments(of: subject.actorNumbers)
        try transaction.redact(namingEvents)
        try reads.write(in: transaction)
        try transaction.removeEvents(events)
        try transaction.removeStandings(of: subject)
        for table in ErasedTable.all { try transaction.empty(table, of: subject) }
        try transaction.forgetBundles(about: subject)
        try transaction.blank(subject.learners, random: random)
        return released
    }
}

extension Transaction {
    /// `person_event_person` and `person_event_other` find them.
    fileprivate func events(about people: Set<Int64>) throws -> Set<Int64> {
        guard !people.isEmpty else { return [] }
        let batch = Batch(.integers("id", people.sorted()))
        return Set(
            try ["e.person", "e.other"].flatMap { (column: Query) in
                try rows("SELECT e.id FROM \(batch) AS k JOIN person_event e ON \(column) = k.id").map {
                    try $0.integer(0)
                }
            }
        )
    }

    /// `person_event_actor` finds them.
    fileprivate func events(naming actors: Set<Int64>) throws -> Set<Int64> {
        guard !actors.isEmpty else { return [] }
        let batch = Batch(.integers("id", actors.sorted()))
        return Set(
            try rows("SELECT e.id FROM \(batch) AS k JOIN person_event e ON e.actor = k.id").map { try $0.integer(0) }
        )
    }

    fileprivate func attachments(of seqs: [Int64]) throws -> Int {
        guard !seqs.isEmpty else { return 0 }
        let batch = Batch(.integers("seq", seqs))
        let rows = try rows(
            "SELECT count(*) FROM \(batch) AS k JOIN statement_attachment a ON a.seq = k.seq"
        )
        return Int(clamping: try rows.reduce(0) { $0 + (try $1.integer(0)) })
    }

    /// `document_key` finds them: no resource but these has an Agent.
    fileprivate func documents(of actors: Set<Int64>) throws -> Int {
        guard !actors.isEmpty else { return 0 }
        let batch = Batch(.integers("agent", actors.sorted()))
        let rows = try rows(
            """
            SELECT count(*) FROM \(batch) AS k JOIN document d ON d.resource IN (1, 2) AND d.agent = k.agent
            """
        )
        return Int(clamping: try rows.reduce(0) { $0 + (try $1.integer(0)) })
    }

    fileprivate func removeDocuments(of actors: Set<Int64>) throws -> [[UInt8]] {
        guard !actors.isEmpty else { return [] }
        let digests = try rows(
            """
            DELETE FROM document WHERE resource IN (1, 2)
            AND agent IN (SELECT k.agent FROM \(Batch(.integers("agent", actors.sorted()))) AS k) RETURNING blob
            """
        ).compactMap { try $0.optionalBlob(0) }
        try release(digests)
        return digests
    }

    fileprivate func removeEvents(_ events: [Int64]) throws {
        guard !events.isEmpty else { return }
        try execute(
            "DELETE FROM person_event WHERE id IN (SELECT k.id FROM \(Batch(.integers("id", events))) AS k)"
        )
    }

    /// Another identifier stands in their rows, as in statements; the log knows that it stands for another.
    fileprivate func redact(_ events: [Int64]) throws {
        guard !events.isEmpty else { return }
        let term = Term.actor(StandIn.identifier)
        guard let standIn = try intern([term])[term] else { throw StoreError.unavailable }
        try execute(
            """
            UPDATE person_event AS e SET actor = \(standIn) FROM \(Batch(.integers("id", events))) AS k
            WHERE e.id = k.id
            """
        )
    }

    /// With what counts hold of them: these take in everything that waits, since it may be about the person.
    fileprivate func removeStandings(of subject: ErasureSubject) throws {
        let places = try places(of: subject.learners).sorted()
        let gone = try lockStandings(places)
        try note(places.compactMap { gone[$0].map { StandingDelta(gone: $0) } })
        while true {
            let waiting = try deltas(limit: 1_000, locking: true)
            guard !waiting.isEmpty else { return }
            try take(waiting.map(\.delta))
            try removeDeltas(waiting.map(\.id))
        }
    }

    /// Bundles that are on disk, or being built, may hold what goes: whoever wants one asks again. Files go with their rows
    /// (`BundleShelf`).
    fileprivate func forgetBundles(about subject: ErasureSubject) throws {
        let uids = Set(subject.people.map(\.id))
        let rows = try rows("SELECT b.id, b.question, b.finished_at, b.lease FROM evidence_bundle b WHERE b.id > ''")
        let ids = try rows.filter { row in
            if try row.optionalInteger(2) != nil || row.optionalText(3) != nil { return true }
            guard let question = BundleQuestion(reading: try row.blob(1)) else { return true }
            return question.person.map(uids.contains) ?? false
                || question.actor.map(subject.canonicals.contains) ?? false
        }.map { try $0.text(0) }
        guard !ids.isEmpty else { return }
        try execute("DELETE FROM evidence_bundle WHERE id IN (SELECT k.id FROM \(Batch(.texts("id", ids))) AS k)")
    }

    /// Overwrites what the numbers stood for. Their rows stay, so that no number comes to mean somebody else while a memory
    /// still holds it; whoever's key signs statements keeps theirs. The key of `term` finds each.
    fileprivate func blank(_ numbers: Set<Int64>, random: (_ count: Int) -> [UInt8]) throws {
        guard !numbers.isEmpty else { return }
        let batch = Batch(.integers("id", numbers.sorted()))
        let authorities = try rows(
            "SELECT k.id FROM \(batch) AS k JOIN access_key a ON a.authority = k.id"
        ).map { try $0.integer(0) }
        let blanked = numbers.subtracting(authorities).sorted()
        guard !blanked.isEmpty else { return }
        // FE begins no UTF-8.
        let keys = blanked.map { _ in [0xFE] + random(16) }
        try execute(
            """
            UPDATE term AS t SET key = k.key, text = NULL
            FROM \(Batch(.integers("id", blanked), .blobs("key", keys))) AS k WHERE t.id = k.id
            """
        )
    }
}
