import Persistence

/// The connection broke, or could not be made, before COMMIT was sent: nothing is stored, and another one may work.
struct LostConnection: Error {
    /// The server's own words, not the silence of a network.
    var isToldByServer = false
}

/// The server does not know a prepared statement as we do, after a migration: a new connection prepares it anew.
struct StaleStatement: Error {}

extension StoreError {
    /// - Returns: `LostConnection` and `StaleStatement` too.
    static func of(_ result: borrowing QueryResult) -> any Error {
        let state = result.errorField(.sqlState)
        switch state {
        case "": return LostConnection()
        case "57P01", "57P02", "57P03": return LostConnection(isToldByServer: true)
        case "0A000", "26000": return StaleStatement()
        case "40001": return StoreError.serialization
        case "40P01": return StoreError.deadlock
        case "55P03": return StoreError.busy
        case "53100": return StoreError.full
        case "57014", "25P03": return StoreError.timeout
        case "22021", "22P05": return StoreError.unrepresentableText
        default: break
        }
        switch state.prefix(2) {
        case "08": return LostConnection()
        case "23": return StoreError.constraint(ConstraintKind(state: state), name: constraintName(in: result))
        case "53": return StoreError.unavailable
        default: return StoreError.other(code: state)
        }
    }

    private static func constraintName(in result: borrowing QueryResult) -> String {
        let name = result.errorField(.constraint)
        return name.isEmpty ? "\(result.errorField(.table)).\(result.errorField(.column))" : name
    }
}

extension StoreError.ConstraintKind {
    fileprivate init(state: String) {
        switch state {
        case "23505": self = .unique
        case "23503": self = .foreignKey
        case "23514": self = .check
        case "23502": self = .notNull
        default: self = .other
        }
    }
}
