import XAPI

extension StatementScenario {
    static let actors: [StatementScenario] = [
        accept("2.4.2.1: an Agent without objectType", Sample.statement(actor: Sample.agent)),
        accept(
            "2.4.2.1: an Agent that says so, with a name",
            Sample.statement(actor: #"{"objectType":"Agent","name":"","openid":"http://marie.example.fr/"}"#)
        ),
        refuse("2.4.2: an actor is an object", Sample.statement(actor: #""Marie""#), .wrongType, "/actor"),
        refuse("2.4.2: an actor is not a list", Sample.statement(actor: "[\(Sample.agent)]"), .wrongType, "/actor"),
        refuse(
            "2.4.2.1: an Agent has an identifier",
            Sample.statement(actor: #"{"name":"Marie"}"#),
            .missingIdentifier,
            "/actor"
        ),
        refuse(
            "2.4.2.1: an Agent has one identifier only",
            Sample.statement(actor: #"{"mbox":"mailto:a@b.fr","openid":"http://a.fr/"}"#),
            .severalIdentifiers,
            "/actor/openid"
        ),
        refuse(
            "2.4.2.1: a name is a string",
            Sample.statement(actor: #"{"mbox":"mailto:a@b.fr","name":1}"#),
            .wrongType,
            "/actor/name"
        ),
        refuse(
            "2.4.2.1: objectType is Agent or Group",
            Sample.statement(actor: #"{"objectType":"Activity","mbox":"mailto:a@b.fr"}"#),
            .invalidObjectType,
            "/actor/objectType"
        ),
        refuse(
            "2.4.2.1: the case of objectType matters",
            Sample.statement(actor: #"{"objectType":"agent","mbox":"mailto:a@b.fr"}"#),
            .invalidObjectType,
            "/actor/objectType"
        ),
        refuse(
            "2.4.2.1: objectType is a string",
            Sample.statement(actor: #"{"objectType":1,"mbox":"mailto:a@b.fr"}"#),
            .wrongType,
            "/actor/objectType"
        ),
        refuse(
            "2.4.2.1: an Agent has no members",
            Sample.statement(actor: #"{"mbox":"mailto:a@b.fr","member":[]}"#),
            .unknownProperty,
            "/actor/member"
        ),
        accept("2.4.2.2: an anonymous Group with members", Sample.statement(actor: Sample.group)),
        accept(
            "2.4.2.2: an identified Group without members",
            Sample.statement(actor: #"{"objectType":"Group","mbox":"mailto:equipe@b.fr"}"#)
        ),
        accept(
            "2.4.2.2: an identified Group with an empty list",
            Sample.statement(actor: #"{"objectType":"Group","mbox":"mailto:equipe@b.fr","member":[]}"#)
        ),
        accept(
            "2.4.2.2: an identified Group with members",
            Sample.statement(
                actor:
                    #"{"objectType":"Group","name":"Équipe","mbox":"mailto:equipe@b.fr","member":[\#(Sample.agent),\#(Sample.member)]}"#
            )
        ),
        refuse(
            "2.4.2.2: an anonymous Group has members",
            Sample.statement(actor: #"{"objectType":"Group","name":"Équipe"}"#),
            .missingMembers,
            "/actor"
        ),
        refuse(
            "2.4.2.2: an anonymous Group of nobody",
            Sample.statement(actor: #"{"objectType":"Group","member":[]}"#),
            .missingMembers,
            "/actor"
        ),
        refuse(
            "2.4.2.2: members are a list",
            Sample.statement(actor: #"{"objectType":"Group","member":\#(Sample.agent)}"#),
            .wrongType,
            "/actor/member"
        ),
        refuse(
            "2.4.2: members are objects",
            Sample.statement(actor: #"{"objectType":"Group","member":["a"]}"#),
            .wrongType,
            "/actor/member/0"
        ),
        refuse(
            "2.4.2.2: no Group in an anonymous Group",
            Sample.statement(actor: #"{"objectType":"Group","member":[\#(Sample.agent),\#(Sample.group)]}"#),
            .agentRequired,
            "/actor/member/1/objectType"
        ),
        refuse(
            "2.4.2.2: no Group in an identified Group",
            Sample.statement(actor: #"{"objectType":"Group","mbox":"mailto:e@b.fr","member":[\#(Sample.group)]}"#),
            .agentRequired,
            "/actor/member/0/objectType"
        ),
        refuse(
            "2.4.2.1: members have identifiers",
            Sample.statement(actor: #"{"objectType":"Group","member":[{"name":"x"}]}"#),
            .missingIdentifier,
            "/actor/member/0"
        ),
        refuse(
            "2.4.2.1: a Group has one identifier only",
            Sample.statement(actor: #"{"objectType":"Group","mbox":"mailto:a@b.fr","openid":"http://a.fr/"}"#),
            .severalIdentifiers,
            "/actor/openid"
        ),
    ]
}
