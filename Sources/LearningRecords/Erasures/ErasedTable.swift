import Persistence

/// A table whose rows belong to somebody, and by which number; a key or an index begins with that column.
struct ErasedTable: Sendable {
    enum Owner: Sendable { case person, actor, learner }

    let name: Query
    let column: Query
    let owner: Owner
    /// What its rows are counted as.
    let count: (@Sendable (inout ErasureCounts, Int) -> Void)?

    private init(
        _ name: Query, _ column: Query, _ owner: Owner, count: (@Sendable (inout ErasureCounts, Int) -> Void)? = nil
    ) {
        (self.name, self.column, self.owner, self.count) = (name, column, owner, count)
    }

    static let all = [
        ErasedTable("fact", "actor", .actor) { $0.facts += $1 },
        ErasedTable("agent_name", "agent", .actor) { $0.names += $1 },
        ErasedTable("person_identifier", "actor", .actor) { $0.identifiers += $1 },
        ErasedTable("feedback", "actor", .actor), ErasedTable("rating", "actor", .actor),
        ErasedTable("standing", "learner", .learner) { $0.standings += $1 },
        ErasedTable("standing_history", "learner", .learner) { $0.history += $1 },
        ErasedTable("standing_queue", "learner", .learner),
        ErasedTable("learner_tally", "learner", .learner),
        ErasedTable("registration", "person", .person) { $0.registrations += $1 },
        ErasedTable("campaign_person", "person", .person) { $0.campaigns += $1 },
        ErasedTable("attendance", "person", .person) { $0.attendance += $1 },
        ErasedTable("erasure_hold", "person", .person), ErasedTable("access_code", "person", .person),
        ErasedTable("inspection_person", "person", .person),
        ErasedTable("person_attribute", "person", .person) { $0.attributes += $1 },
        ErasedTable("person_clue", "person", .person),
        ErasedTable("person", "id", .person) { $0.people += $1 },
    ]

    /// Tables where something is deleted or overwritten, as the store knows them.
    static let purged = [
        "fact", "agent_name", "person_identifier", "standing", "standing_history", "standing_queue", "standing_delta",
        "learner_tally", "registration", "campaign_person", "attendance", "person_attribute", "person_clue", "person",
        "person_event", "statement", "statement_agent", "statement_activity", "statement_reference",
        "statement_attachment", "document", "blob", "term", "log_tile", "log_entry", "evidence_bundle", "erasure_hold",
        "access_code", "access_read", "access_batch", "inspection_person", "feedback", "rating", "erasure",
    ]

    func owners(_ subject: ErasureSubject) -> Set<Int64> {
        switch owner {
        case .person: subject.numbers
        case .actor: subject.actorNumbers
        case .learner: subject.learners
        }
    }
}

extension Transaction {
    func count(_ table: ErasedTable, of subject: ErasureSubject) throws -> Int {
        let owners = table.owners(subject)
        guard !owners.isEmpty else { return 0 }
        let rows = try rows(
            """
            SELECT count(*) FROM \(Batch(.integers("id", owners.sorted()))) AS k
            JOIN \(table.name) t ON t.\(table.column) = k.id
            """
        )
        return Int(clamping: try rows.reduce(0) { $0 + (try $1.integer(0)) })
    }

    func empty(_ table: ErasedTable, of subject: ErasureSubject) throws {
        let owners = table.owners(subject)
        guard !owners.isEmpty else { return }
        try execute(
            """
            DELETE FROM \(table.name)
            WHERE \(table.column) IN (SELECT k.id FROM \(Batch(.integers("id", owners.sorted()))) AS k)
            """
        )
    }
}
