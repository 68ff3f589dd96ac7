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
            let writer = IdentifierWriter(
                transaction: transaction, outlines: outlines, key: key, term: term,
                known: try transaction.numbers(of: [term])[term]
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
    let term: Term
    /// The identifier's number, where it has one yet.
    let known: Int64?

    func attach(to id: UUID) throws -> ChangeIdentifier.Outcome {
        guard let person = try transaction.lockedPerson(id) else { return .refused(.unknownPerson) }
        if let merged = person.mergedInto { return .refused(.isMerged(into: merged)) }
        if let owner = try owner() {
            guard let number = owner.person else { return .refused(.identifierIsShared) }
            if number == person.number { return .done }
            let other = try transaction.people(numbered: [number])[number]
            return .refused(.identifierTaken(by: other?.id ?? id))
        }
        guard person.identifiers.count < Person.mostIdentifiers else { return .refused(.tooManyIdentifiers) }
        let actor = try made()
        try transaction.attach([(actor, person.number)])
        return try finish(.attached, actor, person.number)
    }

    func detach(from id: UUID) throws -> ChangeIdentifier.Outcome {
        guard let person = try transaction.lockedPerson(id) else { return .refused(.unknownPerson) }
        guard let known, person.identifiers.contains(where: { $0.actor == known }) else {
            return .refused(.identifierIsNotTheirs)
        }
        try release(known, from: person.number)
        return try finish(.detached, known, person.number)
    }

    func share() throws -> ChangeIdentifier.Outcome {
        let owner = try owner()
        if let owner, owner.person == nil { return .done }
        let actor = try made()
        if let person = owner?.person {
            try transaction.lockPeople([person])
            try release(actor, from: person)
        }
        try transaction.execute(
            "INSERT INTO person_identifier (actor, person, since) VALUES (\(actor), NULL, \(transaction.startedAt))"
        )
        return try finish(.shared, actor, owner?.person)
    }

    func unshare() throws -> ChangeIdentifier.Outcome {
        guard let known, let owner = try owner(), owner.person == nil else { return .done }
        try release(known, from: nil)
        return try finish(.unshared, known, nil)
    }

    private func owner() throws -> IdentifierOwner? {
        try known.flatMap { known in try transaction.owners(ofActors: [known])[known] }
    }

    /// The identifier's number, made where it is new.
    private func made() throws -> Int64 { try known ?? transaction.intern([term])[term] ?? 0 }

    /// Where it went elsewhere meanwhile, it stays there.
    private func release(_ actor: Int64, from person: Int64?) throws {
        let owner: Query = person.map { "person = \($0)" } ?? "person IS NULL"
        try transaction.execute("DELETE FROM person_identifier WHERE actor = \(actor) AND \(owner)")
    }

    private func finish(_ kind: PersonEvent.Kind, _ actor: Int64, _ person: Int64?) throws -> ChangeIdentifier.Outcome {
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
