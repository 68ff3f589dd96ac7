import XAPI

extension FormScenario {
    private static func canonical(
        _ title: String,
        _ header: String,
        _ sent: String,
        _ given: String,
        _ definitions: [String: String] = [:],
    ) -> FormScenario {
        FormScenario("Communication 2.1.3 canonical: \(title)", .canonical(header, definitions), sent, given)
    }

    private static func verb(_ display: String) -> String {
        Sample.statement(verb: #"{"id":"http://e.fr/v","display":{\#(display)}}"#)
    }
    private static let id = "https://example.fr/q/1"
    private static func held(_ members: String) -> [String: String] { [id: "{\(members)}"] }
    private static let bare = Sample.statement(object: #"{"id":"\#(id)"}"#)
    private static let named = #"{"objectType":"Agent","name":"Marie","mbox":"mailto:marie@example.fr"}"#

    static let canonicals: [FormScenario] = [
        canonical(
            "one language in a verb's display",
            "fr",
            verb(#""en":"did", "fr":"a fait","de":"tat""#),
            verb(#""fr":"a fait""#)
        ),
        canonical(
            "a language for each map by itself",
            "fr, en;q=0.5",
            Sample.definition(#""name":{"en":"n","fr":"nom"},"description":{"de":"b","en-GB":"d"}"#),
            Sample.definition(#""name":{"fr":"nom"},"description":{"en-GB":"d"}"#)
        ),
        canonical(
            "components of an interaction",
            "fr",
            Sample.definition(
                #""interactionType":"choice","choices":[{"id":"a","description":{"en":"x","fr":"y"}},{"id":"b"}]"#
            ),
            Sample.definition(
                #""interactionType":"choice","choices":[{"id":"a","description":{"fr":"y"}},{"id":"b"}]"#
            )
        ),
        canonical(
            "the definition that the server holds",
            "fr",
            Sample.definition(#""name":{"en":"sent"}"#),
            Sample.definition(#""type":"http://e.fr/t", "name":{"fr":"tenu"}"#),
            held(#""type":"http://e.fr/t", "name":{"en":"held","fr":"tenu"}"#)
        ),
        canonical(
            "also where none was sent", "", bare, Sample.definition(#""name":{"fr":"x"}"#), held(#""name":{"fr":"x"}"#)),
        canonical("of the very Activity", "", bare, bare, ["https://example.fr/q/1/": #"{"name":{"fr":"x"}}"#]),
        canonical(
            "of context Activities, single ones as arrays",
            "en",
            Sample.context(#""contextActivities":{"parent":{"id":"\#(id)"},"other":[{"id":"\#(id)"}]}"#),
            Sample.context(
                #""contextActivities":{"parent":[{"id":"\#(id)","definition":{}}],"other":[{"id":"\#(id)","definition":{}}]}"#
            ),
            held("")
        ),
        canonical(
            "in a SubStatement",
            "fr",
            Sample.subStatement(object: #"{"id":"\#(id)","definition":{"name":{"en":"x","fr":"y"}}}"#),
            Sample.subStatement(object: #"{"id":"\#(id)","definition":{"name":{"fr":"y"}}}"#)
        ),
        .unchanged(
            "Communication 2.1.3 canonical: Agents as they came",
            .canonical(),
            Sample.statement(actor: named, object: Sample.group, #""context":{"instructor":\#(named)}"#)
        ),
        .unchanged(
            "Communication 2.1.3 canonical: maps that are no affair of it",
            .canonical("fr"),
            Sample.attachment("display", #"{"en":"a","fr":"b"}"#).dropLast()
                + #","context":{"extensions":{"http://e.fr/x":{"name":{"en":"a","fr":"b"}}}}}"#
        ),
        .unchanged("Communication 2.1.3 canonical: an empty map", .canonical("fr"), verb("")),
        canonical(
            "nothing wanted, the first",
            "",
            verb(#""de":"tat","fr":"a fait""#),
            verb(#""de":"tat""#)
        ),
        canonical(
            "nothing matches, the first",
            "it",
            verb(#""de":"tat","fr":"a fait""#),
            verb(#""de":"tat""#)
        ),
    ]
}
