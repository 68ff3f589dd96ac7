package import Foundation
package import Persistence

/// Inspections that were opened, and what was read in them.
package struct FindInspections: Sendable {
    package struct Item: Sendable {
        package let inspection: Inspection
        package let people: Int64
        /// IRIs; nil for all.
        package let courses: [String]?
        package let number: Int64
    }

    /// One of them, whole.
    package struct Found: Sendable {
        package let item: Item
        /// Their ids, in order.
        package let people: [UUID]
        package let reads: Int64
        /// µs since 1970.
        package let lastRead: Int64?
    }

    package static let largestPage = 200

    private let database: any Database

    package init(database: any Database) {
        self.database = database
    }

    /// Newest first.
    ///
    /// - Parameter before: number of the last one of the page before.
    package func callAsFunction(before: Int64? = nil, limit: Int = 50) async throws -> (items: [Item], next: Int64?) {
        let limit = min(max(limit, 1), Self.largestPage)
        return try await database.read { transaction in
            let found = try transaction.rows(
                """
                SELECT \(Query.inspectionColumns) FROM inspection i WHERE i.id < \(before ?? .max)
                ORDER BY i.id DESC LIMIT \(limit + 1)
                """
            ).map { try transaction.item(Inspection($0)) }
            let items = Array(found.prefix(limit))
            return (items, found.count > limit ? items.last?.number : nil)
        }
    }

    package func callAsFunction(_ id: UUID) async throws -> Found? {
        try await database.read { transaction in
            guard let inspection = try transaction.inspection(id) else { return nil }
            let people = try transaction.rows(
                """
                SELECT p.uid FROM inspection_person j JOIN person p ON p.id = j.person
                WHERE j.inspection = \(inspection.reach.number)
                """
            ).map { try $0.uuid(0) }
            let reads = try transaction.rows(
                "SELECT i.reads, i.last_read_at FROM inspection i WHERE i.uid = \(id)"
            ).first
            return Found(
                item: try transaction.item(inspection), people: people.sorted(),
                reads: try reads?.integer(0) ?? 0, lastRead: try reads?.optionalInteger(1)
            )
        }
    }
}

/// Ends an inspection at once.
package struct RevokeInspection: Sendable {
    private let database: any Database

    package init(database: any Database) {
        self.database = database
    }

    /// - Returns: false where there is none. One that was revoked before stays so.
    package func callAsFunction(_ id: UUID, by key: String) async throws -> Bool {
        try await database.write { transaction in
            try transaction.execute(
                """
                UPDATE inspection SET revoked_at = \(transaction.startedAt), revoked_by = \(key)
                WHERE uid = \(id) AND revoked_at IS NULL
                """
            )
            return try transaction.inspection(id) != nil
        }
    }
}

extension Transaction {
    /// `inspection_uid` finds it.
    func inspection(_ id: UUID) throws -> Inspection? {
        try rows("SELECT \(Query.inspectionColumns) FROM inspection i WHERE i.uid = \(id)").first.map(
            Inspection.init(_:))
    }

    /// With the digest of its secret; `inspection_inspection_key` finds it.
    func inspection(ofKey key: String) throws -> (inspection: Inspection, secretSHA256: [UInt8])? {
        try rows(
            """
            SELECT \(Query.inspectionColumns), i.secret_sha256 FROM inspection i WHERE i.inspection_key = \(key)
            """
        ).first.map { (try Inspection($0), try $0.blob(12)) }
    }

    fileprivate func item(_ inspection: Inspection) throws -> FindInspections.Item {
        let number = inspection.reach.number
        let people = try rows("SELECT count(*) FROM inspection_person j WHERE j.inspection = \(number)").first
        let courses = try rows(
            """
            SELECT c.iri FROM inspection_course j JOIN course c ON c.id = j.course WHERE j.inspection = \(number)
            """
        ).map { try $0.text(0) }
        return FindInspections.Item(
            inspection: inspection, people: try people?.integer(0) ?? 0,
            courses: inspection.reach.hasCourses ? courses.sorted() : nil, number: number
        )
    }
}
