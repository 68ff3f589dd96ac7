import Persistence
import XAPI

extension Transaction {
    /// The numbers of the context's terms; where the Agent or the Activity is unknown, one is missing.
    func numbers(of context: DocumentContext, known: [Term: Int64]) throws -> [Term: Int64] {
        let missing = context.terms.subtracting(known.keys)
        return missing.isEmpty ? known : known.merging(try numbers(of: missing)) { _, new in new }
    }

    /// `term_key` finds it. SQLite has one writer.
    ///
    /// - Returns: its number, where it has one and had to be locked.
    func lockTerm(_ term: Term) throws -> Int64? {
        guard engine == .postgres else { return nil }
        return try rows(
            "SELECT t.id FROM term t WHERE t.kind = \(term.kind.rawValue) AND t.key = \(term.key) FOR UPDATE OF t"
        ).first?.integer(0)
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

// Where content goes in and out of rows; nothing else touches the columns `sha1`, `blob` and `content`.
extension Transaction {
    /// The content of a document that is no file.
    func documentBytes(_ number: Int64) throws -> [UInt8] {
        try rows("SELECT content FROM document WHERE number = \(number)").first?.optionalBlob(0) ?? []
    }

    func insert(_ document: DocumentToKeep, in context: NumberedContext, _ key: DocumentKey) throws {
        try keep([document.blob].compactMap { $0 })
        try execute(
            """
            INSERT INTO document
                (resource, agent, activity, registration, key, long_id, updated, type, sha1, blob, content)
            VALUES (\(context.resource), \(context.agent), \(context.activity), \(context.registrationBytes),
                    \(key.key), \(key.longID), \(startedAt), \(document.type), \(document.sha1),
                    \(document.blob?.sha256), \(document.bytes))
            """
        )
    }

    /// A change is always later than the one before, so that `since` and Last-Modified miss none.
    func update(_ head: DocumentHead, to document: DocumentToKeep) throws {
        try keep([document.blob].compactMap { $0 })
        try execute(
            """
            UPDATE document SET updated = \(max(startedAt, head.updated &+ 1)), type = \(document.type),
                sha1 = \(document.sha1), blob = \(document.blob?.sha256), content = \(document.bytes)
            WHERE number = \(head.number)
            """
        )
        try release([head.blob].compactMap { $0 })
    }

    func delete(_ head: DocumentHead) throws {
        try execute("DELETE FROM document WHERE number = \(head.number)")
        try release([head.blob].compactMap { $0 })
    }

    func deleteDocuments(in context: NumberedContext) throws {
        try release(try rows(.deleteDocuments(context)).compactMap { try $0.optionalBlob(0) })
    }
}
