package import Foundation
package import Persistence
package import XAPI

/// Gives an identifier to a person, takes it away, or marks it as shared. Each can be undone by another, and is logged.
package struct ChangeIdentifier: Sendable {
    package enum Change: Equatable, Sendable {
        case attach(to: UUID)
        case detach(from: UUID)
        /// A kiosk's account, an office's mailbox: it counts for nobody from now on, whoever had it.
        case share
        /// It is nobody's again.
        case unshare
    }

    package enum Outcome: Equatable, Sendable {
        /// Also where it was so already.
        case done
        case refused(PeopleRefusal)
    }

    private let database: any Database
    private let outlines: CourseOutlines

    package init(database: any Database, outlines: CourseOutlines) {
        self.database = database
        self.outlines = outlines
    }

    /// - Parameter key: who asks.
    package func callAsFunction(
        _ change: Change, _ identifier: InverseFunctionalIdentifier, by key: String
    ) async throws -> Outcome {
        try await database.writeAgainOnRace { [outlines] transaction in
            let term = Term.actor(identifier)
            guard let actor = try transaction.intern([term])[term] else { return .refused(.identifierIsNotTheirs) }
            let writer = IdentifierWriter(
                transaction: transaction, outlines: outlines, key: key, actor: actor
            )
            switch change {
            case .attach(let id): return try writer.attach(to: id)
            case .detach(let id): return try writer.detach(from: id)
            case .share: return try writer.share()
            case .unshare: return try writer.unshare()
            }
        }
    }
}

private struct IdentifierWriter {
    let transaction: any Transaction
    let outlines: CourseOutlines
    let key: String
    let actor: Int64

    func attach(to id: UUID) throws -> ChangeIdentifier.Outcome {
        guard let person = try transaction.lockedPerson(id) else { return .refused(.unknownPerson) }
        if let merged = person.mergedInto { return .refused(.isMerged(into: merged)) }
        if let owner = try transaction.owners(ofActors: [actor])[actor] {
            guard let number = owner.person else { return .refused(.identifierIsShared) }
            if number == person.number { return .done }
            let other = try transaction.people(numbered: [number])[number]
            return .refused(.identifierTaken(by: other?.id ?? id))
        }
        guard person.identifiers.count < Person.mostIdentifiers else { return .refused(.tooManyIdentifiers) }
        try transaction.attach([(actor, person.number)])
        return try finish(.attached, person.number)
    }

    func detach(from id: UUID) throws -> ChangeIdentifier.Outcome {
        guard let person = try transaction.lockedPerson(id) else { return .refused(.unknownPerson) }
        guard person.identifiers.contains(where: { $0.actor == actor }) else {
            return .refused(.identifierIsNotTheirs)
        }
        try release()
        return try finish(.detached, person.number)
    }

    func share() throws -> ChangeIdentifier.Outcome {
        let owner = try transaction.owners(ofActors: [actor])[actor]
        if let owner, owner.person == nil { return .done }
        if let person = owner?.person {
            try transaction.lockPeople([person])
            try release()
        }
        try transaction.execute(
            "INSERT INTO person_identifier (actor, person, since) VALUES (\(actor), NULL, \(transaction.startedAt))"
        )
        return try finish(.shared, owner?.person)
    }

    func unshare() throws -> ChangeIdentifier.Outcome {
        guard let owner = try transaction.owners(ofActors: [actor])[actor], owner.person == nil else { return .done }
        try release()
        return try finish(.unshared, nil)
    }

    private func release() throws {
        try transaction.execute("DELETE FROM person_identifier WHERE actor = \(actor)")
    }

    private func finish(_ kind: PersonEvent.Kind, _ person: Int64?) throws -> ChangeIdentifier.Outcome {
        if let person { try transaction.replaceClues(of: Array(try transaction.people(numbered: [person]).values)) }
        try transaction.record([NewPersonEvent(kind: kind, person: person ?? 0, actor: actor)], by: key)
        try transaction.follow([MovedIdentifier(actor: actor, people: [person].compactMap { $0 })], outlines)
        return .done
    }
}

extension Transaction {
    /// A person, locked until the transaction ends.
    func lockedPerson(_ id: UUID) throws -> Person? {
        guard let number = try number(ofPerson: id) else { return nil }
        try lockPeople([number])
        return try people(numbered: [number])[number]
    }
}
