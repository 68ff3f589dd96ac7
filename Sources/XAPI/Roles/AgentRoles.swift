/// An identified Agent or Group named by a statement, with everything it is in it.
package struct AgentRoles: Sendable, Equatable {
    package let identifier: InverseFunctionalIdentifier
    /// `identifier.canonical`, made once.
    package let canonical: String
    package let isGroup: Bool
    /// The first name that the statement gives it.
    package let name: String?
    package internal(set) var roles: Roles

    /// Bits are stored with statements: they keep their values for ever.
    package struct Roles: OptionSet, Hashable, Sendable {
        package let rawValue: Int64

        package init(rawValue: Int64) { self.rawValue = rawValue }

        package static let actor = Roles(rawValue: 1 << 0)
        package static let object = Roles(rawValue: 1 << 1)
        /// Given by the server, which sets the authority; never among `Statement.agents`.
        package static let authority = Roles(rawValue: 1 << 2)
        package static let instructor = Roles(rawValue: 1 << 3)
        package static let team = Roles(rawValue: 1 << 4)
        /// A member of a Group; comes beside the Group's own role.
        package static let member = Roles(rawValue: 1 << 5)
        /// Anything inside a SubStatement; stands alone, so that `actor` always means the outer statement's.
        package static let subStatement = Roles(rawValue: 1 << 6)
        package static let contextAgent = Roles(rawValue: 1 << 7)
        package static let contextGroup = Roles(rawValue: 1 << 8)

        /// What the `agent` parameter looks at without `related_agents` (Communication 2.1.3).
        package static let direct: Roles = [.actor, .object]
    }
}
