import ExactJSON
package import Foundation
package import XAPI

/// Something that was done about a person: who did it, when, and what.
package struct PersonEvent: Sendable {
    package enum Kind: String, Sendable {
        case created, changed
        /// An identifier came or went.
        case attached, detached
        /// `other` was merged into `person`, or `person` split off from `other`.
        case merged, split
        /// A merge or split moved an identifier to `person`.
        case moved
        /// An identifier was marked as shared, or no longer is.
        case shared, unshared
        /// In a course, and no longer.
        case registered, unregistered
        /// An access code was made, or made anew, and taken back.
        case codeMade = "code_made"
        case codeRevoked = "code_revoked"
    }

    package let number: Int64
    package let kind: Kind
    /// Nil where an identifier was nobody's.
    package let person: UUID?
    package let other: UUID?
    package let identifier: InverseFunctionalIdentifier?
    /// The key that did it.
    package let key: String
    /// µs since 1970.
    package let at: Int64
    /// The changes, as a JSON array of `FieldChange`.
    package let changes: [UInt8]
}

/// One thing that differs between before and after.
package struct FieldChange: Equatable, Sendable {
    /// `matricule`, `family_name`, `given_name`, `identifier`, or an attribute's name.
    package let field: String
    package let before: String?
    package let after: String?
    package let since: Day?
    package let until: Day?
    package let isRestricted: Bool

    init(
        _ field: String, _ before: String?, _ after: String?, since: Day? = nil, until: Day? = nil,
        isRestricted: Bool = false
    ) {
        self.field = field
        self.before = before
        self.after = after
        self.since = since
        self.until = until
        self.isRestricted = isRestricted
    }

    package static func json(of changes: [FieldChange]) -> [UInt8] {
        var writer = JSONWriter()
        writer.array(changes) { writer, change in
            writer.object { object in
                object.member("field", change.field)
                object.member("before", change.before)
                object.member("after", change.after)
                object.member("since", change.since?.text)
                object.member("until", change.until?.text)
            }
        }
        return writer.bytes
    }
}
