import XAPI

extension StatementScenario {
    private static func activities(_ members: String) -> String {
        Sample.context(#""contextActivities":{\#(members)}"#)
    }
    private static func aboutReference(_ members: String) -> String {
        Sample.statement(object: Sample.reference, #""context":{\#(members)}"#)
    }

    static let contexts: [StatementScenario] = [
        accept(
            "2.4.6: all properties of a context",
            Sample.context(
                #""registration":"\#(Sample.uuid)","instructor":\#(Sample.agent),"team":\#(Sample.group),"contextActivities":{},"revision":"1","platform":"x","language":"tlh","statement":\#(Sample.reference),"extensions":{}"#
            )
        ),
        refuse("2.4.6: a context is an object", Sample.statement(#""context":[]"#), .wrongType, "/context"),
        refuse(
            "2.4.6.1: registration is a UUID",
            Sample.context(#""registration":"42""#),
            .invalidUUID,
            "/context/registration"
        ),
        refuse(
            "2.4.6.1: registration is a string",
            Sample.context(#""registration":42"#),
            .wrongType,
            "/context/registration"
        ),
        accept("2.4.6: an instructor may be a Group", Sample.context(#""instructor":\#(Sample.group)"#)),
        refuse(
            "2.4.2.1: an instructor has an identifier",
            Sample.context(#""instructor":{"name":"x"}"#),
            .missingIdentifier,
            "/context/instructor"
        ),
        refuse(
            "2.4.2.2: a team is a Group",
            Sample.context(#""team":{"objectType":"Agent","mbox":"mailto:a@b.fr"}"#),
            .groupRequired,
            "/context/team/objectType"
        ),
        refuse(
            "2.4.2.2: a team says that it is a Group",
            Sample.context(#""team":\#(Sample.agent)"#),
            .groupRequired,
            "/context/team"
        ),
        refuse("2.4.6: revision is a string", Sample.context(#""revision":1"#), .wrongType, "/context/revision"),
        refuse("2.4.6: platform is a string", Sample.context(#""platform":{}"#), .wrongType, "/context/platform"),
        refuse(
            "2.4.6: revision only with an Activity",
            aboutReference(#""revision":"1""#),
            .activityRequired,
            "/context/revision"
        ),
        refuse(
            "2.4.6: platform only with an Activity",
            aboutReference(#""platform":"x""#),
            .activityRequired,
            "/context/platform"
        ),
        refuse(
            "2.4.6: revision not with an Agent",
            Sample.statement(object: Sample.group, #""context":{"revision":"1"}"#),
            .activityRequired,
            "/context/revision"
        ),
        accept("2.4.6: other properties with any object", aboutReference(#""language":"fr","team":\#(Sample.group)"#)),
        refuse(
            "2.4.6: language is a tag",
            Sample.context(#""language":"français""#),
            .invalidLanguageTag,
            "/context/language"
        ),
        refuse(
            "2.4.6: language is a string",
            Sample.context(#""language":{"fr":"x"}"#),
            .wrongType,
            "/context/language"
        ),
        refuse(
            "2.4.6: language is not blank",
            Sample.context(#""language":"""#),
            .invalidLanguageTag,
            "/context/language"
        ),
        refuse(
            "2.4.4.3: statement is a reference",
            Sample.context(#""statement":{"id":"\#(Sample.uuid)"}"#),
            .missingProperty,
            "/context/statement"
        ),
        refuse(
            "2.4.4.3: statement is no SubStatement",
            Sample.context(#""statement":{"objectType":"SubStatement","id":"\#(Sample.uuid)"}"#),
            .invalidObjectType,
            "/context/statement/objectType"
        ),
        accept("2.4.6.2: a single Activity", activities(#""parent":\#(Sample.activity)"#)),
        accept(
            "2.4.6.2: lists of Activities",
            activities(
                #""parent":[\#(Sample.activity)],"grouping":[],"category":[\#(Sample.activity),\#(Sample.activity)],"other":[\#(Sample.activity)]"#
            )
        ),
        refuse(
            "2.4.6.2: four keys and no other",
            activities(#""sibling":[]"#),
            .unknownProperty,
            "/context/contextActivities/sibling"
        ),
        refuse(
            "2.4.6.2: values are Activities",
            activities(#""parent":"http://e.fr""#),
            .wrongType,
            "/context/contextActivities/parent"
        ),
        refuse(
            "2.4.4.1: elements are Activities",
            activities(#""other":[\#(Sample.activity),"x"]"#),
            .wrongType,
            "/context/contextActivities/other/1"
        ),
        refuse(
            "2.4.4.1: not Agents",
            activities(#""other":[{"objectType":"Agent","mbox":"mailto:a@b.fr"}]"#),
            .invalidObjectType,
            "/context/contextActivities/other/0/objectType"
        ),
        refuse(
            "2.4.4.1: with ids",
            activities(#""grouping":[{"definition":{}}]"#),
            .missingProperty,
            "/context/contextActivities/grouping/0"
        ),
        refuse(
            "2.4.6.2: contextActivities are an object",
            Sample.context(#""contextActivities":[]"#),
            .wrongType,
            "/context/contextActivities"
        ),
    ]
}
