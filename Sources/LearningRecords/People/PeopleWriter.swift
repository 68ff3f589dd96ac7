import Foundation
import Persistence
import XAPI

/// Drafts on their way to people, inside a transaction: finds whom each is about, says what differs, and writes it. As many
/// round trips for one draft as for thousands.
struct PeopleWriter {
    let transaction: any Transaction
    let outlines: CourseOutlines
    /// The key that asks.
    let key: String
    private var known = KnownPeople()

    init(transaction: any Transaction, outlines: CourseOutlines, key: String) {
        self.transaction = transaction
        self.outlines = outlines
        self.key = key
    }

    /// What each draft changes, in their order, with nothing written yet.
    ///
    /// - Parameter target: the person that the one draft is about; nil where each says by its matricule, its identifiers or
    ///   its name whom it is about, or makes a new person.
    mutating func plan(
        _ drafts: [(draft: PersonDraft, newID: UUID)], target: Int64? = nil
    ) throws -> [Result<PersonPlan, PeopleRefusal>] {
        known = try KnownPeople(for: drafts.map(\.draft), target: target, in: transaction)
        var claims = Claims()
        return drafts.map { draft, newID in
            Result { () throws(PeopleRefusal) in
                let person = try known.person(of: draft, target: target)
                let plan = try PersonPlan(draft, to: person, newID: newID, now: transaction.startedAt)
                try known.check(plan)
                try claims.add(plan)
                return plan
            }
        }
    }

    /// - Returns: the people as they are now, in the order of the plans.
    mutating func write(_ plans: [PersonPlan]) throws -> [Person] {
        var plans = plans
        var terms = Set(plans.flatMap(\.attached).map(Term.actor))
        for plan in plans where plan.isNew { terms.insert(.person(plan.person.id)) }
        let numbers = try transaction.intern(terms)
        for place in plans.indices { plans[place].number(numbers, now: transaction.startedAt) }
        let changed = plans.filter { !$0.isUnchanged }
        try transaction.insert(changed.filter(\.isNew).map(\.person))
        try transaction.update(changed.filter { !$0.isNew }.map(\.person))
        try transaction.attach(
            changed.flatMap { plan in plan.attached.map { (numbers[.actor($0)] ?? 0, plan.person.number) } }
        )
        try transaction.replace(changed.flatMap(\.timelines))
        try transaction.replaceClues(of: changed.map(\.person))
        try transaction.record(changed.flatMap { $0.events(numbers) }, by: key)
        let moved = changed.flatMap { plan in
            plan.attached.map { MovedIdentifier(actor: numbers[.actor($0)] ?? 0, people: [plan.person.number]) }
        }
        try transaction.follow(moved, outlines)
        return plans.map(\.person)
    }
}

extension PersonPlan {
    /// The timelines that differ.
    fileprivate var timelines: [(person: Int64, name: AttributeName, timeline: Timeline)] {
        let names = Set(changes.compactMap { AttributeName(rawValue: $0.field) })
        return names.sorted().map { (person.number, $0, person.attributes[$0] ?? Timeline()) }
    }

    /// Restricted changes stand in an event of their own, which others do not see.
    fileprivate func events(_ numbers: [Term: Int64]) -> [NewPersonEvent] {
        let plain = changes.filter { !$0.isRestricted && $0.field != "identifier" }
        let restricted = changes.filter(\.isRestricted)
        var events: [NewPersonEvent] = []
        if isNew || !plain.isEmpty {
            events.append(NewPersonEvent(kind: isNew ? .created : .changed, person: person.number, changes: plain))
        }
        if !restricted.isEmpty {
            events.append(
                NewPersonEvent(kind: .changed, person: person.number, changes: restricted, isRestricted: true)
            )
        }
        return events
            + attached.map { NewPersonEvent(kind: .attached, person: person.number, actor: numbers[.actor($0)]) }
    }
}

/// What earlier drafts of the same request have taken already.
private struct Claims {
    private var people: Set<Int64> = []
    private var matricules: Set<String> = []
    private var names: Set<PersonClue> = []
    private var identifiers: [InverseFunctionalIdentifier: UUID] = [:]

    /// Two lines about one person would each undo the other.
    mutating func add(_ plan: PersonPlan) throws(PeopleRefusal) {
        if !plan.isNew, people.contains(plan.person.number) { throw .askedTwice }
        for identifier in plan.attached {
            if let other = identifiers[identifier] { throw .identifierTaken(by: other) }
        }
        let takesMatricule = plan.isNew || plan.changes.contains { $0.field == "matricule" }
        if takesMatricule, let matricule = plan.person.matricule, !matricules.insert(matricule).inserted {
            throw .askedTwice
        }
        if plan.isNew, plan.person.matricule == nil, plan.attached.isEmpty,
            !names.insert(.name(plan.person.name)).inserted
        {
            throw .askedTwice
        }
        if !plan.isNew { people.insert(plan.person.number) }
        for identifier in plan.attached { identifiers[identifier] = plan.person.id }
    }
}
