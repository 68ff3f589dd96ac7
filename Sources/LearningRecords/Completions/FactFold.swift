import Completion
import Foundation
import Persistence
import XAPI

/// Folds a batch's statements into the facts that they touch, and refolds the facts that a void took something from.
///
/// Fact rows are locked, in key order, before they are read; a row that is new to two writers at once is decided by its
/// unique key.
struct FactFold {
    let transaction: any Transaction
    private var events: [(key: FactKey, event: LearningEvent)] = []
    private var refolded: Set<FactKey> = []

    /// Where a transaction would read more statements than this, keys are refolded by `RefoldPending`, and answers say
    /// `pending` meanwhile.
    static let largestRefold = 10_000

    init(transaction: any Transaction) {
        self.transaction = transaction
    }

    mutating func add(_ row: StatementRow) {
        guard let content = row.content, let event = content.event, let actor = content.filters.actor,
            let activity = content.filters.activity
        else { return }
        let key = FactKey(
            event, actor: actor, activity: activity, registration: content.filters.registration,
            source: content.one.credential.source
        )
        events.append((key, event))
    }

    mutating func addVoided(_ statement: StatementIdentity) {
        guard let place = statement.factKey, let raw = statement.raw,
            let read = try? Statement(stored: raw, version: statement.version),
            let event = LearningEvent(read, id: statement.id, stored: Instant(microseconds: 0))
        else { return }
        refolded.insert(
            FactKey(
                event, actor: place.actor, activity: place.activity, registration: place.registration,
                source: place.source
            )
        )
    }

    /// - Returns: what is other than it was, or may be for rules that ask for statements.
    func write() throws -> [FactChange] {
        let touched = touched()
        guard !touched.isEmpty else { return [] }
        let there = try transaction.lockFacts(touched.map(\.key))
        let anew = try transaction.events(of: refolded.sorted(), limit: Self.largestRefold)
        let changes = zip(touched, there).map { touched, before in
            FactChange(
                key: touched.key, before: before, after: facts(of: touched, before: before, anew: anew[touched.key])
            )
        }
        try transaction.updateFacts(changes.filter { $0.before != nil && $0.before != $0.after })
        try transaction.insertFacts(changes.filter { $0.before == nil })
        return changes
    }

    /// A key, and the places of its events.
    private struct Touched {
        let key: FactKey
        var events: [Int]
    }

    /// In key order, each key once.
    private func touched() -> [Touched] {
        var all: [(key: FactKey, event: Int?)] = events.indices.map { (events[$0].key, $0) }
        all += refolded.map { ($0, nil) }
        var touched: [Touched] = []
        for (key, event) in all.sorted(by: { $0.key < $1.key }) {
            if touched.last?.key != key { touched.append(Touched(key: key, events: [])) }
            if let event { touched[touched.count - 1].events.append(event) }
        }
        return touched
    }

    /// - Parameter anew: all events of a key that has to be refolded; nil where they are too many for this transaction.
    private func facts(of touched: Touched, before: StoredFacts?, anew: [LearningEvent]?) -> StoredFacts {
        var facts = before ?? StoredFacts()
        if refolded.contains(touched.key) {
            if let anew { return StoredFacts(folding: anew) }
            facts.refoldsAsked &+= 1
        }
        for place in touched.events { facts.facts.fold(events[place].event) }
        return facts
    }
}

/// A row of facts about which a transaction learnt something.
struct FactChange {
    let key: FactKey
    /// Nil where the row is new.
    let before: StoredFacts?
    let after: StoredFacts

    /// Whether the rule may answer another status now.
    func matters(to rule: RuleDocument) -> Bool {
        // Of decisions the last word counts, whichever it is.
        guard let before, !key.isOfService, !rule.reads.contains(.statements) else { return true }
        return before != after && after.facts.mayAnswer(otherwiseThan: before.facts, reading: rule.reads)
    }
}

/// Facts as their row has them.
struct StoredFacts: Equatable, Sendable {
    var facts = Facts()
    /// How often something was taken back since the last refold: above 0, one waits in the queue.
    var refoldsAsked: Int64 = 0

    var isPending: Bool { refoldsAsked > 0 }
}

extension StoredFacts {
    init(folding events: [LearningEvent]) {
        for event in events { facts.fold(event) }
    }
}

extension UUID {
    /// Stands where a statement names no registration.
    static let zero = UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))
}

extension FactKey {
    init(_ event: LearningEvent, actor: Int64, activity: Int64, registration: UUID?, source: Int64) {
        self.init(
            actor: actor, activity: activity, registration: registration ?? .zero, source: source,
            sessionClass: event.sessionClass, isDefinedByCMI5: event.isDefinedByCMI5
        )
    }
}
