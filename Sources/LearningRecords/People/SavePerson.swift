package import Foundation
package import Persistence

/// Makes a person, or changes one: by its id, or by the matricule that the draft names.
package struct SavePerson: Sendable {
    package enum Outcome: Sendable {
        case created(Person)
        case saved(Person)
        case refused(PeopleRefusal)
    }

    private let database: any Database
    private let outlines: CourseOutlines
    private let newID: @Sendable () -> UUID

    package init(database: any Database, outlines: CourseOutlines, newID: @escaping @Sendable () -> UUID) {
        self.database = database
        self.outlines = outlines
        self.newID = newID
    }

    /// - Parameters:
    ///   - id: of the person to change; nil where the draft's matricule says it, or a new person is made.
    ///   - key: who asks.
    package func callAsFunction(_ draft: PersonDraft, id: UUID? = nil, by key: String) async throws -> Outcome {
        let new = newID()
        return try await database.writeAgainOnRace { [outlines] transaction in
            let target = try id.map { try transaction.number(ofPerson: $0) }
            if target == .some(nil) { return .refused(.unknownPerson) }
            var writer = PeopleWriter(transaction: transaction, outlines: outlines, key: key)
            let plans = try writer.plan([(draft, new)], target: target ?? nil)
            guard let plan = plans.first else { return .refused(.unknownPerson) }
            switch plan {
            case .failure(let refusal): return .refused(refusal)
            case .success(let plan):
                _ = try writer.write([plan])
                let saved = try transaction.person(plan.person.id)
                guard let saved else { return .refused(.unknownPerson) }
                return plan.isNew ? .created(saved) : .saved(saved)
            }
        }
    }
}

extension Transaction {
    /// A person as it is now.
    func person(_ id: UUID) throws -> Person? {
        guard let number = try number(ofPerson: id) else { return nil }
        return try people(numbered: [number])[number]
    }
}
