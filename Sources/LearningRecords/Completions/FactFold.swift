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
    private var events: [FactKey: [LearningEvent]] = [:]
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
            event, actor: actor, activity: activity, registration: content.filters.registration, source: content.source
        )
        events[key, default: []].append(event)
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

    /// - Returns: what is now other than it was.
    func write() throws -> [FactChange] {
        let keys = Set(events.keys).union(refolded)
        guard !keys.isEmpty else { return [] }
        let there = try transaction.lockFacts(keys.sorted())
        let anew = try transaction.events(of: refolded.sorted(), limit: Self.largestRefold)
        let changes = keys.sorted().compactMap { key in
            FactChange(key, from: there[key], to: facts(of: key, before: there[key], anew: anew[key]))
        }
        try transaction.updateFacts(changes.filter { $0.before != nil })
        try transaction.insertFacts(changes.filter { $0.before == nil })
        return changes
    }

    /// - Parameter anew: all events of a key that has to be refolded; nil where they are too many for this transaction.
    private func facts(of key: FactKey, before: StoredFacts?, anew: [LearningEvent]?) -> StoredFacts {
        var facts = before ?? StoredFacts()
        if refolded.contains(key) {
            if let anew { return StoredFacts(folding: anew) }
            facts.refoldsAsked &+= 1
        }
        for event in events[key] ?? [] { facts.facts.fold(event) }
        return facts
    }
}

/// A row of facts that a transaction changed.
struct FactChange {
    let key: FactKey
    /// Nil where the row is new.
    let before: StoredFacts?
    let after: StoredFacts

    /// Nil where nothing changed.
    init?(_ key: FactKey, from before: StoredFacts?, to after: StoredFacts) {
        guard before != after else { return nil }
        self.key = key
        self.before = before
        self.after = after
    }

    /// Whether the rule may answer another status now.
    func matters(to rule: RuleDocument) -> Bool {
        guard let before else { return true }
        return after.facts.mayAnswer(otherwiseThan: before.facts, reading: rule.reads)
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
