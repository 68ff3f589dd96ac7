package import Foundation

/// A statement as proof of a fact, with the times that order it among others.
///
/// The order is total: effective time, then stored time, then the bytes of the id.
package struct Witness: Comparable, Hashable, Sendable {
    /// The earlier of `timestamp` and `stored`: microseconds since 1970, UTC.
    package let effective: Int64
    /// Microseconds since 1970, UTC.
    package let stored: Int64
    package let statement: UUID

    package init(effective: Int64, stored: Int64, statement: UUID) {
        self.effective = effective
        self.stored = stored
        self.statement = statement
    }

    package static func < (one: Witness, other: Witness) -> Bool {
        if one.effective != other.effective { return one.effective < other.effective }
        if one.stored != other.stored { return one.stored < other.stored }
        return one.statement.halves < other.statement.halves
    }
}
