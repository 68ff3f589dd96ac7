package import ExactJSON

/// An Activity named by a statement, with everything it is in it.
package struct ActivityRoles: Sendable {
    /// The IRI as sent.
    package let id: String
    /// The first definition that the statement gives of it, as sent.
    package internal(set) var definition: JSONValue?
    package internal(set) var roles: Roles

    /// Bits are stored with statements: they keep their values for ever.
    package struct Roles: OptionSet, Hashable, Sendable {
        package let rawValue: Int64

        package init(rawValue: Int64) { self.rawValue = rawValue }

        package static let object = Roles(rawValue: 1 << 0)
        package static let parent = Roles(rawValue: 1 << 1)
        package static let grouping = Roles(rawValue: 1 << 2)
        package static let category = Roles(rawValue: 1 << 3)
        package static let other = Roles(rawValue: 1 << 4)
        /// Anything inside a SubStatement; stands alone, so that `object` always means the outer statement's.
        package static let subStatement = Roles(rawValue: 1 << 5)
    }
}
