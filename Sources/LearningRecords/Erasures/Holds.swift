package import Foundation
package import Persistence

/// Somebody must not be erased: a dispute, an audit, a duty to keep. As long as it stands, erasure is refused.
package struct ErasureHold: Equatable, Sendable {
    package let id: UUID
    package let person: UUID
    package let reason: String
    /// The last day on which it holds; nil for no end.
    package let until: Day?
    /// The key that asked for it.
    package let key: String
    /// µs since 1970.
    package let at: Int64
}

/// Puts holds on people, lists those that stand, and takes them away.
package struct KeepHolds: Sendable {
    package enum Refusal: Error, Equatable, Sendable { case unknownPerson, endsInPast }

    private let database: any Database
    private let newID: @Sendable () -> UUID

    package init(database: any Database, newID: @escaping @Sendable () -> UUID) {
        self.database = database
        self.newID = newID
    }

    /// - Parameters:
    ///   - until: the last day; nil for no end.
    ///   - key: the key that asks.
    package func place(
        on person: UUID, because reason: String, until: Day?, by key: String
    ) async throws -> Result<ErasureHold, Refusal> {
        let id = newID()
        return try await database.write { transaction in
            guard let number = try transaction.number(ofPerson: person) else { return .failure(.unknownPerson) }
            if let until, until < Day(containing: transaction.startedAt) { return .failure(.endsInPast) }
            // An erasure of the person that is under way comes first, or sees this.
            try transaction.lockPeople([number])
            guard try transaction.number(ofPerson: person) != nil else { return .failure(.unknownPerson) }
            try transaction.execute(
                """
                INSERT INTO erasure_hold (uid, person, reason, until_day, access_key, at)
                VALUES (\(id), \(number), \(reason), \(until?.number), \(key), \(transaction.startedAt))
                """
            )
            return .success(
                ErasureHold(id: id, person: person, reason: reason, until: until, key: key, at: transaction.startedAt)
            )
        }
    }

    /// Those that stand, oldest first.
    package func list(of person: UUID? = nil) async throws -> [ErasureHold] {
        try await database.read { transaction in
            let number = try person.map { try transaction.number(ofPerson: $0) ?? -1 }
            return try transaction.holds(on: number)
        }
    }

    /// - Returns: false where it does not stand.
    package func lift(_ id: UUID, by key: String) async throws -> Bool {
        try await database.write { transaction in
            try !transaction.rows(
                """
                UPDATE erasure_hold SET ended_at = \(transaction.startedAt), ended_by = \(key)
                WHERE uid = \(id) AND ended_at IS NULL RETURNING id
                """
            ).isEmpty
        }
    }
}

extension Transaction {
    /// A hold that stands on one of these people; `erasure_hold_person` finds it.
    func hold(on people: Set<Int64>) throws -> UUID? {
        guard !people.isEmpty else { return nil }
        let today = Day(containing: startedAt).number
        return try rows(
            """
            SELECT h.uid FROM \(Batch(.integers("id", people.sorted()))) AS k
            JOIN erasure_hold h ON h.person = k.id AND h.ended_at IS NULL
            WHERE h.until_day IS NULL OR h.until_day >= \(today)
            """
        ).first?.uuid(0)
    }

    /// By person, those that stand; a handful, which `erasure_hold_person` finds.
    func standingHolds() throws -> [(person: Int64, hold: UUID)] {
        let today = Day(containing: startedAt).number
        return try rows(
            """
            SELECT h.person, h.uid FROM erasure_hold h
            WHERE h.ended_at IS NULL AND (h.until_day IS NULL OR h.until_day >= \(today)) AND h.person > 0
            """
        ).map { (try $0.integer(0), try $0.uuid(1)) }
    }

    /// A handful; `erasure_hold_person` finds them.
    fileprivate func holds(on person: Int64?) throws -> [ErasureHold] {
        let today = Day(containing: startedAt).number
        let one: Query = person.map { "AND h.person = \($0)" } ?? ""
        return try rows(
            """
            SELECT h.uid, p.uid, h.reason, h.until_day, h.access_key, h.at, h.id FROM erasure_hold h
            JOIN person p ON p.id = h.person
            WHERE h.ended_at IS NULL AND (h.until_day IS NULL OR h.until_day >= \(today)) AND h.person > 0 \(one)
            """
        ).sorted { try $0.integer(6) < $1.integer(6) }.map { row in
            ErasureHold(
                id: try row.uuid(0), person: try row.uuid(1), reason: try row.text(2),
                until: try row.optionalInteger(3).map { Day(number: $0) }, key: try row.text(4),
                at: try row.integer(5)
            )
        }
    }
}
