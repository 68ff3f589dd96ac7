import ExactJSON
package import Foundation
package import Persistence
package import XAPI

/// Records who was there, and corrects it: what is new becomes statements of the service's own authority, what no longer holds is
/// voided. Marks are written first and statements follow; the same sheet again brings what is missing, and changes nothing else.
package struct RecordAttendance: Sendable {
    package struct Line: Sendable {
        package enum Who: Sendable {
            case person(UUID)
            case matricule(String)
        }

        package let who: Who
        /// One for each half-day from the first on; nil where nothing is said.
        package let marks: [AttendanceMark?]

        package init(_ who: Who, _ marks: [AttendanceMark?]) {
            self.who = who
            self.marks = marks
        }
    }

    package enum Outcome: Sendable {
        /// How many marks differ from those before.
        case recorded(changed: Int, FindSessions.Sheet)
        case refused(Refusal)
    }

    /// With the place of the line that cannot be; nothing was recorded.
    package enum Refusal: Error, Equatable, Sendable {
        case unknownSession
        case unknownPerson(line: Int)
        /// Two lines are about the same person.
        case personTwice(line: Int)
        case tooManyMarks(line: Int)
        /// Marked as present before the half-day began.
        case notYetBegun(line: Int, halfDay: Int)
        /// A statement that it would become does not conform.
        case invalid(InvalidStatement)
    }

    package static let mostLines = 1_000

    private let database: any Database
    private let store: StoreStatements
    private let authority: ServiceAuthority
    private let publicURL: String

    package init(
        database: any Database, store: StoreStatements, authority: ServiceAuthority, publicURL: String
    ) {
        self.database = database
        self.store = store
        self.authority = authority
        self.publicURL = publicURL
    }

    /// - Parameter key: who asks.
    package func callAsFunction(_ lines: [Line], in id: UUID, by key: String) async throws -> Outcome {
        let written: AttendanceWrite
        do {
            written = try await database.writeAgainOnRace { [publicURL] transaction in
                guard let session = try transaction.session(id) else { throw Refusal.unknownSession }
                var plan = AttendancePlan(transaction: transaction, session: session, publicURL: publicURL, key: key)
                return try plan.write(lines)
            }
        } catch let refusal as Refusal { return .refused(refusal) }
        if let refusal = try await state(written) { return .refused(.invalid(refusal)) }
        let sheet = try await database.read { transaction in
            FindSessions.Sheet(session: written.session, lines: try transaction.sheet(of: written.session))
        }
        return .recorded(changed: written.changed, sheet)
    }

    /// Stores what is not there yet.
    private func state(_ written: AttendanceWrite) async throws -> InvalidStatement? {
        let texts = written.statements(by: authority.identifier)
        let ids = texts.map(\.id)
        let there = try await database.read { try $0.statementsThere(Set(ids)) }
        do {
            let missing = try texts.filter { !there.contains($0.id) }.map { text in
                try Statement(reading: JSONDocument(reading: text.json).root, version: .v1_0_3)
            }
            guard !missing.isEmpty else { return nil }
            let batch = StoreStatements.Batch(missing, version: .v1_0_3)
            if case .refused(let refusal) = try await store(batch, as: try await authority.credential()) {
                return refusal
            }
            return nil
        } catch let error as InvalidStatement { return error }
    }
}

extension Transaction {
    /// `statement_id` finds each.
    fileprivate func statementsThere(_ ids: Set<UUID>) throws -> Set<UUID> {
        guard !ids.isEmpty else { return [] }
        let batch = Batch(.blobs("id", ids.map(\.storedBytes)))
        let rows = try rows(
            "SELECT s.id FROM \(batch) AS k JOIN statement s ON s.id = k.id WHERE s.raw IS NOT NULL"
        )
        return Set(try rows.map { try $0.uuid(0) })
    }
}
