import XAPI

extension StatementScenario {
    static let formatting: [StatementScenario] = [
        accept("2.2: actor, verb and object are enough", Sample.statement()),
        accept(
            "2.2: properties come in any order",
            #"{"object":\#(Sample.activity),"verb":\#(Sample.verb),"actor":\#(Sample.agent)}"#
        ),
        refuse("2.4: a statement is an object", "[]", .wrongType, ""),
        refuse(
            "2.2: a statement has an actor",
            #"{"verb":\#(Sample.verb),"object":\#(Sample.activity)}"#,
            .missingProperty,
            ""
        ),
        refuse(
            "2.2: a statement has a verb",
            #"{"actor":\#(Sample.agent),"object":\#(Sample.activity)}"#,
            .missingProperty,
            ""
        ),
        refuse(
            "2.2: a statement has an object",
            #"{"actor":\#(Sample.agent),"verb":\#(Sample.verb)}"#,
            .missingProperty,
            ""
        ),
        refuse("2.2: null is refused at the top", Sample.statement(#""result":null"#), .nullValue, "/result"),
        refuse("2.2: null is refused as an id", Sample.statement(#""id":null"#), .nullValue, "/id"),
        refuse("2.2: null is refused as an actor", Sample.statement(actor: "null"), .nullValue, "/actor"),
        refuse(
            "2.2: null is refused as a name",
            Sample.statement(actor: #"{"mbox":"mailto:a@b.fr","name":null}"#),
            .nullValue,
            "/actor/name"
        ),
        refuse(
            "2.2: null is refused in a language map",
            Sample.statement(verb: #"{"id":"http://e.fr/v","display":{"fr":null}}"#),
            .nullValue,
            "/verb/display/fr"
        ),
        refuse("2.2: null is refused as a timestamp", Sample.statement(#""timestamp":null"#), .nullValue, "/timestamp"),
        refuse(
            "2.2: null is refused in a list",
            Sample.definition(#""interactionType":"other","correctResponsesPattern":[null]"#),
            .nullValue,
            "/object/definition/correctResponsesPattern/0"
        ),
        accept("4.1: null is accepted as an extension", Sample.context(#""extensions":{"http://e.fr/x":null}"#)),
        accept(
            "4.1: extensions hold any value",
            Sample.result(#""extensions":{"http://e.fr/x":[1,{"K":null},"",1e999]}"#)
        ),
        accept("4.1: an empty map of extensions is accepted", Sample.result(#""extensions":{}"#)),
        accept("4.1: an Activity has extensions", Sample.definition(#""extensions":{"http://e.fr/x":{"y":null}}"#)),
        refuse(
            "4.1: keys of extensions are IRIs",
            Sample.result(#""extensions":{"progress":50}"#),
            .invalidIRI,
            "/result/extensions/progress"
        ),
        refuse(
            "4.1: keys of extensions are not blank",
            Sample.context(#""extensions":{"":1}"#),
            .invalidIRI,
            "/context/extensions/"
        ),
        refuse("4.1: extensions are an object", Sample.context(#""extensions":[]"#), .wrongType, "/context/extensions"),
        refuse(
            "4.2: keys of language maps are tags",
            Sample.definition(#""name":{"a12345678":"x"}"#),
            .invalidLanguageTag,
            "/object/definition/name/a12345678"
        ),
        refuse(
            "4.2: an underscore makes no tag",
            Sample.definition(#""name":{"fr_FR":"x"}"#),
            .invalidLanguageTag,
            "/object/definition/name/fr_FR"
        ),
        refuse(
            "4.2: values of language maps are strings",
            Sample.definition(#""description":{"fr":1}"#),
            .wrongType,
            "/object/definition/description/fr"
        ),
        refuse(
            "2.4.4.1: a language map is an object",
            Sample.definition(#""name":"Cours""#),
            .wrongType,
            "/object/definition/name"
        ),
        accept("4.2: an empty text is a text", Sample.definition(#""name":{"fr":"","x-maison":"y"}"#)),
        accept("2.4.1: an id is a UUID", Sample.statement(#""id":"\#(Sample.uuid)""#)),
        accept(
            "2.4.1: hexadecimal digits in either case",
            Sample.statement(#""id":"6690E6C9-3ef0-4ED3-8b37-7f3964730BEE""#)
        ),
        accept("2.4.1: every version of UUID", Sample.statement(#""id":"12345678-1234-5678-1234-567812345678""#)),
        refuse(
            "2.4.1: an id has no digit too many",
            Sample.statement(#""id":"AA97B177-9383-4934-8543-0F91A7A028368""#),
            .invalidUUID,
            "/id"
        ),
        refuse(
            "2.4.1: an id has hexadecimal digits only",
            Sample.statement(#""id":"MA97B177-9383-4934-8543-0F91A7A02836""#),
            .invalidUUID,
            "/id"
        ),
        refuse(
            "2.4.1: an id has its hyphens",
            Sample.statement(#""id":"6690e6c93ef04ed38b377f3964730bee""#),
            .invalidUUID,
            "/id"
        ),
        refuse("2.4.1: an id has no braces", Sample.statement(#""id":"{\#(Sample.uuid)}""#), .invalidUUID, "/id"),
        refuse("2.4.1: an id is not blank", Sample.statement(#""id":"""#), .invalidUUID, "/id"),
        refuse("2.4.1: an id is a string", Sample.statement(#""id":12345"#), .wrongType, "/id"),
    ]
}
