import Persistence
import XAPI

extension Query {
    /// One document's row without its content, locked; `document_key` finds it.
    static func documentHead(_ context: NumberedContext, _ key: DocumentKey) -> Query {
        "SELECT d.number, d.type, d.sha1, d.updated, d.blob FROM document d WHERE \(at(context, key)) \(Fragment.lockRows(of: "d"))"
    }

    /// One document; `document_key` finds it, `blob_key` its content where that is a file.
    static func document(_ context: NumberedContext, _ key: DocumentKey) -> Query {
        """
        SELECT d.type, d.sha1, d.updated, d.content, \(blobColumns) FROM document d
        LEFT JOIN blob b ON b.sha256 = d.blob WHERE \(at(context, key))
        """
    }

    /// The ids of a context in the order of `document_key`, which finds them.
    static func documentIDs(_ context: NumberedContext, since: Instant?, isLocking: Bool) -> Query {
        let newer: Query = since.map { "AND d.updated > \($0.microseconds)" } ?? ""
        let lock: Query = isLocking ? "\(Fragment.lockRows(of: "d"))" : ""
        return """
            SELECT coalesce(d.long_id, d.key), d.updated FROM document d WHERE \(within(context)) \(newer)
            ORDER BY d.resource, d.agent, d.activity, d.registration, d.key \(lock)
            """
    }

    static func deleteDocuments(_ context: NumberedContext) -> Query {
        "DELETE FROM document AS d WHERE \(within(context)) RETURNING blob"
    }

    private static func at(_ context: NumberedContext, _ key: DocumentKey) -> Query {
        """
        d.resource = \(context.resource) AND d.agent = \(context.agent) AND d.activity = \(context.activity)
        AND d.registration = \(context.registrationBytes) AND d.key = \(key.key)
        """
    }

    /// With any registration or none where the context names none.
    private static func within(_ context: NumberedContext) -> Query {
        let registration: Query = context.registration.map { "AND d.registration = \($0)" } ?? ""
        return """
            d.resource = \(context.resource) AND d.agent = \(context.agent) AND d.activity = \(context.activity)
            \(registration)
            """
    }
}
