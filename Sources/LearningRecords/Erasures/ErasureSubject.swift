import Crypto
import Foundation
import Persistence
import XAPI

/// Whom an erasure is about: people, where somebody was found to be several, and everything that identifies them.
struct ErasureSubject: Sendable {
    /// None where an identifier is nobody's.
    let people: [Person]
    let actors: [Int64: InverseFunctionalIdentifier]

    var numbers: Set<Int64> { Set(people.map(\.number)) }
    var actorNumbers: Set<Int64> { Set(actors.keys) }
    /// As standings name them.
    var learners: Set<Int64> { numbers.union(actorNumbers) }
    var canonicals: Set<String> { Set(actors.values.map(\.canonical)) }

    /// Texts by which somebody would be recognized, with what they are.
    var marks: [ErasureMark] {
        let identifiers = actors.values.map { ErasureMark(.identifier, $0.searchable) }
        let matricules = people.compactMap(\.matricule).map { ErasureMark(.matricule, $0) }
        let names = people.flatMap { [$0.familyName, $0.givenName] }.map { ErasureMark(.name, $0) }
        return Set(identifiers + matricules + names).sorted {
            ($0.kind.rawValue, $0.text) < ($1.kind.rawValue, $1.text)
        }
    }
}

/// A text by which somebody would be recognized.
package struct ErasureMark: Hashable, Sendable {
    package enum Kind: String, Sendable { case identifier, matricule, name }

    package let kind: Kind
    package let text: String

    package init(_ kind: Kind, _ text: String) {
        self.kind = kind
        self.text = text
    }

    /// Of fewer bytes something else would be found everywhere.
    private static let shortest = 4

    /// Whether it stands in a text, as it is written.
    func stands(in text: some Collection<UInt8>) -> Bool {
        guard self.text.utf8.count >= Self.shortest else { return false }
        return Data(text).range(of: Data(self.text.utf8)) != nil
    }

    /// Whether somebody who wrote this text named them.
    func isNamed(in text: String) -> Bool {
        self.text.utf8.count >= Self.shortest && text.range(of: self.text, options: .caseInsensitive) != nil
    }

    var isLongEnough: Bool { text.utf8.count >= Self.shortest }
}

extension Transaction {
    func erasureSubject(_ learner: ErasePerson.Learner) throws -> Result<ErasureSubject, ErasureRefusal> {
        switch learner {
        case .person(let id):
            guard let number = try number(ofPerson: id) else { return .failure(.unknownPerson) }
            return try subject(ofPerson: number)
        case .actor(let identifier):
            let term = Term.actor(identifier)
            guard identifier.canonical != StandIn.identifier.canonical, let number = try numbers(of: [term])[term]
            else {
                return .failure(.unknownPerson)
            }
            if let person = try owners(ofActors: [number])[number]?.person { return try subject(ofPerson: person) }
            return .success(try withDigests(ErasureSubject(people: [], actors: [number: identifier])))
        }
    }

    private func subject(ofPerson number: Int64) throws -> Result<ErasureSubject, ErasureRefusal> {
        guard let person = try people(numbered: [number])[number] else { return .failure(.unknownPerson) }
        if let into = person.mergedInto { return .failure(.isMerged(into: into)) }
        var numbers: Set<Int64> = [number]
        var last = numbers
        while !last.isEmpty {
            last = try merged(into: last).subtracting(numbers)
            numbers.formUnion(last)
        }
        let people = try people(numbered: numbers).values.sorted { $0.number < $1.number }
        let identifiers = people.flatMap(\.identifiers).map { ($0.actor, $0.value) }
        let subject = ErasureSubject(
            people: people, actors: Dictionary(identifiers, uniquingKeysWith: { one, _ in one })
        )
        return .success(try withDigests(subject))
    }

    /// `person_merged` finds them.
    private func merged(into people: Set<Int64>) throws -> Set<Int64> {
        let batch = Batch(.integers("id", people.sorted()))
        return Set(
            try rows("SELECT p.id FROM \(batch) AS k JOIN person p ON p.merged_into = k.id").map { try $0.integer(0) }
        )
    }

    /// The digest of a mailbox is the mailbox to whoever knows it (Data 2.4.2.3): it goes too, unless it is somebody else's.
    func withDigests(_ subject: ErasureSubject) throws -> ErasureSubject {
        let digests = subject.actors.values.compactMap { identifier -> InverseFunctionalIdentifier? in
            guard case .mbox(let mailbox) = identifier else { return nil }
            return .mboxSHA1Sum(hexadecimal(Insecure.SHA1.hash(data: Array(mailbox.utf8))))
        }
        let found = try numbers(of: Set(digests.map(Term.actor)))
        let owners = try owners(ofActors: Set(found.values))
        var actors = subject.actors
        for digest in digests {
            if let number = found[Term.actor(digest)], owners[number] == nil { actors[number] = digest }
        }
        return ErasureSubject(people: subject.people, actors: actors)
    }
}
