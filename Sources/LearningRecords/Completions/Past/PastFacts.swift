import Completion
import EvidenceVerification
import Persistence

extension Transaction {
    /// What had been stored at a time about each learner in each course, folded anew from the statements, those left out that
    /// had been voided by then; `statement_agent_activity` finds them.
    ///
    /// - Returns: nil where they are too many for one answer.
    func facts(
        of places: [Standing.Place], _ learners: Learners, before moment: PastMoment
    ) throws -> [Standing.Place: [(key: FactKey, facts: StoredFacts)]]? {
        let asked = places.flatMap { place in learners.actors(of: place.learner).map { (place: place, actor: $0) } }
        guard !asked.isEmpty else { return [:] }
        let rows = try rows(.statements(asked, before: moment, limit: FactFold.largestRefold + 1))
        guard rows.count <= FactFold.largestRefold else { return nil }
        var facts: [Standing.Place: [FactKey: StoredFacts]] = [:]
        for row in rows {
            guard let event = try LearningEvent(row) else { continue }
            let place = Standing.Place(learner: try row.integer(8), course: try row.integer(9))
            let key = FactKey(
                event, actor: try row.integer(4), activity: try row.integer(5), registration: try row.optionalUUID(6),
                source: try row.integer(7)
            )
            facts[place, default: [:]][key, default: StoredFacts()].facts.fold(event, isToldKept: true)
        }
        return facts.mapValues { facts in facts.sorted { $0.key < $1.key }.map { (key: $0.key, facts: $0.value) } }
    }
}

extension Query {
    /// Records that have no leaf yet were stored a moment ago.
    fileprivate static func statements(
        _ asked: [(place: Standing.Place, actor: Int64)], before moment: PastMoment, limit: Int
    ) -> Query {
        let batch = Batch(
            .integers("learner", asked.map(\.place.learner)), .integers("course", asked.map(\.place.course)),
            .integers("actor", asked.map(\.actor))
        )
        return """
            SELECT s.id, s.stored, s.version, s.raw, s.actor, s.activity, s.registration, s.source, k.learner, k.course
            FROM \(batch) AS k JOIN course_activity i ON i.course = k.course
            JOIN statement_agent a ON a.agent = k.actor AND a.activity = i.activity AND a.stored <= \(moment.at)
                AND a.via = 0
            JOIN statement s ON s.seq = a.seq LEFT JOIN statement w ON w.id = s.voided_by
            LEFT JOIN log_entry l ON l.record = s.seq AND l.kind = \(RecordKind.statement.stored)
            WHERE s.actor = k.actor AND s.activity = i.activity AND (w.stored IS NULL OR w.stored > \(moment.at))
            AND (l.leaf IS NULL OR l.leaf < \(moment.logSize)) LIMIT \(limit)
            """
    }
}
