import GRDB
import GRDBSQLite
import Persistence

extension StoreError {
    /// - Parameter constraintName: finds the constraint of the columns that SQLite's message names.
    init(_ failure: ResultFailure, constraintName: (ResultFailure) -> String) {
        switch failure.code & 0xFF {
        case SQLITE_BUSY, SQLITE_LOCKED: self = .busy
        case SQLITE_FULL: self = .full
        case SQLITE_IOERR, SQLITE_CANTOPEN: self = .unavailable
        case SQLITE_INTERRUPT: self = .timeout
        case SQLITE_MISUSE: self = .unsupported
        case SQLITE_CONSTRAINT:
            self = .constraint(ConstraintKind(code: failure.code), name: constraintName(failure))
        default: self = .other(code: String(failure.code))
        }
    }

    /// Runs something of GRDB's, and throws its errors as ours.
    static func translating<T>(_ body: () throws -> T) throws -> T {
        do { return try body() } catch let error as DatabaseError {
            let failure = ResultFailure(code: error.extendedResultCode.rawValue, message: error.message ?? "")
            throw StoreError(failure, constraintName: { _ in "" })
        }
    }
}

extension StoreError.ConstraintKind {
    fileprivate init(code: CInt) {
        // Extended codes are macros that Swift does not import: the primary code and a number in the second byte.
        switch code >> 8 {
        case 1: self = .check
        case 3: self = .foreignKey
        case 5: self = .notNull
        case 6, 8, 10: self = .unique
        default: self = .other
        }
    }
}
