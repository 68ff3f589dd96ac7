import Persistence
import XAPI

extension Transaction {
    /// The numbers of the context's terms; where the Agent or the Activity is unknown, one is missing.
    func numbers(of context: DocumentContext, known: [Term: Int64]) throws -> [Term: Int64] {
        let missing = context.terms.subtracting(known.keys)
        return missing.isEmpty ? known : known.merging(try numbers(of: missing)) { _, new in new }
    }

    func documents(in context: NumberedContext, since: Instant?, isLocking: Bool = false) throws -> DocumentList {
        let rows = try rows(.documentIDs(context, since: since, isLocking: isLocking))
        return DocumentList(
            try rows.map { row in
                (String(decoding: try row.blob(0), as: UTF8.self), Instant(microseconds: try row.integer(1)))
            }
        )
    }
}

// Where content goes in and out of rows; nothing else touches the columns `type`, `sha1` and `content`.
extension Transaction {
    func documentBytes(_ number: Int64) throws -> [UInt8] {
        try rows("SELECT content FROM document WHERE number = \(number)").first?.blob(0) ?? []
    }

    func insert(_ content: DocumentContent, in context: NumberedContext, _ key: DocumentKey) throws {
        try execute(
            """
            INSERT INTO document (resource, agent, activity, registration, key, long_id, updated, type, sha1, content)
            VALUES (\(context.resource), \(context.agent), \(context.activity), \(context.registrationBytes),
                    \(key.key), \(key.longID), \(startedAt), \(content.type), \(content.sha1), \(content.bytes))
            """
        )
    }

    /// A change is always later than the one before, so that `since` and Last-Modified miss none.
    func update(_ head: DocumentHead, to content: DocumentContent) throws {
        try execute(
            """
            UPDATE document SET updated = \(max(startedAt, head.updated &+ 1)), type = \(content.type),
                sha1 = \(content.sha1), content = \(content.bytes) WHERE number = \(head.number)
            """
        )
    }

    func deleteDocument(_ number: Int64) throws { try execute("DELETE FROM document WHERE number = \(number)") }

    func deleteDocuments(in context: NumberedContext) throws { try execute(.deleteDocuments(context)) }
}
