/// What broke in a store: a code and names of the schema, never a value, since values are about people.
package enum StoreError: Error, Equatable, Sendable {
    package enum ConstraintKind: Sendable { case unique, foreignKey, check, notNull, other }

    /// A rule of the schema was broken. `name` is the constraint's, as the migration gave it or as PostgreSQL would
    /// name it; for a column that may not be null, `table.column`.
    case constraint(ConstraintKind, name: String)
    /// Another process holds the store for longer than we wait.
    case busy
    /// The disk is full, or a quota is reached. Nothing was stored.
    case full
    /// The store cannot be reached, is closed, or was lost while it committed: then the outcome is not known.
    case unavailable
    /// The transaction met another one and should run again; thrown when that has been tried often enough.
    case serialization
    /// As `serialization`, where each of two transactions waited for the other.
    case deadlock
    /// The engine took too long over a query, or the transaction stood idle for too long.
    case timeout
    /// A text that the engine cannot hold: PostgreSQL has no U+0000 in `text`. Such text is kept as bytes.
    case unrepresentableText
    /// A column is absent or holds another type than was asked for.
    case column(Int)
    /// A migration of this number has run that this program does not know; its own end at `known`.
    case newerDatabase(found: Int, known: Int)
    /// A query that this store cannot take: two batches in one.
    case unsupported
    /// Anything else, by the engine's own code: an extended result code of SQLite, a SQLSTATE of PostgreSQL.
    case other(code: String)

    /// Two writers gave a unique key at once; to run again shows what the other wrote.
    package var isUniqueViolation: Bool {
        if case .constraint(.unique, _) = self { true } else { false }
    }

    /// Running the transaction again may help, and cannot store anything twice.
    package var isTransient: Bool {
        switch self {
        case .busy, .serialization, .deadlock: true
        default: false
        }
    }
}

extension StoreError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .constraint(let kind, let name): "constraint \(name) broken (\(kind))"
        case .busy: "the store is busy"
        case .full: "the store's disk is full"
        case .unavailable: "the store is not available"
        case .serialization: "the transaction met another one"
        case .deadlock: "the transaction deadlocked with another one"
        case .timeout: "the store took too long"
        case .unrepresentableText: "a text that the store cannot hold"
        case .column(let column): "column \(column) is absent or of another type"
        case .newerDatabase(let found, let known):
            "the database is newer than this program: it has migration \(found), the program ends at \(known)"
        case .unsupported: "a query that the store cannot take"
        case .other(let code): "store error \(code)"
        }
    }
}
