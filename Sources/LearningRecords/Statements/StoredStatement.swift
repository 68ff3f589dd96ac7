import ExactJSON
package import Foundation
import Persistence
package import XAPI

/// A statement as the store holds it.
package struct StoredStatement: Sendable {
    let seq: Int64
    package let id: UUID
    package let stored: Instant
    /// Under which it came.
    let version: XAPIVersion
    /// What has to be set or rewritten when it is given back.
    let needs: AnswerNeeds
    /// The authority's Agent as JSON.
    let authority: [UInt8]
    let raw: [UInt8]

    /// The statement as it is given back: the bytes that came, with what the service sets and the form asks for.
    package func bytes(in form: StatementForm) throws -> [UInt8] {
        let server = ServerMembers(id: id, stored: stored, authority: authority, version: version)
        return try form.bytes(of: raw, needs: needs, setting: server)
    }

    /// IRIs of the Activities in it.
    var activities: Set<String> {
        get throws { Set(try Statement(stored: raw, version: version).activities.map(\.id)) }
    }
}

extension XAPIVersion {
    var storedNumber: Int64 {
        switch self {
        case .v1_0_3: 1
        case .v2_0: 2
        }
    }

    init(storedNumber: Int64) { self = storedNumber == 2 ? .v2_0 : .v1_0_3 }
}

extension StoredStatement {
    /// Reads the columns of `Query.statementColumns`.
    init(_ row: Row) throws {
        let authority = InverseFunctionalIdentifier(canonical: String(decoding: try row.blob(5), as: UTF8.self))
        self.init(
            seq: try row.integer(0), id: try row.uuid(1), stored: Instant(microseconds: try row.integer(2)),
            version: XAPIVersion(storedNumber: try row.integer(3)), needs: AnswerNeeds(rawValue: try row.integer(4)),
            authority: authority?.agentJSON ?? [], raw: try row.blob(6)
        )
    }
}
