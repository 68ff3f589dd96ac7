import XAPI

extension FormScenario {
    private static func short(_ title: String, _ sent: String, _ given: String) -> FormScenario {
        FormScenario("Communication 2.1.3 ids: \(title)", .ids, sent, given)
    }
    private static let agent = Sample.agent
    private static let named = #"{"objectType":"Agent", "name":"Marie","mbox":"mailto:marie@example.fr"}"#
    private static let account = Sample.member
    private static let namedAccount = #"{"name":"M","account":{"homePage":"https://rh.example.fr","name":"M-0042"}}"#
    private static let group = #"{"objectType":"Group","name":"RH","openid":"http://e.fr/rh","member":[\#(named)]}"#
    private static let shortGroup = #"{"objectType":"Group","openid":"http://e.fr/rh"}"#
    private static let crowd = #"{"name":"Nous","objectType":"Group","member":[\#(named),\#(namedAccount)]}"#
    private static let shortCrowd = #"{"objectType":"Group","member":[\#(agent),\#(account)]}"#
    private static let defined =
        #"{"objectType":"Activity","id":"https://example.fr/cours/1","definition":{"name":{"fr":"x"}}}"#
    private static let shown = #"{"display":{"fr":"a terminé"},"id":"http://adlnet.gov/expapi/verbs/completed"}"#

    private static func context(_ members: String) -> String { Sample.context(members) }

    static let ids: [FormScenario] = [
        short("an Agent by its mbox", Sample.statement(actor: named), Sample.statement(actor: agent)),
        short("an Agent by its account", Sample.statement(actor: namedAccount), Sample.statement(actor: account)),
        short("a Group by its identifier", Sample.statement(actor: group), Sample.statement(actor: shortGroup)),
        short(
            "an anonymous Group by its members'", Sample.statement(actor: crowd), Sample.statement(actor: shortCrowd)),
        short("a verb by its id", Sample.statement(verb: shown), Sample.statement()),
        short("an Activity by its id", Sample.statement(object: defined), Sample.statement()),
        short(
            "an Agent as object says that it is one",
            Sample.statement(object: named),
            Sample.statement(object: #"{"objectType":"Agent","mbox":"mailto:marie@example.fr"}"#)
        ),
        short("a Group as object", Sample.statement(object: group), Sample.statement(object: shortGroup)),
        short("an anonymous Group as object", Sample.statement(object: crowd), Sample.statement(object: shortCrowd)),
        .unchanged("Communication 2.1.3 ids: a reference is one", .ids, Sample.statement(object: Sample.reference)),
        short(
            "a SubStatement, and what is in it",
            Sample.statement(
                object: #"{"objectType":"SubStatement","actor":\#(named),"verb":\#(shown),"object":\#(defined)}"#
            ),
            Sample.statement(
                object:
                    #"{"objectType":"SubStatement","actor":\#(agent),"verb":\#(Sample.verb),"object":\#(Sample.activity)}"#
            )
        ),
        short("an instructor", context(#""instructor":\#(named)"#), context(#""instructor":\#(agent)"#)),
        short("a team", context(#""team":\#(crowd)"#), context(#""team":\#(shortCrowd)"#)),
        short(
            "context Activities, single ones as arrays",
            context(#""contextActivities":{"parent":\#(defined),"other":[\#(defined),\#(Sample.activity)]}"#),
            context(
                #""contextActivities":{"parent":[\#(Sample.activity)],"other":[\#(Sample.activity),\#(Sample.activity)]}"#
            )
        ),
        short(
            "context agents, their objectType and relevant types stay",
            context(
                #""contextAgents":[{"objectType":"contextAgent","agent":\#(named),"relevantTypes":["http://e.fr/t"]}]"#
            ),
            context(
                #""contextAgents":[{"objectType":"contextAgent","agent":\#(agent),"relevantTypes":["http://e.fr/t"]}]"#
            )
        ),
        short(
            "context groups",
            context(#""contextGroups":[{"objectType":"contextGroup","group":\#(crowd)}]"#),
            context(#""contextGroups":[{"objectType":"contextGroup","group":\#(shortCrowd)}]"#)
        ),
        .unchanged(
            "Communication 2.1.3 ids: results, extensions and attachments stay",
            .ids,
            Sample.attachment().dropLast()
                + #","result":{"response":"x"},"context":{"extensions":{"http://e.fr/x":{"name":"n"}},"language":"fr"}}"#
        ),
    ]
}
