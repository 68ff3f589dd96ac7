package import Foundation
package import XAPI

/// What a document belongs to: an Activity and an Agent for State, one of them for a profile (Communication 2.3, 2.6, 2.7).
package struct DocumentContext: Sendable {
    package enum Resource: Int64, CaseIterable, Sendable {
        // The raw value stands in rows.
        case state = 1, agentProfile, activityProfile
    }

    package let resource: Resource
    /// Nil for the Activity Profile Resource alone.
    package let agent: InverseFunctionalIdentifier?
    /// An IRI; nil for the Agent Profile Resource alone.
    package let activity: String?
    /// State only. Nil names the document that was stored without one; where many documents are asked for, those with any
    /// registration or none ("all state data for this context (Activity + Agent [+ registration if specified])").
    package let registration: UUID?

    package init(
        resource: Resource, agent: InverseFunctionalIdentifier? = nil, activity: String? = nil,
        registration: UUID? = nil
    ) {
        self.resource = resource
        self.agent = agent
        self.activity = activity
        self.registration = registration
    }

    var agentTerm: Term? { agent.map(Term.actor) }
    var activityTerm: Term? { activity.map(Term.activity) }
    var terms: Set<Term> { Set([agentTerm, activityTerm].compactMap { $0 }) }
}

/// One document's place: its context, and the `stateId` or `profileId`.
package struct DocumentAddress: Sendable {
    package let context: DocumentContext
    package let id: String

    package init(_ id: String, in context: DocumentContext) {
        self.context = context
        self.id = id
    }
}
