import Crypto
import Foundation
import Persistence
import XAPI

/// A context whose Agent and Activity are numbers; 0 where the resource has none.
struct NumberedContext {
    let resource: Int64
    let agent: Int64
    let activity: Int64
    let registration: UUID?

    /// A column of a key holds no null: no registration is no bytes.
    var registrationBytes: [UInt8] { registration?.storedBytes ?? [] }
}

extension NumberedContext {
    /// Nil where a term has no number.
    init?(_ context: DocumentContext, numbers: [Term: Int64]) {
        guard let agent = context.agentTerm.map({ numbers[$0] }) ?? 0,
            let activity = context.activityTerm.map({ numbers[$0] }) ?? 0
        else { return nil }
        self.init(
            resource: context.resource.rawValue, agent: agent, activity: activity, registration: context.registration
        )
    }
}

/// A document's id as a key: its UTF-8, or where that is too long for an index `FF` and its SHA-256.
struct DocumentKey {
    let key: [UInt8]
    let longID: [UInt8]?

    private static let longest = 1_000

    init(_ id: String) {
        let bytes = Array(id.utf8)
        key = bytes.count <= Self.longest ? bytes : [0xFF] + SHA256.hash(data: bytes)
        longID = bytes.count <= Self.longest ? nil : bytes
    }
}

/// What a decision needs to know of a stored document; its content is read apart.
struct DocumentHead {
    let number: Int64
    let type: String
    let tag: String
    let updated: Int64
    /// Digest of the content where it is a file.
    let blob: [UInt8]?

    var isFile: Bool { blob != nil }

    /// Reads the columns of `Query.documentHead`.
    init(_ row: Row) throws {
        number = try row.integer(0)
        type = try row.text(1)
        tag = hexadecimal(try row.blob(2))
        updated = try row.integer(3)
        blob = try row.optionalBlob(4)
    }
}
