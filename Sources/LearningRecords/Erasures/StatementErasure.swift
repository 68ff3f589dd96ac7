import EvidenceVerification
import Foundation
import Persistence
import XAPI

/// A statement that somebody made, or that names them.
struct NamingStatement: Sendable {
    let seq: Int64
    let id: UUID
    let stored: Int64
    let version: XAPIVersion
    let raw: [UInt8]
    let actor: Int64?
    let isSigned: Bool
}

/// Statements of an erasure: those of the person, which go, and those of others, where the person is made unrecognizable.
struct StatementErasure: Sendable {
    /// To be destroyed.
    private(set) var own: [NamingStatement] = []
    /// Of others; and what of the person's voids others' statements, which stay voided.
    private(set) var mentions: [NamingStatement] = []
    private let subject: ErasureSubject

    init(_ subject: ErasureSubject, in transaction: any Transaction) throws {
        self.subject = subject
        let actors = subject.actorNumbers
        let naming = try transaction.statements(naming: actors)
        let voids = naming.reduce(into: [Int64: UUID]()) { voids, statement in
            guard let actor = statement.actor, actors.contains(actor) else { return }
            voids[statement.seq] = (try? Statement(stored: statement.raw, version: statement.version))?.voids
        }
        let makers = try transaction.actors(ofStatements: Set(voids.values))
        for statement in naming {
            let isOwn = statement.actor.map(actors.contains) ?? false
            let voidsOthers = voids[statement.seq].map { makers[$0].map { !actors.contains($0) } ?? true } ?? false
            if isOwn, !voidsOthers { own.append(statement) } else { mentions.append(statement) }
        }
    }

    /// Places of the parts of a mention that identify the person: part 0 is the rest and part 1 the authority.
    func parts(of mention: NamingStatement) throws -> Set<Int> {
        let spans = try StatementSpan.list(of: mention.raw).filter { $0.kind != .rest }
        return Set(spans.indices.filter { identifies(spans[$0], mention.raw[spans[$0].range]) }.map { $0 + 2 })
    }

    /// The bytes of a mention without the person.
    func redacted(_ mention: NamingStatement) throws -> [UInt8] {
        StandIn.replacing(try StatementSpan.list(of: mention.raw), of: mention.raw) { identifies($0, $1) }
    }

    private func identifies(_ span: StatementSpan, _ text: ArraySlice<UInt8>) -> Bool {
        if let person = span.person { return subject.canonicals.contains(person.canonical) }
        return [.freeText, .extensionValue].contains(span.kind) && subject.marks.contains { $0.stands(in: text) }
    }
}

extension StatementErasure {
    /// Says to the log what goes; called before any row is changed.
    func tell(_ log: inout LogEraser) throws {
        try log.erase(.statement, own.map(\.seq))
        try log.redact(.statement, try Dictionary(uniqueKeysWithValues: mentions.map { ($0.seq, try parts(of: $0)) }))
    }

    /// Destroys and redacts the rows.
    ///
    /// - Returns: digests of contents to which there is one reference less.
    func write(_ erasure: Int64, in transaction: any Transaction) throws -> [[UInt8]] {
        try transaction.removeFilters(of: own, naming: subject.actorNumbers)
        let released =
            try transaction.removeAttachments(of: own.map(\.seq), signaturesOnly: false)
            + transaction.removeAttachments(of: mentions.filter(\.isSigned).map(\.seq), signaturesOnly: true)
        try transaction.empty(own.map(\.seq), erasure)
        let rewritten = try mentions.map { mention in
            let raw = try redacted(mention)
            let needs = AnswerNeeds(of: try Statement(stored: raw, version: mention.version))
            let isActor = mention.actor.map(subject.actorNumbers.contains) ?? false
            return (seq: mention.seq, raw: raw, needs: needs.rawValue, actor: isActor ? nil : mention.actor)
        }
        try transaction.rewrite(rewritten)
        return released
    }
}

extension Transaction {
    /// All statements in which one of these agents stands, in any role, each once; the key of `statement_agent` finds them.
    fileprivate func statements(naming agents: Set<Int64>) throws -> [NamingStatement] {
        guard !agents.isEmpty else { return [] }
        let rows = try rows(
            """
            SELECT s.seq, s.id, s.stored, s.version, s.raw, s.actor, s.signature
            FROM \(Batch(.integers("agent", agents.sorted()))) AS k
            JOIN statement_agent a ON a.agent = k.agent AND a.via = 0 JOIN statement s ON s.seq = a.seq
            WHERE s.raw IS NOT NULL
            """
        )
        var seen: Set<Int64> = []
        return try rows.compactMap { row in
            let seq = try row.integer(0)
            guard seen.insert(seq).inserted else { return nil }
            return NamingStatement(
                seq: seq, id: try row.uuid(1), stored: try row.integer(2),
                version: XAPIVersion(storedNumber: try row.integer(3)), raw: try row.blob(4),
                actor: try row.optionalInteger(5), isSigned: try row.optionalText(6) != nil
            )
        }
    }

    /// Who made statements, as far as they are there and have one actor; `statement_id` finds them.
    fileprivate func actors(ofStatements ids: Set<UUID>) throws -> [UUID: Int64] {
        guard !ids.isEmpty else { return [:] }
        let rows = try rows(
            """
            SELECT s.id, s.actor FROM \(Batch(.blobs("id", ids.sorted().map(\.storedBytes)))) AS k
            JOIN statement s ON s.id = k.id WHERE s.actor IS NOT NULL
            """
        )
        return Dictionary(try rows.map { (try $0.uuid(0), try $0.integer(1)) }, uniquingKeysWith: { one, _ in one })
    }

    /// Leaves of the statements their ids alone, so that nobody uses these again; the key of `statement` finds each.
    fileprivate func empty(_ seqs: [Int64], _ erasure: Int64) throws {
        guard !seqs.isEmpty else { return }
        try execute(
            """
            UPDATE statement AS s SET erasure = \(erasure), stored = NULL, effective = NULL, verb = NULL, actor = NULL,
                activity = NULL, registration = NULL, target = NULL, version = NULL, source = NULL, authority = NULL,
                needs = NULL, signature = NULL, raw = NULL
            FROM \(Batch(.integers("seq", seqs))) AS k WHERE s.seq = k.seq
            """
        )
    }

    fileprivate func rewrite(_ statements: [(seq: Int64, raw: [UInt8], needs: Int64, actor: Int64?)]) throws {
        guard !statements.isEmpty else { return }
        let batch = Batch(
            .integers("seq", statements.map(\.seq)), .blobs("raw", statements.map(\.raw)),
            .integers("needs", statements.map(\.needs)), .integers("actor", statements.map(\.actor))
        )
        try execute(
            """
            UPDATE statement AS s SET raw = k.raw, needs = k.needs, actor = k.actor FROM \(batch) AS k
            WHERE s.seq = k.seq
            """
        )
    }

    /// - Parameter signaturesOnly: what a signature was made over is the whole statement, in other words.
    fileprivate func removeAttachments(of seqs: [Int64], signaturesOnly: Bool) throws -> [[UInt8]] {
        guard !seqs.isEmpty else { return [] }
        let kind: Query = signaturesOnly ? "AND content_type = 'application/octet-stream'" : ""
        let digests = try rows(
            """
            DELETE FROM statement_attachment
            WHERE seq IN (SELECT k.seq FROM \(Batch(.integers("seq", seqs))) AS k) \(kind) RETURNING sha256
            """
        ).map { try $0.blob(0) }
        try release(digests)
        return digests
    }
}
