import Foundation
import Persistence
import XAPI

/// What of a schedule is due.
extension Transaction {
    /// The next stretch of what may be due; the indexes named in each query give the order.
    func retentionCandidates(
        _ draft: RetentionSchedule.Draft, after cursor: RetentionCursor, on today: Day, limit: Int
    ) throws -> (numbers: [Int64], next: RetentionCursor?) {
        let bound = today.number - draft.period.leastDays
        switch draft.category {
        case .peopleGone:
            guard let attribute = draft.attribute else { return ([], nil) }
            return try page(.ends(of: attribute, until: bound, after: cursor, limit), limit) {
                .behind(time: try $0.integer(1), number: try $0.integer(0))
            }
        case .accessLog:
            guard let end = end(of: bound) else { return ([], nil) }
            return try page(.batches(writtenBefore: end, after: cursor, limit), limit) {
                .behind(time: try $0.integer(1), number: try $0.integer(0))
            }
        case .unknownActors:
            return try page(.actorTerms(after: cursor, limit), limit) { .key(try $0.blob(1)) }
        case .documents:
            guard let end = end(of: bound) else { return ([], nil) }
            return try page(.documents(unchangedSince: end, after: cursor, limit), limit) {
                .behind(time: try $0.integer(1), number: try $0.integer(0))
            }
        }
    }

    /// µs since 1970; nil for a day that has none.
    private func end(of day: Int64) -> Int64? {
        let (end, overflows) = (day + 1).multipliedReportingOverflow(by: 86_400_000_000)
        return overflows ? nil : end
    }

    private func page(
        _ query: Query, _ limit: Int, cursor: (Row) throws -> RetentionCursor
    ) throws -> (numbers: [Int64], next: RetentionCursor?) {
        let rows = try rows(query)
        let last = rows.count == limit ? try rows.last.map(cursor) : nil
        return (try rows.map { try $0.integer(0) }, last)
    }

    /// Those of them that are due, held ones too, each once, in the order of their numbers.
    ///
    /// - Parameter counting: whether to find out how much would go with each.
    func dueItems(
        of draft: RetentionSchedule.Draft, among numbers: [Int64], on today: Day, counting: Bool
    ) throws -> [RetentionItem] {
        guard !numbers.isEmpty else { return [] }
        var items =
            switch draft.category {
            case .peopleGone: try duePeople(draft, Set(numbers), on: today)
            case .unknownActors: try dueActors(draft, Set(numbers), on: today)
            case .documents: try dueDocuments(draft, Set(numbers), on: today)
            case .accessLog: try dueBatches(draft, Set(numbers), on: today)
            }
        // Batches are counted as they are found.
        guard counting, draft.category != .accessLog else { return items }
        for place in items.indices { items[place].counts = try counts(of: items[place]) }
        return items
    }

    private func counts(of item: RetentionItem) throws -> RetentionCounts {
        guard let subject = item.subject else { return RetentionCounts(documents: 1) }
        let counts = try ErasurePlan(subject, in: self).counts
        return RetentionCounts(
            people: item.kind == .person ? 1 : 0, actors: item.kind == .actor ? 1 : 0, documents: counts.documents,
            statements: counts.statements, answers: counts.standings
        )
    }

    private func duePeople(
        _ draft: RetentionSchedule.Draft, _ numbers: Set<Int64>, on today: Day
    ) throws -> [RetentionItem] {
        let people = try people(numbered: numbers)
        return try numbers.sorted().compactMap { number in
            guard let person = people[number], person.mergedInto == nil, draft.concerns([person], on: today),
                case .success(let subject) = try erasureSubject(.person(person.id)),
                draft.concerns(subject.people, on: today),
                try isQuiet(subject, draft, on: today) ?? true
            else { return nil }
            let hold = try hold(on: subject.numbers)
            return RetentionItem(kind: .person, number: number, subject: subject, agent: 0, hold: hold)
        }
    }

    /// Whether nothing came of somebody, or about them, for the period; nil where nothing ever came.
    private func isQuiet(
        _ subject: ErasureSubject, _ draft: RetentionSchedule.Draft, on today: Day
    ) throws -> Bool? {
        guard !subject.actorNumbers.isEmpty else { return nil }
        // The keys of `statement_agent` and `document` find them: no resource but two has an Agent.
        let rows = try rows(
            """
            SELECT (SELECT max(a.stored) FROM statement_agent a WHERE a.agent = k.id),
                (SELECT max(d.updated) FROM document d WHERE d.resource IN (1, 2) AND d.agent = k.id)
            FROM \(Batch(.integers("id", subject.actorNumbers.sorted()))) AS k
            """
        )
        let times = try rows.flatMap { [try $0.optionalInteger(0), try $0.optionalInteger(1)] }.compactMap { $0 }
        return times.max().map { draft.isOver(since: Day(containing: $0), on: today) }
    }

    /// Learners alone: whoever made statements, and belongs to no person. An identifier that is shared was looked at by
    /// somebody, and one that answers for statements stays.
    private func dueActors(
        _ draft: RetentionSchedule.Draft, _ numbers: Set<Int64>, on today: Day
    ) throws -> [RetentionItem] {
        let rows = try rows(
            """
            SELECT k.id, coalesce(t.text, t.key) FROM \(Batch(.integers("id", numbers.sorted()))) AS k
            JOIN term t ON t.id = k.id
            WHERE EXISTS (SELECT 1 FROM fact f WHERE f.actor = k.id)
                AND NOT EXISTS (SELECT 1 FROM person_identifier i WHERE i.actor = k.id)
                AND NOT EXISTS (SELECT 1 FROM statement s WHERE s.authority = k.id)
                AND NOT EXISTS (SELECT 1 FROM access_key a WHERE a.authority = k.id)
            """
        )
        return try rows.compactMap { row in
            let canonical = String(decoding: try row.blob(1), as: UTF8.self)
            guard let identifier = InverseFunctionalIdentifier(canonical: canonical),
                case .success(let subject) = try erasureSubject(.actor(identifier)), subject.people.isEmpty,
                try isQuiet(subject, draft, on: today) ?? false
            else { return nil }
            let number = try row.integer(0)
            return RetentionItem(kind: .actor, number: number, subject: subject, agent: 0, hold: nil)
        }
    }

    private func dueDocuments(
        _ draft: RetentionSchedule.Draft, _ numbers: Set<Int64>, on today: Day
    ) throws -> [RetentionItem] {
        let rows = try rows(
            """
            SELECT d.number, d.updated, d.agent, i.person FROM \(Batch(.integers("id", numbers.sorted()))) AS k
            JOIN document d ON d.number = k.id LEFT JOIN person_identifier i ON i.actor = d.agent
            """
        )
        let held = try heldOwners()
        return try rows.compactMap { row in
            guard draft.isOver(since: Day(containing: try row.integer(1)), on: today) else { return nil }
            return RetentionItem(
                kind: .document, number: try row.integer(0), subject: nil, agent: try row.integer(2),
                hold: try row.optionalInteger(3).flatMap { held[$0] }
            )
        }
    }

    /// Holds that stand, by whoever the person is by now, where they were merged.
    func heldOwners() throws -> [Int64: UUID] {
        var held: [Int64: UUID] = [:]
        for (person, hold) in try standingHolds() {
            var owner = person
            // Merges make no circle; the bound is for a store that somebody changed.
            for _ in 0..<100 {
                let row = try rows("SELECT p.merged_into FROM person p WHERE p.id = \(owner)").first
                guard let into = try row?.optionalInteger(0) else { break }
                owner = into
            }
            held[owner] = hold
        }
        return held
    }
}

extension Query {
    /// `person_attribute_end` gives the order.
    fileprivate static func ends(
        of attribute: AttributeName, until bound: Int64, after cursor: RetentionCursor, _ limit: Int
    ) -> Query {
        let (day, person) = cursor.place
        return """
            SELECT a.person, a.until_day FROM person_attribute a
            WHERE a.name = \(attribute.rawValue) AND a.until_day <= \(bound)
            AND (a.until_day, a.person) > (\(day), \(person)) ORDER BY a.until_day, a.person LIMIT \(limit)
            """
    }

    /// `term_key` gives the order.
    fileprivate static func actorTerms(after cursor: RetentionCursor, _ limit: Int) -> Query {
        """
        SELECT t.id, t.key FROM term t WHERE t.kind = \(Term.Kind.actor.rawValue) AND t.key > \(cursor.key)
        ORDER BY t.key LIMIT \(limit)
        """
    }

    /// `document_updated` gives the order.
    fileprivate static func documents(
        unchangedSince end: Int64, after cursor: RetentionCursor, _ limit: Int
    ) -> Query {
        let (time, number) = cursor.place
        return """
            SELECT d.number, d.updated FROM document d
            WHERE d.updated < \(end) AND (d.updated, d.number) > (\(time), \(number))
            ORDER BY d.updated, d.number LIMIT \(limit)
            """
    }

    /// `access_batch_at` gives the order.
    fileprivate static func batches(
        writtenBefore end: Int64, after cursor: RetentionCursor, _ limit: Int
    ) -> Query {
        let (time, number) = cursor.place
        return """
            SELECT b.id, b.at FROM access_batch b
            WHERE b.at < \(end) AND (b.at, b.id) > (\(time), \(number)) ORDER BY b.at, b.id LIMIT \(limit)
            """
    }
}

extension RetentionCursor {
    fileprivate var place: (Int64, Int64) {
        if case .behind(let time, let number) = self { return (time, number) }
        return (.min, .min)
    }

    fileprivate var key: [UInt8] {
        if case .key(let key) = self { return key }
        return []
    }
}
