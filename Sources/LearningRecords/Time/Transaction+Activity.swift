import Completion
import Persistence

extension Transaction {
    /// What learners did in a window, an element for each learner and activity. Reads a number of rows that grows with the
    /// learners and what they did, not with statements, where the window ends now.
    func deeds(in window: Range<Int64>) throws -> [Deed] {
        let actors = try rows(.activeActors(in: window)).map { try $0.integer(0) }
        guard !actors.isEmpty else { return [] }
        let facts = try rows(.activeFacts(of: actors, in: window)).map { (try FactKey($0), try StoredFacts($0).facts) }
        let learners = try learners(ofActors: Set(actors))
        var byLearner: [Int64: [(FactKey, Facts)]] = [:]
        for (key, facts) in facts {
            // A shared identifier counts for nobody, nor does a preview.
            guard let learner = learners.learner(of: key.actor), !key.sessionClass.isPreview else { continue }
            byLearner[learner, default: []].append((key, facts))
        }
        let values = try valuesToday(of: Set(byLearner.keys))
        let courses = try courses(holding: Set(facts.map(\.0.activity)))
        return byLearner.sorted { $0.key < $1.key }.flatMap { number, facts in
            let learner = Deed.Learner(number: number, values: values[number] ?? [:])
            let sessions = LearnerTime(facts).sessions.filter { window.contains($0.end) }
            let byActivity = Dictionary(grouping: sessions, by: \.activity)
            return Set(facts.map(\.0.activity)).sorted().map { activity in
                Deed(learner: learner, course: courses[activity], sessions: byActivity[activity] ?? [])
            }
        }
    }

    private func valuesToday(of people: Set<Int64>) throws -> [Int64: [AttributeName: String]] {
        let day = Day(containing: startedAt).number
        var values: [Int64: [AttributeName: String]] = [:]
        for (person, name, value) in try self.values(of: Batch(.integers("id", people.sorted())))
        where AttributeFilter.names.contains(name) && value.first <= day && day <= value.last {
            values[person, default: [:]][name] = value.value
        }
        return values
    }

    /// A line for each learner, value, source or course among the deeds.
    func lines(by dimension: MeasureActivity.Dimension, _ deeds: [Deed]) throws -> [MeasureActivity.Line] {
        switch dimension {
        case .learner:
            let numbers = Set(deeds.map(\.learner.number))
            let shown = try shownLearners(numbers, try learners(numbered: numbers), asked: AskedLearner())
            return Self.grouped(deeds, by: \.learner.number).compactMap { number, deeds in
                shown[number].map { deeds.line(.learner($0)) }
            }
        case .attribute(let name):
            return Self.grouped(deeds) { $0.learner.values[name] ?? "" }
                .map { $1.line(.attribute(name, $0.isEmpty ? nil : $0)) }
        case .source:
            return Self.grouped(deeds) { $0.course?.source ?? "" }.map { $1.line(.source($0.isEmpty ? nil : $0)) }
        case .course:
            let courses = Dictionary(
                deeds.compactMap(\.course).map { ($0.id, CompletionAnswer.Course($0)) },
                uniquingKeysWith: { one, _ in one }
            )
            return Self.grouped(deeds) { $0.course?.id ?? .max }.map { $1.line(.course(courses[$0])) }
        case .month: return []
        }
    }

    private static func grouped<Key: Comparable & Hashable>(
        _ deeds: [Deed], by key: (Deed) -> Key
    ) -> [(Key, Deeds)] {
        var groups: [Key: Deeds] = [:]
        for deed in deeds { groups[key(deed), default: Deeds()].add(deed) }
        return groups.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}

extension Query {
    /// Whoever has facts, one after the other along `fact_key`, where a statement of theirs happened in the window; nothing
    /// happened after it was stored, so `statement_agent_key` finds the first one that may.
    fileprivate static func activeActors(in window: Range<Int64>) -> Query {
        """
        WITH RECURSIVE l(actor) AS (
            SELECT (SELECT min(f.actor) FROM fact f WHERE f.actor > 0)
            UNION ALL SELECT (SELECT min(f.actor) FROM fact f WHERE f.actor > l.actor)
            FROM l WHERE l.actor IS NOT NULL)
        SELECT l.actor FROM l WHERE l.actor IS NOT NULL AND EXISTS (
            SELECT 1 FROM statement_agent a JOIN statement s ON s.seq = a.seq WHERE a.agent = l.actor
            AND \(happened(in: window)) AND s.actor = l.actor AND s.activity IS NOT NULL)
        """
    }

    /// Facts about whatever they did in the window; `statement_agent_activity` tells.
    fileprivate static func activeFacts(of actors: [Int64], in window: Range<Int64>) -> Query {
        """
        SELECT \(factColumns) FROM \(Batch(.integers("actor", actors))) AS k JOIN fact f ON f.actor = k.actor
        WHERE EXISTS (
            SELECT 1 FROM statement_agent a JOIN statement s ON s.seq = a.seq WHERE a.agent = f.actor
            AND a.activity = f.activity AND \(happened(in: window)) AND s.actor = f.actor
            AND s.activity = f.activity AND s.source = f.source)
        """
    }

    private static func happened(in window: Range<Int64>) -> Query {
        """
        a.stored >= \(window.lowerBound) AND a.via = 0 AND s.effective >= \(window.lowerBound)
        AND s.effective < \(window.upperBound) AND s.voided_by IS NULL
        """
    }
}
