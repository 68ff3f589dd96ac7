import Foundation
import Persistence
import XAPI

/// Writes the rows by which a statement is found through those that it refers to (Communication 2.1.3, filter conditions
/// for StatementRefs): whole targets, through any number of steps, whichever came first.
///
/// A statement has one object, so what it refers to is a chain; what refers to it is a tree. A statement that comes links
/// everything above it, and itself, with everything below it, and itself. Cycles are cut.
struct ReferenceWriter {
    /// Steps down a chain; a longer one is followed so far.
    static let longestChain = 100
    /// Statements that refer to one of a batch, directly or not; more are not found by it.
    static let largestTree = 10_000
    /// Pairs that one batch makes at most: a long chain within it has a hundred for each statement.
    static let mostLinks = 100_000

    let transaction: any Transaction

    /// - Parameters:
    ///   - rows: the statements of a batch, as they were just inserted.
    ///   - awaited: ids of those that others referred to before they came.
    func write(_ rows: [StatementRow], awaited: Set<UUID>) throws {
        let targets = Set(rows.compactMap { $0.content?.one.target })
        let linking = rows.filter { row in
            guard let content = row.content else { return false }
            return content.one.target != nil || awaited.contains(row.id) || targets.contains(row.id)
        }
        guard !linking.isEmpty, !(targets.isEmpty && awaited.isEmpty) else { return }
        var links = try links(of: linking)
        links.subtract(try transaction.written(links))
        try write(links.sorted { ($0.upper, $0.lower) < ($1.upper, $1.lower) }, rows)
    }

    /// Each with all below it, and all that was there above it with the same; what is above it in the batch does so itself.
    private func links(of linking: [StatementRow]) throws -> Set<Link> {
        let own = Set(linking.map(\.seq))
        let above = try transaction.referring(to: linking.map(\.id), before: own.min() ?? 0)
        let below = try chains(from: linking.map(\.id))
        var links: Set<Link> = []
        for row in linking {
            let itself = ReferencedStatement(seq: row.seq, stored: row.content?.stored ?? 0, target: nil)
            for upper in [itself] + (above[row.id] ?? []).filter({ !own.contains($0.seq) }) {
                for lower in [itself] + (below[row.id] ?? []) where lower.seq != upper.seq {
                    guard links.count < Self.mostLinks else { return links }
                    links.insert(Link(upper: upper.seq, stored: upper.stored, lower: lower.seq))
                }
            }
        }
        return links
    }

    /// The chains below each of `ids`. Another writer may be filling the place where one ends: that row is locked, and
    /// where it was filled meanwhile the chain is followed further.
    private func chains(from ids: [UUID]) throws -> [UUID: [ReferencedStatement]] {
        for _ in 0..<8 {
            let chains = try transaction.referred(from: ids)
            let ends = chains.values.filter { $0.count <= Self.longestChain }.compactMap { $0.last?.target }
            let found = try transaction.lockIdentities(of: Set(ends))
            if found.values.allSatisfy(\.isHeldPlace) { return chains }
        }
        throw StoreError.serialization
    }

    private func write(_ links: [Link], _ rows: [StatementRow]) throws {
        var terms: [Int64: FilterTerms] = [:]
        for row in rows { terms[row.seq] = row.content?.filters }
        terms.merge(try transaction.filterTerms(of: Set(links.map(\.lower)).subtracting(terms.keys))) { own, _ in own }
        let filters = links.compactMap { link in
            terms[link.lower].map { FilterRows(seq: link.upper, stored: link.stored, via: link.lower, found: $0) }
        }
        try transaction.insertFilters(filters)
        try transaction.insertReferences(filters)
    }
}

/// A statement, with its time, and another that it refers to.
private struct Link: Hashable {
    let upper: Int64
    let stored: Int64
    let lower: Int64
}

/// A statement in a chain or a tree of references.
struct ReferencedStatement {
    let seq: Int64
    let stored: Int64
    /// What it refers to itself, where that was asked for.
    let target: UUID?
}

extension Transaction {
    /// The statements that refer to each of `ids`, directly or through others; `statement_target` finds them. Where the
    /// way comes back to its start it ends: no other cycle leads up.
    ///
    /// - Parameter first: the batch's first number. On SQLite, which runs once for each id and has one writer, what is older
    ///   has a lesser one, and the way does not lead through the batch again and again.
    func referring(to ids: [UUID], before first: Int64) throws -> [UUID: [ReferencedStatement]] {
        var found: [Row] = []
        for part in engine == .sqlite ? ids.map({ [$0] }) : [ids] where found.count < ReferenceWriter.largestTree {
            found += try rows(above(part, before: first, limit: ReferenceWriter.largestTree - found.count))
        }
        return try Self.grouped(found)
    }

    private func above(_ ids: [UUID], before first: Int64, limit: Int) -> Query {
        let isOlder: Query = engine == .sqlite ? "AND s.seq < \(first)" : ""
        return """
            WITH RECURSIVE upper (start, id, seq, stored) AS (
                SELECT k.id, s.id, s.seq, s.stored FROM \(Batch(.blobs("id", ids.map(\.storedBytes)))) AS k
                JOIN statement s ON s.target = k.id WHERE s.id <> k.id \(isOlder)
                UNION ALL
                SELECT u.start, s.id, s.seq, s.stored FROM upper u JOIN statement s ON s.target = u.id
                WHERE s.id <> u.start \(isOlder)
            )
            SELECT start, seq, stored, NULL FROM upper LIMIT \(limit)
            """
    }

    /// Each of `ids` itself, and the statements that it refers to, step by step, as far as they have come; `statement_id`
    /// finds them.
    fileprivate func referred(from ids: [UUID]) throws -> [UUID: [ReferencedStatement]] {
        let rows = try rows(
            """
            WITH RECURSIVE lower (start, seq, stored, target, steps) AS (
                SELECT k.id, s.seq, s.stored, s.target, 0 FROM \(Batch(.blobs("id", ids.map(\.storedBytes)))) AS k
                JOIN statement s ON s.id = k.id
                UNION ALL
                SELECT l.start, s.seq, s.stored, s.target, l.steps + 1 FROM lower l JOIN statement s ON s.id = l.target
                WHERE l.steps < \(ReferenceWriter.longestChain) AND s.raw IS NOT NULL
            )
            SELECT start, seq, stored, target, steps FROM lower
            """
        )
        return try Self.grouped(try rows.sorted { try $0.integer(4) < $1.integer(4) })
    }

    /// Those of `links` that are written already: a ring that closes leads over old ways. The key of
    /// `statement_reference` finds each.
    fileprivate func written(_ links: Set<Link>) throws -> Set<Link> {
        guard !links.isEmpty else { return [] }
        let asked = Array(links)
        let batch = Batch(
            .integers("seq", asked.map(\.upper)), .integers("via", asked.map(\.lower)),
            .integers("place", asked.indices.map(Int64.init))
        )
        let rows = try rows(
            "SELECT k.place FROM \(batch) AS k JOIN statement_reference r ON r.seq = k.seq AND r.via = k.via"
        )
        return Set(try rows.compactMap { asked[checked: try $0.integer(0)] })
    }

    private static func grouped(_ rows: [Row]) throws -> [UUID: [ReferencedStatement]] {
        var found: [UUID: [ReferencedStatement]] = [:]
        for row in rows {
            let statement = ReferencedStatement(
                seq: try row.integer(1), stored: try row.integer(2), target: try row.optionalUUID(3)
            )
            found[try row.uuid(0), default: []].append(statement)
        }
        return found
    }

    /// What statements are found by, read from their bytes; the primary key of `statement` finds each.
    func filterTerms(of seqs: Set<Int64>) throws -> [Int64: FilterTerms] {
        guard !seqs.isEmpty else { return [:] }
        let rows = try rows(
            """
            SELECT s.seq, s.version, s.raw, s.authority FROM \(Batch(.integers("seq", seqs.sorted()))) AS k
            JOIN statement s ON s.seq = k.seq WHERE s.raw IS NOT NULL
            """
        )
        var statements: [Int64: (mentions: Mentions, authority: Int64)] = [:]
        for row in rows {
            let version = XAPIVersion(storedNumber: try row.integer(1))
            let statement = try Statement(stored: try row.blob(2), version: version)
            statements[try row.integer(0)] = (Mentions(in: statement), try row.integer(3))
        }
        let numbers = try numbers(of: statements.values.reduce(into: []) { $0.formUnion($1.mentions.terms) })
        return statements.compactMapValues { found in
            FilterTerms(found.mentions, authority: found.authority, numbers: numbers)
        }
    }
}
