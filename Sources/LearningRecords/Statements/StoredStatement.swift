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

    /// Bytes of the answer, about.
    package var size: Int { raw.count + authority.count + ServerMembers.longest }

    /// Writes the statement as it is given back: the bytes that came, with what the service sets and the form asks for.
    package func append(in form: StatementForm, to bytes: inout [UInt8]) throws {
        let server = ServerMembers(id: id, stored: stored, authority: authority, version: version)
        try form.append(raw, needs: needs, setting: server, to: &bytes)
    }

    package func bytes(in form: StatementForm) throws -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(size)
        try append(in: form, to: &bytes)
        return bytes
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
    init(_ row: Row, authority: [UInt8]) throws {
        self.init(
            seq: try row.integer(0), id: try row.uuid(1), stored: Instant(microseconds: try row.integer(2)),
            version: XAPIVersion(storedNumber: try row.integer(3)), needs: AnswerNeeds(rawValue: try row.integer(4)),
            authority: authority, raw: try row.blob(6)
        )
    }
}
