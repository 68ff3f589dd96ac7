import ExactJSON
import Foundation
import Persistence
package import XAPI

/// A statement with its place in the log, as downstream systems follow it.
package struct FeedItem: Sendable {
    /// Nil until the record is sequenced.
    let leaf: Int64?
    let statement: StoredStatement
    /// The statement that voids this one, if one does by now.
    let voidedBy: UUID?
    /// The name of the source that sent it.
    let source: String
    /// What is known of its signatures; nil where it came without.
    let signature: String?

    package func json(in form: StatementForm) throws -> [UInt8] {
        let statement = try statement.bytes(in: form)
        var writer = JSONWriter(capacity: statement.count + 128)
        writer.object { item in
            item.member("leaf", leaf)
            item.member("statement") { $0.json(statement) }
            item.member("voided_by", voidedBy?.canonical)
            item.member("source", source)
            item.member("signature", signature)
        }
        return writer.bytes
    }
}

extension FeedItem {
    /// Reads the columns of `Query.feedColumns`.
    init(_ row: Row, _ statement: StoredStatement) throws {
        self.init(
            leaf: try row.optionalInteger(7), statement: statement, voidedBy: try row.optionalUUID(8),
            source: try row.text(9), signature: try row.optionalText(10)
        )
    }
}
