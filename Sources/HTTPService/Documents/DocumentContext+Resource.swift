import LearningRecords
import XAPI

extension DocumentContext.Resource {
    var path: String {
        switch self {
        case .state: "/xapi/activities/state"
        case .agentProfile: "/xapi/agents/profile"
        case .activityProfile: "/xapi/activities/profile"
        }
    }

    /// Reading and writing (Communication 4.2).
    var scope: Scope {
        switch self {
        case .state: .state
        case .agentProfile, .activityProfile: .profile
        }
    }

    /// The parameter that names one document.
    var idParameter: String {
        switch self {
        case .state: "stateId"
        case .agentProfile, .activityProfile: "profileId"
        }
    }

    /// The parameters that say what documents belong to.
    var contextParameters: Set<String> {
        switch self {
        case .state: ["activityId", "agent", "registration"]
        case .agentProfile: ["agent"]
        case .activityProfile: ["activityId"]
        }
    }

    /// State alone is deleted without naming a document (Communication 2.3, "Multiple Document DELETE").
    var deletesMany: Bool { self == .state }
}

extension DocumentContext {
    init(_ query: QueryParameters, of resource: Resource) throws {
        let known = resource.contextParameters
        self.init(
            resource: resource,
            agent: known.contains("agent") ? try query.person().identifier : nil,
            activity: known.contains("activityId") ? try query.activity() : nil,
            registration: known.contains("registration") ? try query.uuid("registration") : nil
        )
    }
}
