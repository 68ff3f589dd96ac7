import Foundation
import Persistence
import XAPI

/// The people whom drafts may be about, read at once and locked until the transaction ends.
struct KnownPeople: Sendable {
    private var byNumber: [Int64: Person] = [:]
    private var byMatricule: [String: Int64] = [:]
    private var byName: [PersonClue: [Int64]] = [:]
    private var owners: [InverseFunctionalIdentifier: IdentifierOwner] = [:]

    /// Of one name.
    private static let mostNamesakes = 50

    init() {}

    init(for drafts: [PersonDraft], target: Int64?, in transaction: any Transaction) throws {
        // No unique key keeps two writers from making one person each of one name.
        if target == nil, drafts.contains(where: \.isKnownByName) { _ = try transaction.rows("\(Fragment.nameLock)") }
        byMatricule = try transaction.people(withMatricules: Set(drafts.compactMap(\.matricule)))
        owners = try Self.owners(of: Set(drafts.flatMap(\.identifiers)), in: transaction)
        if target == nil {
            byName = try transaction.people(by: Set(drafts.filter(\.isKnownByName).compactMap(\.nameClue)))
        }
        let found = [target].compactMap { $0 } + byMatricule.values + owners.values.compactMap(\.person)
        let numbers = Set(found + byName.values.flatMap { $0.prefix(Self.mostNamesakes) })
        try transaction.lockPeople(numbers)
        byNumber = try transaction.people(numbered: numbers)
        forgetWhatChanged()
    }

    /// What was read before the locks were held, and no longer holds: what follows from it ends at a unique key, and is tried
    /// again.
    private mutating func forgetWhatChanged() {
        byMatricule = byMatricule.filter { matricule, number in byNumber[number]?.matricule == matricule }
        owners = owners.filter { identifier, owner in
            owner.person.map { byNumber[$0]?.identifiers.contains { $0.value == identifier } == true } ?? true
        }
        byName = byName.reduce(into: [:]) { kept, one in
            kept[one.key] = one.value.filter { byNumber[$0].map { .name($0.name) == one.key } == true }
        }
    }

    private static func owners(
        of identifiers: Set<InverseFunctionalIdentifier>, in transaction: any Transaction
    ) throws -> [InverseFunctionalIdentifier: IdentifierOwner] {
        let numbers = try transaction.numbers(of: Set(identifiers.map(Term.actor)))
        let owners = try transaction.owners(ofActors: Set(numbers.values))
        return identifiers.reduce(into: [:]) { found, identifier in
            found[identifier] = numbers[.actor(identifier)].flatMap { owners[$0] }
        }
    }

    /// Whom a draft is about: who has its matricule; else who has one of its identifiers and no other matricule; else, where
    /// it has neither, who alone is called so and has no matricule. Nil for somebody new.
    func person(of draft: PersonDraft, target: Int64?) throws(PeopleRefusal) -> Person? {
        if let target {
            guard let person = byNumber[target] else { throw .unknownPerson }
            return person
        }
        if let matricule = draft.matricule, let number = byMatricule[matricule] { return byNumber[number] }
        for identifier in draft.identifiers {
            guard let number = owners[identifier]?.person, let person = byNumber[number] else { continue }
            if draft.matricule == nil || person.matricule == nil { return person }
        }
        guard draft.isKnownByName, let clue = draft.nameClue else { return nil }
        let namesakes = (byName[clue] ?? []).compactMap { byNumber[$0] }.filter { $0.matricule == nil }
        guard namesakes.count < 2 else { throw .isAmbiguous }
        return namesakes.first
    }

    /// Whether what the plan takes is free.
    func check(_ plan: PersonPlan) throws(PeopleRefusal) {
        if let matricule = plan.person.matricule, let other = byMatricule[matricule], other != plan.person.number {
            throw .matriculeTaken(by: byNumber[other]?.id ?? plan.person.id)
        }
        for identifier in plan.attached {
            guard let owner = owners[identifier] else { continue }
            guard let person = owner.person else { throw .identifierIsShared }
            throw .identifierTaken(by: byNumber[person]?.id ?? plan.person.id)
        }
    }
}

extension PersonDraft {
    /// A draft with an identifier is about whom that belongs to, never about a namesake.
    fileprivate var isKnownByName: Bool { matricule == nil && identifiers.isEmpty }
}
