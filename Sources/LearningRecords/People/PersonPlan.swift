import Foundation
import XAPI

/// What a draft changes of one person: computed first, shown, and then written.
struct PersonPlan: Sendable {
    /// As it is afterwards; a new one has the number 0 until it is written.
    private(set) var person: Person
    let isNew: Bool
    private(set) var changes: [FieldChange] = []
    private(set) var attached: [InverseFunctionalIdentifier] = []
    private let today: Day

    var isUnchanged: Bool { !isNew && changes.isEmpty }

    /// - Parameters:
    ///   - person: as it is; nil for a new one, which gets `newID`.
    ///   - now: µs since 1970.
    init(_ draft: PersonDraft, to person: Person?, newID: UUID, now: Int64) throws(PeopleRefusal) {
        if let merged = person?.mergedInto { throw .isMerged(into: merged) }
        isNew = person == nil
        today = Day(containing: now)
        self.person =
            person
            ?? Person(
                id: newID, matricule: nil, familyName: "", givenName: "", mergedInto: nil, createdAt: now,
                changedAt: now, number: 0
            )
        setNames(draft)
        guard PersonClue.words(self.person.name).isEmpty == false else { throw .nameMissing }
        for identifier in draft.identifiers { attach(identifier) }
        guard self.person.identifiers.count + attached.count <= Person.mostIdentifiers else {
            throw .tooManyIdentifiers
        }
        for value in draft.values { try put(value) }
    }

    private mutating func setNames(_ draft: PersonDraft) {
        if let new = draft.matricule, new != person.matricule {
            changes.append(FieldChange("matricule", person.matricule, new))
            person.matricule = new
        }
        if let new = draft.familyName, !new.utf8.elementsEqual(person.familyName.utf8) {
            changes.append(FieldChange("family_name", isNew ? nil : person.familyName, new))
            person.familyName = new
        }
        if let new = draft.givenName, !new.utf8.elementsEqual(person.givenName.utf8) {
            changes.append(FieldChange("given_name", isNew ? nil : person.givenName, new))
            person.givenName = new
        }
    }

    private mutating func attach(_ identifier: InverseFunctionalIdentifier) {
        guard !person.identifiers.contains(where: { $0.value == identifier }), !attached.contains(identifier) else {
            return
        }
        attached.append(identifier)
        changes.append(FieldChange("identifier", nil, identifier.searchable))
    }

    private mutating func put(_ draft: PersonDraft.Value) throws(PeopleRefusal) {
        let before = person.attributes[draft.name] ?? Timeline()
        guard let from = start(of: draft, in: before) else { return }
        guard from.number <= draft.until?.number ?? Timeline.open else { throw .endsBeforeItBegins(draft.name) }
        let since = from.number == Timeline.ever ? nil : from
        var after = before
        after.put(draft.value, from: since, until: draft.until)
        guard after != before else { return }
        person.attributes[draft.name] = after
        let old = before.value(on: from)?.value
        changes.append(
            FieldChange(
                draft.name.rawValue, old, draft.value, since: since, until: draft.until,
                isRestricted: draft.name.isRestricted
            )
        )
    }

    /// The first day on which the value is written; nil where it is there already.
    private func start(of draft: PersonDraft.Value, in timeline: Timeline) -> Day? {
        if let from = draft.from { return from }
        if let until = draft.until {
            let isThere = timeline.values.contains { $0.value == draft.value && $0.until == until }
            if isThere { return nil }
        } else if timeline.value(on: today)?.value == draft.value {
            return nil
        }
        return timeline.values.isEmpty ? Day(number: Timeline.ever) : today
    }

    /// The numbers of what was new, once they are known.
    mutating func number(_ numbers: [Term: Int64], now: Int64) {
        if let own = numbers[.person(person.id)] { person.number = own }
        for identifier in attached {
            let actor = numbers[.actor(identifier)] ?? 0
            person.identifiers.append(Person.Identifier(value: identifier, since: now, actor: actor))
        }
    }
}
