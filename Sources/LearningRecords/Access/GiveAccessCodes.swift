package import Foundation
package import Persistence

/// Gives people access codes, which are shown once; a code that somebody had before is good no more.
package struct GiveAccessCodes: Sendable {
    package enum Whom: Sendable {
        case people([UUID])
        /// Everybody of whom all of these hold today, at least one.
        case everybody([AttributeName: String])
    }

    package struct Given: Sendable {
        package let person: Person
        package let code: AccessCode
    }

    package enum Outcome: Sendable {
        /// In the order of names.
        case given([Given])
        /// At this place of the list stands nobody.
        case unknownPerson(place: Int)
        case tooManyPeople
    }

    package static let mostPeople = 500

    private let database: any Database
    private let random: @Sendable (_ count: Int) -> [UInt8]
    private let publicURL: String

    /// - Parameters:
    ///   - publicURL: the home page of the account that somebody without identifier gets.
    ///   - random: secure random bytes.
    package init(
        database: any Database, publicURL: String, random: @escaping @Sendable (_ count: Int) -> [UInt8]
    ) {
        self.database = database
        self.publicURL = publicURL
        self.random = random
    }

    /// - Parameter key: who asks.
    package func callAsFunction(_ whom: Whom, by key: String) async throws -> Outcome {
        let codes = (0..<Self.mostPeople).map { _ in AccessCode(random: random(AccessCode.randomBytes)) }
        let salt = random(32)
        return try await database.writeAgainOnRace { [publicURL] transaction in
            let numbers: Set<Int64>
            switch whom {
            case .everybody(let attributes): numbers = try transaction.people(of: attributes)
            case .people(let ids):
                var found: Set<Int64> = []
                for (place, id) in ids.enumerated() {
                    guard let number = try transaction.livingPerson(id) else { return .unknownPerson(place: place) }
                    found.insert(number)
                }
                numbers = found
            }
            guard numbers.count <= Self.mostPeople else { return .tooManyPeople }
            try transaction.lockPeople(numbers)
            _ = try transaction.speakers(of: numbers, publicURL: publicURL, by: key)
            let people = try transaction.people(numbered: numbers).sorted { one, other in
                one.value.sortKey.lexicographicallyPrecedes(other.value.sortKey)
            }
            let given = zip(people, codes).map { (number: $0.key, Given(person: $0.value, code: $1)) }
            let own = try transaction.accessSalt(orNew: salt)
            try transaction.store(given.map { ($0.number, $0.1.code.digest(salt: own)) }, by: key)
            return .given(given.map(\.1))
        }
    }
}

/// Takes a person's access code back.
package struct TakeAccessCode: Sendable {
    private let database: any Database

    package init(database: any Database) {
        self.database = database
    }

    /// - Parameter key: who asks.
    /// - Returns: false where there is no such person; true also where they had none.
    package func callAsFunction(from id: UUID, by key: String) async throws -> Bool {
        try await database.write { transaction in
            guard let person = try transaction.livingPerson(id) else { return false }
            try transaction.lockPeople([person])
            let gone = try transaction.rows("DELETE FROM access_code WHERE person = \(person) RETURNING person")
            if !gone.isEmpty { try transaction.record([.init(kind: .codeRevoked, person: person)], by: key) }
            return true
        }
    }
}

extension Transaction {
    /// The store's own; made where there is none.
    fileprivate func accessSalt(orNew salt: [UInt8]) throws -> [UInt8] {
        if let own = try accessSalt() { return own }
        try execute("INSERT INTO access_salt (id, salt) VALUES (1, \(salt))")
        return salt
    }

    func accessSalt() throws -> [UInt8]? { try rows("SELECT salt FROM access_salt WHERE id = 1").first?.blob(0) }

    fileprivate func store(_ codes: [(person: Int64, digest: [UInt8])], by key: String) throws {
        guard !codes.isEmpty else { return }
        let batch = Batch(
            .integers("person", codes.map(\.person)), .blobs("digest", codes.map(\.digest)),
            .integers("made_at", codes.map { _ in startedAt }), .texts("access_key", codes.map { _ in key })
        )
        try execute(
            """
            INSERT INTO access_code \(rows: batch) ON CONFLICT (person) DO UPDATE
            SET digest = excluded.digest, made_at = excluded.made_at, access_key = excluded.access_key
            """
        )
        try record(codes.map { .init(kind: .codeMade, person: $0.person) }, by: key)
    }
}
