package import ExactJSON

/// Who did something, or to whom it was done: an Agent or a Group (xAPI 1.0.3 Data 2.4.2).
package struct Actor: Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
        case agent, identifiedGroup, anonymousGroup
    }

    package let kind: Kind
    package let name: String?
    /// nil for an anonymous Group alone.
    package let identifier: InverseFunctionalIdentifier?
    /// Agents of a Group, in the order sent, which means nothing; empty for an Agent.
    package let members: [Actor]

    package init(kind: Kind, name: String?, identifier: InverseFunctionalIdentifier?, members: [Actor]) {
        self.kind = kind
        self.name = name
        self.identifier = identifier
        self.members = members
    }

    /// An Agent known by its identifier alone.
    package init(agent identifier: InverseFunctionalIdentifier) {
        self.init(kind: .agent, name: nil, identifier: identifier, members: [])
    }

    package var isGroup: Bool { kind != .agent }

    /// Reads an Agent or a Group on its own, for example the `agent` parameter of a request, under the rules that hold
    /// inside a statement (Data 2.2: "The LRS MUST validate parameter values to the same standards").
    package init(reading json: JSONValue, pointer: JSONPointer = JSONPointer()) throws(InvalidStatement) {
        do {
            self = try Actor(json, allowing: .agentOrGroup)
        } catch {
            throw error.located(from: json, at: pointer)
        }
    }
}
