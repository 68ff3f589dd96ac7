import XAPI

extension StatementScenario {
    private static func agents(_ json: String) -> String { Sample.context(#""contextAgents":\#(json)"#) }
    private static func groups(_ json: String) -> String { Sample.context(#""contextGroups":\#(json)"#) }
    private static let agent = #"{"objectType":"contextAgent","agent":\#(Sample.agent)}"#
    private static let group =
        #"{"objectType":"contextGroup","group":\#(Sample.group),"relevantTypes":["http://e.fr/t"]}"#

    static let onlyIn2: [StatementScenario] = [
        accept("4.2.2.5: contextAgents", agents("[\(agent)]"), under: [.v2_0]),
        accept("4.2.2.5: no contextAgents", agents("[]"), under: [.v2_0]),
        accept(
            "4.2.2.5: contextAgents with relevant types",
            agents(#"[{"objectType":"contextAgent","agent":\#(Sample.agent),"relevantTypes":["http://e.fr/t"]}]"#),
            under: [.v2_0]
        ),
        accept("4.2.2.5: contextGroups, anonymous ones too", groups("[\(group)]"), under: [.v2_0]),
        accept(
            "4.2.2.5: with a reference as object",
            Sample.statement(object: Sample.reference, #""context":{"contextGroups":[\#(group)]}"#),
            under: [.v2_0]
        ),
        accept(
            "4.2.2.5: with an Agent as object",
            Sample.statement(object: Sample.group, #""context":{"contextAgents":[\#(agent)]}"#),
            under: [.v2_0]
        ),
        accept(
            "4.2.2.5: in a SubStatement",
            Sample.subStatement(#""context":{"contextAgents":[\#(agent)]}"#),
            under: [.v2_0]
        ),
        accept("2.4.10: 2.0.0", Sample.statement(#""version":"2.0.0""#), under: [.v2_0]),
        accept("2.4.10: 2.0.7", Sample.statement(#""version":"2.0.7""#), under: [.v2_0]),
    ]

    static let contextActors: [StatementScenario] = [
        refuse(
            "2.4.6: contextAgents under 1.0.3",
            agents("[]"),
            .notInThisVersion,
            "/context/contextAgents",
            under: [.v1_0_3]
        ),
        refuse(
            "2.4.6: contextGroups under 1.0.3",
            groups("[]"),
            .notInThisVersion,
            "/context/contextGroups",
            under: [.v1_0_3]
        ),
        refuse(
            "2.4.10: 2.0.0 under 1.0.3",
            Sample.statement(#""version":"2.0.0""#),
            .unsupportedVersion,
            "/version",
            under: [.v1_0_3]
        ),
        refuse(
            "4.2.2.5: contextAgents are a list",
            agents(agent),
            .wrongType,
            "/context/contextAgents",
            under: [.v2_0]
        ),
        refuse("4.2.2.5: elements are objects", agents("[1]"), .wrongType, "/context/contextAgents/0", under: [.v2_0]),
        refuse(
            "4.2.2.5: objectType is required",
            agents(#"[{"agent":\#(Sample.agent)}]"#),
            .missingProperty,
            "/context/contextAgents/0",
            under: [.v2_0]
        ),
        refuse(
            "4.2.2.5: objectType is contextAgent",
            agents(#"[{"objectType":"Agent","agent":\#(Sample.agent)}]"#),
            .invalidObjectType,
            "/context/contextAgents/0/objectType",
            under: [.v2_0]
        ),
        refuse(
            "4.2.2.5: agent is required",
            agents(#"[{"objectType":"contextAgent"}]"#),
            .missingProperty,
            "/context/contextAgents/0",
            under: [.v2_0]
        ),
        refuse(
            "2.4.2.1: agent has an identifier",
            agents(#"[{"objectType":"contextAgent","agent":{"name":"x"}}]"#),
            .missingIdentifier,
            "/context/contextAgents/0/agent",
            under: [.v2_0]
        ),
        refuse(
            "2.4.2.2: agent is no Group",
            agents(#"[{"objectType":"contextAgent","agent":\#(Sample.group)}]"#),
            .agentRequired,
            "/context/contextAgents/0/agent/objectType",
            under: [.v2_0]
        ),
        refuse(
            "4.2.2.5: relevantTypes are not empty",
            agents(#"[{"objectType":"contextAgent","agent":\#(Sample.agent),"relevantTypes":[]}]"#),
            .emptyList,
            "/context/contextAgents/0/relevantTypes",
            under: [.v2_0]
        ),
        refuse(
            "4.2.2.5: relevantTypes are IRIs",
            agents(#"[{"objectType":"contextAgent","agent":\#(Sample.agent),"relevantTypes":["abc"]}]"#),
            .invalidIRI,
            "/context/contextAgents/0/relevantTypes/0",
            under: [.v2_0]
        ),
        refuse(
            "4.2.2.5: contextGroups are a list",
            groups(group),
            .wrongType,
            "/context/contextGroups",
            under: [.v2_0]
        ),
        refuse(
            "4.2.2.5: objectType is contextGroup",
            groups(#"[{"objectType":"contextAgent","group":\#(Sample.group)}]"#),
            .invalidObjectType,
            "/context/contextGroups/0/objectType",
            under: [.v2_0]
        ),
        refuse(
            "4.2.2.5: group is required",
            groups(#"[{"objectType":"contextGroup"}]"#),
            .missingProperty,
            "/context/contextGroups/0",
            under: [.v2_0]
        ),
        refuse(
            "2.4.2.2: group says that it is one",
            groups(#"[{"objectType":"contextGroup","group":\#(Sample.agent)}]"#),
            .groupRequired,
            "/context/contextGroups/0/group",
            under: [.v2_0]
        ),
    ]
}
