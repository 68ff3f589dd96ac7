import XAPI

extension StatementScenario {
    private static func agents(_ elements: String) -> String { Sample.context(#""contextAgents":[\#(elements)]"#) }
    private static func groups(_ elements: String) -> String { Sample.context(#""contextGroups":[\#(elements)]"#) }
    private static func agent(_ agent: String, _ more: String = "") -> String {
        #"{"objectType":"contextAgent","agent":\#(agent)\#(more)}"#
    }
    private static func group(_ group: String, _ more: String = "") -> String {
        #"{"objectType":"contextGroup","group":\#(group)\#(more)}"#
    }
    private static let both =
        #""context":{"contextAgents":[\#(agent(Sample.agent))],"contextGroups":[\#(group(Sample.group))]}"#
    private static func accept2(_ title: String, _ json: String) -> StatementScenario {
        accept("4.2.2.5: \(title)", json, under: [.v2_0])
    }
    private static func refuse2(
        _ title: String,
        _ json: String,
        _ code: InvalidStatement.Code,
        _ pointer: String,
    ) -> StatementScenario {
        refuse(title, json, code, pointer, under: [.v2_0])
    }
    private static let agent0 = "/context/contextAgents/0"
    private static let group0 = "/context/contextGroups/0"

    static let contextActorCorners: [StatementScenario] = [
        accept2("with an Activity", Sample.statement(both)),
        accept2("with an Agent", Sample.statement(object: #"{"objectType":"Agent","mbox":"mailto:a@b.fr"}"#, both)),
        accept2("with a Group", Sample.statement(object: Sample.group, both)),
        accept2("with a reference", Sample.statement(object: Sample.reference, both)),
        accept2("in a SubStatement", Sample.subStatement(both)),
        accept2("in a SubStatement about a reference", Sample.subStatement(object: Sample.reference, both)),
        accept2("an empty list of groups", groups("")),
        accept2("the same Agent twice", agents("\(agent(Sample.agent)),\(agent(Sample.agent))")),
        accept2("an Agent that says so", agents(agent(#"{"objectType":"Agent","mbox":"mailto:a@b.fr"}"#))),
        accept2("an Agent with an account", agents(agent(Sample.member))),
        accept2("one relevant type twice", agents(agent(Sample.agent, #","relevantTypes":["a:b","a:b"]"#))),
        accept2(
            "an identified Group without members",
            groups(group(#"{"objectType":"Group","mbox":"mailto:g@b.fr"}"#, #","relevantTypes":["http://e.fr/t"]"#))
        ),
        accept2(
            "beside instructor and team",
            Sample.context(
                #""instructor":\#(Sample.agent),"team":\#(Sample.group),"contextAgents":[\#(agent(Sample.agent))]"#)),
        refuse2(
            "2.2: null as contextAgents", Sample.context(#""contextAgents":null"#), .nullValue, "/context/contextAgents"
        ),
        refuse2(
            "2.2: null as contextGroups", Sample.context(#""contextGroups":null"#), .nullValue, "/context/contextGroups"
        ),
        refuse2("2.2: null as an element", agents("null"), .nullValue, agent0),
        refuse2(
            "2.2: null as relevantTypes", agents(agent(Sample.agent, #","relevantTypes":null"#)), .nullValue,
            agent0 + "/relevantTypes"),
        refuse2(
            "2.2: null as a relevant type", agents(agent(Sample.agent, #","relevantTypes":[null]"#)), .nullValue,
            agent0 + "/relevantTypes/0"),
        refuse2("4.2.2.5: a bare Agent", agents(Sample.agent), .unknownProperty, agent0 + "/mbox"),
        refuse2(
            "4.2.2.5: the case of contextAgent", agents(#"{"objectType":"ContextAgent","agent":\#(Sample.agent)}"#),
            .invalidObjectType, agent0 + "/objectType"),
        refuse2(
            "4.2.2.5: objectType is a string", agents(#"{"objectType":1,"agent":\#(Sample.agent)}"#), .wrongType,
            agent0 + "/objectType"),
        refuse2("2.4.2: agent is an object", agents(agent(#""mailto:a@b.fr""#)), .wrongType, agent0 + "/agent"),
        refuse2("2.4.2: agent is no list", agents(agent("[\(Sample.agent)]")), .wrongType, agent0 + "/agent"),
        refuse2(
            "2.4.2.1: agent has one identifier only",
            agents(agent(#"{"mbox":"mailto:a@b.fr","openid":"http://e.fr"}"#)), .severalIdentifiers,
            agent0 + "/agent/openid"),
        refuse2(
            "4.2.2.5: relevantTypes are a list", agents(agent(Sample.agent, #","relevantTypes":"http://e.fr/t""#)),
            .wrongType, agent0 + "/relevantTypes"),
        refuse2(
            "4.2.2.5: a relevant type is a string", agents(agent(Sample.agent, #","relevantTypes":[1]"#)), .wrongType,
            agent0 + "/relevantTypes/0"),
        refuse2(
            "4.2.2.5: a relevant type is not empty", agents(agent(Sample.agent, #","relevantTypes":[""]"#)),
            .invalidIRI, agent0 + "/relevantTypes/0"),
        refuse2(
            "4.2.2.5: the second is checked as the first", agents("\(agent(Sample.agent)),{}"), .missingProperty,
            "/context/contextAgents/1"),
        refuse2(
            "4.2.2.5: objectType of a context group is required", groups(#"{"group":\#(Sample.group)}"#),
            .missingProperty, group0),
        refuse2(
            "4.2.2.5: a context group has a group, not an agent",
            groups(#"{"objectType":"contextGroup","agent":\#(Sample.agent)}"#), .unknownProperty, group0 + "/agent"),
        refuse2(
            "2.4.2.2: a Group without objectType", groups(group(#"{"mbox":"mailto:g@b.fr"}"#)), .groupRequired,
            group0 + "/group"),
        refuse2(
            "2.4.2.2: an Agent as group", groups(group(#"{"objectType":"Agent","mbox":"mailto:a@b.fr"}"#)),
            .groupRequired, group0 + "/group/objectType"),
        refuse2(
            "2.4.2.2: an anonymous Group of nobody", groups(group(#"{"objectType":"Group","member":[]}"#)),
            .missingMembers, group0 + "/group"),
        refuse2(
            "2.4.2.2: a Group in a Group", groups(group(#"{"objectType":"Group","member":[\#(Sample.group)]}"#)),
            .agentRequired, group0 + "/group/member/0/objectType"),
        refuse2(
            "4.2.2.5: relevantTypes of a group are not empty", groups(group(Sample.group, #","relevantTypes":[]"#)),
            .emptyList, group0 + "/relevantTypes"),
        refuse2(
            "4.2.2.5: in a SubStatement they are checked too",
            Sample.subStatement(#""context":{"contextAgents":[{}]}"#), .missingProperty,
            "/object/context/contextAgents/0"),
        refuse(
            "2.4.6: contextGroups in a SubStatement under 1.0.3",
            Sample.subStatement(#""context":{"contextGroups":[]}"#),
            .notInThisVersion,
            "/object/context/contextGroups",
            under: [.v1_0_3]
        ),
    ]
}
