/// Sections of the specification that a refusal rests on.
enum Section: String, Sendable, CaseIterable {
    case formatting = "2.2"
    case voiding = "2.3.2"
    case statement = "2.4"
    case id = "2.4.1"
    case actor = "2.4.2"
    case agent = "2.4.2.1"
    case group = "2.4.2.2"
    case identifier = "2.4.2.3"
    case account = "2.4.2.4"
    case verb = "2.4.3"
    case object = "2.4.4"
    case activity = "2.4.4.1"
    case actorObject = "2.4.4.2"
    case statementObject = "2.4.4.3"
    case result = "2.4.5"
    case score = "2.4.5.1"
    case context = "2.4.6"
    case registration = "2.4.6.1"
    case contextActivities = "2.4.6.2"
    case timestamp = "2.4.7"
    case stored = "2.4.8"
    case authority = "2.4.9"
    case version = "2.4.10"
    case attachments = "2.4.11"
    case signatures = "2.6"
    case extensions = "4.1"
    case languageMaps = "4.2"
    case durations = "4.6"
    /// Only in 2.0 (IEEE 9274.1.1): contextAgents and contextGroups.
    case contextActors = "4.2.2.5"
    /// Limits of a server (413).
    case limits = "3.2"

    /// As a refusal quotes it: `xAPI 1.0.3 Data 2.4.5.1`.
    var citation: String {
        switch self {
        case .contextActors: "xAPI 2.0 \(rawValue)"
        case .limits: "xAPI 1.0.3 Communication \(rawValue)"
        default: "xAPI 1.0.3 Data \(rawValue)"
        }
    }
}
