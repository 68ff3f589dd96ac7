import Testing
import XAPI

/// A place of the standard that may identify somebody, and what is cut out of a statement that has it.
struct SpanScenario: Sendable, CustomTestStringConvertible {
    struct Span: Equatable, Sendable {
        let kind: StatementSpan.Kind
        let text: String
        /// `canonical` of whom it identifies.
        var person: String?

        init(_ kind: StatementSpan.Kind, _ text: String, _ person: String? = nil) {
            self.kind = kind
            self.text = text
            self.person = person
        }
    }

    let testDescription: String
    let json: String
    /// Without the rest.
    let spans: [Span]

    /// - Parameter spans: those that come beside the actor's own.
    init(_ title: String, _ more: String, _ spans: [Span]) {
        testDescription = title
        json = Sample.statement(more)
        self.spans = [Self.actor] + spans
    }

    init(_ title: String, whole json: String, _ spans: [Span]) {
        testDescription = title
        self.json = json
        self.spans = spans
    }

    static let actor = Span(.actor, Sample.agent, "mbox:mailto:marie@example.fr")
    private static let ana = #"{"objectType":"Agent","name":"Ana \"A\"","mbox":"mailto:ana@e.fr"}"#
    private static let bo = #"{"account":{"homePage":"https://e.fr","name":"bo"},"name":"Bo"}"#
    private static let anas = "mbox:mailto:ana@e.fr"
    private static let bos = "account:https://e.fr\u{1F}bo"
    private static let team =
        #"{"name":"Les A","objectType":"Group","openid":"https://e.fr/t","member":[\#(ana), \#(bo)]}"#
    private static let teams = "openid:https://e.fr/t"
    private static let pair = #"{"objectType":"Group","member":[\#(ana),\#(bo)]}"#
    private static let crowd = #"{"objectType":"Group","name":"Nous","member":[\#(bo)]}"#
    private static let inTeam = [
        Span(.groupName, #""Les A""#, teams), Span(.groupIdentifier, #""https://e.fr/t""#, teams),
        Span(.member, ana, anas), Span(.member, bo, bos),
    ]
    private static let inCrowd = [Span(.groupName, #""Nous""#), Span(.member, bo, bos)]

    private static let people = [
        SpanScenario(
            "2.4.2.1: the actor, whole, with its name", whole: Sample.statement(actor: ana),
            [
                Span(.actor, ana, anas)
            ]),
        SpanScenario("2.4.2.2: a Group's name, identifier and members", whole: Sample.statement(actor: team), inTeam),
        SpanScenario("2.4.2.2: an anonymous Group's members", whole: Sample.statement(actor: crowd), inCrowd),
        SpanScenario(
            "2.4.4.2: an Agent as object", whole: Sample.statement(object: ana),
            [
                actor, Span(.object, ana, anas),
            ]),
        SpanScenario("2.4.4.2: a Group as object", whole: Sample.statement(object: team), [actor] + inTeam),
        SpanScenario("2.4.6: the instructor", #""context":{"instructor":\#(bo)}"#, [Span(.instructor, bo, bos)]),
        SpanScenario("2.4.6: a Group of instructors", #""context":{"instructor":\#(crowd)}"#, inCrowd),
        SpanScenario("2.4.6: the team", #""context":{"team":\#(team)}"#, inTeam),
        SpanScenario(
            "2.0 4.2.2.5: contextAgents",
            #""context":{"contextAgents":[{"objectType":"contextAgent","agent":\#(ana),"relevantTypes":["https://e.fr/r"]}]}"#,
            [Span(.contextAgent, ana, anas)]
        ),
        SpanScenario(
            "2.0 4.2.2.5: contextGroups",
            #""context":{"contextGroups":[{"group":\#(team),"objectType":"contextGroup"}]}"#,
            inTeam
        ),
        SpanScenario("2.4.9: an authority that was sent", #""authority":\#(ana)"#, [Span(.authority, ana, anas)]),
        SpanScenario(
            "2.4.9: an authority of two (OAuth)", #""authority":\#(pair)"#,
            [
                Span(.member, ana, anas), Span(.member, bo, bos),
            ]),
    ]

    private static let texts = [
        SpanScenario(
            "2.4.5: a response", #""result":{"response":"Léa a dit : \"oui\""}"#,
            [
                Span(.freeText, #""Léa a dit : \"oui\"""#)
            ]),
        SpanScenario(
            "4.1: extensions of result and context, one by one",
            #""result":{"extensions":{"https://e.fr/x":{"a":[1]},"https://e.fr/y":"z"}},"context":{"extensions":{"https://e.fr/x":1.50}}"#,
            [
                Span(.extensionValue, #"{"a":[1]}"#), Span(.extensionValue, #""z""#), Span(.extensionValue, "1.50"),
            ]
        ),
        SpanScenario(
            "4.1: extensions of Activities, wherever these stand",
            whole: Sample.statement(
                object:
                    #"{"id":"https://e.fr/a","definition":{"name":{"fr":"A"},"extensions":{"https://e.fr/x":"o"}}}"#,
                """
                "context":{"contextActivities":{"parent":{"id":"https://e.fr/p","definition":{"extensions":\
                {"https://e.fr/x":"p"}}},"other":[{"id":"https://e.fr/q","definition":{"extensions":{"https://e.fr/x":"q"}}}]}}
                """
            ),
            [actor] + ["o", "p", "q"].map { Span(.extensionValue, "\"\($0)\"") }
        ),
        SpanScenario(
            "2.4.11: what an attachment is called, and where it lies",
            """
            "attachments":[{"usageType":"https://e.fr/u","display":{"fr":"Copie de Léa"},"description":{"fr":"Rendu"},\
            "contentType":"text/plain","length":1,"sha2":"\(String(repeating: "a", count: 64))","fileUrl":"https://e.fr/lea"}]
            """,
            [
                Span(.freeText, #"{"fr":"Copie de Léa"}"#), Span(.freeText, #"{"fr":"Rendu"}"#),
                Span(.freeText, #""https://e.fr/lea""#),
            ]
        ),
    ]

    private static let nested = [
        SpanScenario(
            "2.4.4.3: everything inside a SubStatement",
            whole: Sample.statement(
                object: """
                    {"objectType":"SubStatement","actor":\(team),"verb":\(Sample.verb),"object":\(ana),\
                    "result":{"response":"r"},"context":{"instructor":\(bo),"team":\(crowd),"extensions":{"https://e.fr/x":0}}}
                    """
            ),
            [actor] + inTeam + [
                Span(.object, ana, anas), Span(.freeText, #""r""#), Span(.instructor, bo, bos),
            ] + inCrowd + [Span(.extensionValue, "0")]
        ),
        SpanScenario("nobody but the actor", #""result":{"score":{"scaled":1.0}},"id":"\#(Sample.uuid)""#, []),
        SpanScenario("2.4.4.3: a reference", whole: Sample.statement(object: Sample.reference), [actor]),
    ]

    static let all = people + texts + nested
}
