package import Persistence
package import XAPI

/// Whose access code somebody typed.
package struct FindByAccessCode: Sendable {
    package enum Outcome: Sendable {
        /// And the identifier by which statements name them.
        case found(Person, InverseFunctionalIdentifier)
        /// No code, or none that is good any more.
        case unknown
        /// Their contract has ended.
        case left
    }

    private let database: any Database

    package init(database: any Database) {
        self.database = database
    }

    package func callAsFunction(_ code: AccessCode) async throws -> Outcome {
        try await database.read { transaction in
            guard let salt = try transaction.accessSalt() else { return .unknown }
            let digest = code.digest(salt: salt)
            guard let number = try transaction.rows("SELECT person FROM access_code WHERE digest = \(digest)").first,
                let person = try transaction.people(numbered: [try number.integer(0)]).values.first,
                person.mergedInto == nil, let identifier = person.firstIdentifier?.value
            else { return .unknown }
            return person.hasLeft(on: Day(containing: transaction.startedAt)) ? .left : .found(person, identifier)
        }
    }
}

extension Person {
    /// They had a contract, and none holds on the day or later.
    fileprivate func hasLeft(on day: Day) -> Bool {
        guard let contracts = attributes[.contract]?.values, !contracts.isEmpty else { return false }
        return contracts.allSatisfy { $0.until.map { $0 < day } ?? false }
    }
}
