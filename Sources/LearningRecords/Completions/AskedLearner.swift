import Foundation
import Persistence
import XAPI

/// Whom a question about completions is about: nobody in particular, a person, an actor, or both where they are the same.
struct AskedLearner: Sendable {
    /// Of the person, or of the actor that is nobody's.
    private(set) var number: Int64?
    private(set) var actor: InverseFunctionalIdentifier?
    /// False where no standing can be about the learner.
    private(set) var mayStand = true
    /// The person asked does not have the actor asked.
    private(set) var isContradictory = false
    private(set) var isShared = false

    struct UnknownPerson: Error { let id: UUID }
}

extension Transaction {
    func learner(
        asked request: FindCompletions.Request
    ) throws -> Result<AskedLearner, AskedLearner.UnknownPerson> {
        var asked = AskedLearner()
        if let id = request.person {
            guard let number = try livingPerson(id, inside: request.reach) else { return .failure(.init(id: id)) }
            asked.set(person: number)
        }
        if let actor = request.actor {
            let number = try numbers(of: [.actor(actor)]).values.first
            let learners = try learners(ofActors: Set([number].compactMap { $0 }))
            asked.set(actor, learner: try number.map { try inside(request.reach, learners.learner(of: $0)) } ?? nil)
        }
        return .success(asked)
    }

    /// Of somebody outside an inspection, and of nobody in particular, as if the actor had never been named.
    func inside(_ reach: InspectionReach?, _ learner: Int64?) throws -> Int64?? {
        guard reach != nil else { return .some(learner) }
        guard let learner, try isInside(reach, person: learner) else { return nil }
        return .some(learner)
    }

    /// The person, or whom it was merged into, through any number of merges; `person_uid` and the key find them.
    func livingPerson(_ id: UUID) throws -> Int64? {
        try rows(
            """
            WITH RECURSIVE upper(id, merged_into) AS (
                SELECT p.id, p.merged_into FROM person p WHERE p.uid = \(id)
                UNION ALL SELECT p.id, p.merged_into FROM upper JOIN person p ON p.id = upper.merged_into)
            SELECT id FROM upper WHERE merged_into IS NULL
            """
        ).first?.integer(0)
    }

    /// The learners as answers show them; those left out are actors who belong to somebody: their standings wait to be
    /// deleted.
    func shownLearners(
        _ numbers: Set<Int64>, _ learners: Learners, asked: AskedLearner
    ) throws -> [Int64: CompletionAnswer.Learner] {
        let names = try personNames(numbers)
        let attributes = try countedAttributes(of: Set(names.keys))
        let actors = numbers.compactMap { learner in
            (names[learner] == nil || asked.actor == nil)
                ? learners.actors(of: learner).first.map { (learner, $0) } : nil
        }
        let identifiers = try identifiers(of: Set(actors.map(\.1)))
        let first = Dictionary(actors, uniquingKeysWith: { one, _ in one })
        return numbers.reduce(into: [:]) { shown, learner in
            let own = first[learner].flatMap { identifiers[$0] }
            guard names[learner] != nil || own != nil else { return }
            shown[learner] = .init(
                person: names[learner], actor: asked.actor ?? own, attributes: attributes[learner] ?? [:]
            )
        }
    }

    /// The learner of an answer that rests on nothing.
    func shown(_ asked: AskedLearner) throws -> CompletionAnswer.Learner? {
        guard !asked.isContradictory else { return nil }
        guard let number = asked.number else { return .init(person: nil, actor: asked.actor, isShared: asked.isShared) }
        let learners = try learners(numbered: [number])
        return try shownLearners([number], learners, asked: asked)[number]
    }

    func countedAttributes(of people: Set<Int64>) throws -> [Int64: [AttributeName: Timeline]] {
        guard !people.isEmpty else { return [:] }
        var values: [Int64: [AttributeName: [DatedValue]]] = [:]
        for (person, name, value) in try self.values(of: Batch(.integers("id", people.sorted())))
        where AttributeFilter.names.contains(name) {
            values[person, default: [:]][name, default: []].append(value)
        }
        return values.mapValues { $0.mapValues { Timeline($0) } }
    }

    private func personNames(_ numbers: Set<Int64>) throws -> [Int64: CompletionAnswer.Learner.Name] {
        let rows = try rows(
            """
            SELECT p.id, p.uid, p.matricule, p.given_name, p.family_name
            FROM \(Batch(.integers("id", numbers.sorted()))) AS k JOIN person p ON p.id = k.id
            """
        )
        let names = try rows.map { row in
            let name = [try row.text(3), try row.text(4)].filter { !$0.isEmpty }.joined(separator: " ")
            return (
                try row.integer(0),
                CompletionAnswer.Learner.Name(id: try row.uuid(1), matricule: try row.optionalText(2), name: name)
            )
        }
        return Dictionary(names, uniquingKeysWith: { one, _ in one })
    }
}

extension AskedLearner {
    mutating func set(person: Int64) { number = person }

    /// - Parameter learner: nil where the actor was never named, and nil within where it is shared.
    mutating func set(_ actor: InverseFunctionalIdentifier, learner: Int64??) {
        self.actor = actor
        let found = learner ?? nil
        if let number, number != found {
            isContradictory = true
            mayStand = false
        } else {
            number = found
            mayStand = found != nil
            isShared = learner == .some(nil)
        }
    }
}
