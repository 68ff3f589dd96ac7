/// What a key may do: xAPI's scopes (Communication 4.2) and Relevé's own.
package enum Scope: String, CaseIterable, Sendable {
    case statementsWrite = "statements/write"
    case statementsRead = "statements/read"
    case statementsReadMine = "statements/read/mine"
    case state
    case define
    case profile
    case allRead = "all/read"
    case all
    case packages
    case people
    /// `people` with the restricted attributes, such as *reclassement*.
    case peopleRestricted = "people/restricted"
    case completions
    /// What counts: rules, and which sources are trusted.
    case rules
    /// Decides about completions, whatever the content said.
    case decisions
    case evidence
    /// Asks whose access code somebody typed.
    case access
    /// Destroys what is known of people, and holds that keep it.
    case erasures
    /// Reads who read what: the data protection officer.
    case accessLog = "access-log"
    case admin

    /// The scopes that this one contains, itself among them. `admin` is everything.
    package var contained: Set<Scope> {
        switch self {
        case .admin: Set(Scope.allCases)
        case .all: [.all, .allRead, .statementsWrite, .statementsRead, .statementsReadMine, .state, .define, .profile]
        case .allRead: [.allRead, .statementsRead, .statementsReadMine]
        case .statementsRead: [.statementsRead, .statementsReadMine]
        case .peopleRestricted: [.peopleRestricted, .people]
        default: [self]
        }
    }
}
