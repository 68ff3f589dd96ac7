import XAPI

extension StatementScenario {
    private static func patterns(_ type: String, _ patterns: [String]) -> String {
        let list = patterns.map { "\"\($0)\"" }.joined(separator: ",")
        return Sample.definition(#""interactionType":"\#(type)","correctResponsesPattern":[\#(list)]"#)
    }
    private static let long = String(repeating: "é[,]", count: 20_000)
    private static let types = [
        "true-false", "choice", "fill-in", "long-fill-in", "matching", "performance", "sequencing", "likert", "numeric",
        "other",
    ]

    /// 2.4.4.1: "SHOULD* NOT enforce character limits", and "Characterstring parameters are not validated by the LRS".
    static let responsePatterns: [StatementScenario] =
        types.flatMap { type in
            [
                accept("2.4.4.1: a long pattern of \(type)", patterns(type, [long])),
                accept("2.4.4.1: many patterns of \(type)", patterns(type, (0..<5000).map(String.init))),
                accept(
                    "2.4.4.1: any characters in a pattern of \(type)", patterns(type, ["", "{lang=??}\\u0000[.]", "😀"])),
            ]
        } + [accept("2.4.5: a response as long", Sample.result(#""response":"\#(long)""#))]

    private static func name(_ text: String) -> String {
        Sample.statement(actor: #"{"mbox":"mailto:a@b.fr","name":"\#(text)"}"#)
    }

    /// Communication 1.4: UTF-8. Texts hold any scalar; identifiers hold those of their format.
    static let texts: [StatementScenario] = [
        accept("2.4.2.1: a NUL in a name", name(#"a\u0000b"#)),
        accept("2.4.2.1: letters in one scalar or two", name("\u{E9}e\u{301}")),
        accept("2.4.2.1: an escaped pair", name(#"\ud83d\ude00"#)),
        accept("2.4.2.1: noncharacters", name("\u{FFFF}\u{10FFFF}")),
        accept("2.4.2.1: right to left", name("\u{202E}abc")),
        accept(
            "2.4.2.4: a NUL in an account's name",
            Sample.statement(actor: #"{"account":{"homePage":"http://e.fr","name":"a\u0000"}}"#)),
        accept(
            "2.2: escaped keys are the keys they read as",
            #"{"\u0061ctor":\#(Sample.agent),"verb":\#(Sample.verb),"object":\#(Sample.activity)}"#),
        refuse(
            "2.4.3: a NUL in an IRI", Sample.statement(verb: #"{"id":"http://e.fr/\u0000"}"#), .invalidIRI, "/verb/id"),
        refuse(
            "2.4.3: a line break in an IRI", Sample.statement(verb: #"{"id":"http://e.fr/\n"}"#), .invalidIRI,
            "/verb/id"),
        refuse(
            "2.4.2.3: a NUL in an mbox", Sample.statement(actor: #"{"mbox":"mailto:a\u0000@b.fr"}"#), .invalidMailbox,
            "/actor/mbox"),
        refuse(
            "4.2: a NUL in a language tag", Sample.definition(#""name":{"fr\u0000":"x"}"#), .invalidLanguageTag,
            "/object/definition/name/fr\u{0}"),
        refuse(
            "2.4: letters that look alike make no key", Sample.statement(#""r\u0435sult":{}"#), .unknownProperty,
            "/r\u{435}sult"),
        refuse(
            "2.4.2.1: enumerated values are exact",
            Sample.statement(actor: #"{"objectType":"Group\u0000","member":[\#(Sample.agent)]}"#), .invalidObjectType,
            "/actor/objectType"),
    ]
}
