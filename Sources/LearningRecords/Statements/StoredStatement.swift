import ExactJSON
package import Foundation
import Persistence
package import XAPI

/// A statement as the store holds it.
package struct StoredStatement: Sendable {
    let seq: Int64
    package let id: UUID
    package let stored: Instant
    let version: XAPIVersion
    let absent: AbsentMembers
    /// The authority's Agent as JSON.
    let authority: [UInt8]
    let raw: [UInt8]

    /// The statement as it is given back: the bytes that came, with the members that the service sets spliced in.
    package var bytes: [UInt8] {
        let members = serverMembers
        if absent.contains(.overridden), let document = try? JSONDocument(reading: raw) {
            return JSONSplice.splicing(document.root, members: members)
        }
        var bytes = raw
        bytes.reserveCapacity(raw.count + authority.count + 160)
        bytes.removeLast()
        for member in members {
            bytes.append(contentsOf: #",""#.utf8)
            bytes.append(contentsOf: member.key.utf8)
            bytes.append(contentsOf: #"":"#.utf8)
            bytes.append(contentsOf: member.json)
        }
        bytes.append(UInt8(ascii: "}"))
        return bytes
    }

    private var serverMembers: [(key: String, json: [UInt8])] {
        let storedText = quoted(stored.rfc3339)
        var members: [(key: String, json: [UInt8])] = []
        if absent.contains(.id) { members.append(("id", quoted(id.uuidString.lowercased()))) }
        if absent.contains(.timestamp) { members.append(("timestamp", storedText)) }
        members.append(("stored", storedText))
        members.append(("authority", authority))
        if absent.contains(.version) { members.append(("version", quoted(version.statementVersion))) }
        return members
    }

    private func quoted(_ text: String) -> [UInt8] { Array("\"\(text)\"".utf8) }
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
        self.init(
            seq: try row.integer(0), id: try row.uuid(1), stored: Instant(microseconds: try row.integer(2)),
            version: XAPIVersion(storedNumber: try row.integer(3)),
            absent: AbsentMembers(rawValue: try row.integer(4)),
            authority: InverseFunctionalIdentifier(canonical: String(decoding: try row.blob(5), as: UTF8.self))?
                .agentJSON ?? [],
            raw: try row.blob(6)
        )
    }
}
