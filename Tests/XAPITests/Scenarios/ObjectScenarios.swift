import XAPI

extension StatementScenario {
    private static func verb(_ json: String) -> String { Sample.statement(verb: json) }
    private static func object(_ json: String) -> String { Sample.statement(object: json) }

    static let verbs: [StatementScenario] = [
        accept(
            "2.4.3: a verb with display",
            verb(#"{"id":"http://example.com/فعل/خواندن","display":{"en-US":"read","es":"leído"}}"#)
        ),
        refuse("2.4.3: a verb is an object", verb(#""http://e.fr/v""#), .wrongType, "/verb"),
        refuse("2.4.3: a verb has an id", verb(#"{"display":{"fr":"lu"}}"#), .missingProperty, "/verb"),
        refuse("2.4.3: the id of a verb is an IRI", verb(#"{"id":"completed"}"#), .invalidIRI, "/verb/id"),
        refuse("2.4.3: the id of a verb is a string", verb(#"{"id":1}"#), .wrongType, "/verb/id"),
        refuse(
            "2.4.3: display is a language map",
            verb(#"{"id":"http://e.fr/v","display":"lu"}"#),
            .wrongType,
            "/verb/display"
        ),
        refuse(
            "4.2: the tags of display",
            verb(#"{"id":"http://e.fr/v","display":{"something":"lu"}}"#),
            .invalidLanguageTag,
            "/verb/display/something"
        ),
    ]

    static let objects: [StatementScenario] = [
        accept(
            "2.4.4.1: an Activity that says so",
            object(#"{"objectType":"Activity","id":"urn:uuid:\#(Sample.uuid)"}"#)
        ),
        accept(
            "2.4.4.1: a whole definition",
            Sample.definition(
                #""name":{"fr":"x"},"description":{"fr":"y"},"type":"http://e.fr/t","moreInfo":"http://e.fr/i","extensions":{}"#
            )
        ),
        accept("2.4.4.1: an empty definition", Sample.definition("")),
        refuse("2.4.4: an object is an object", object("[]"), .wrongType, "/object"),
        refuse("2.4.4.1: an Activity has an id", object(#"{"objectType":"Activity"}"#), .missingProperty, "/object"),
        refuse("2.4.4.1: the id of an Activity is an IRI", object(#"{"id":"cours/1"}"#), .invalidIRI, "/object/id"),
        refuse(
            "2.4.4.1: the id of an Activity has no spaces",
            object(#"{"id":"http://e.fr/mon cours"}"#),
            .invalidIRI,
            "/object/id"
        ),
        refuse(
            "2.4.4: objectType is one of five",
            object(#"{"objectType":"Course","id":"http://e.fr"}"#),
            .invalidObjectType,
            "/object/objectType"
        ),
        refuse(
            "2.4.4: the case of objectType matters",
            object(#"{"objectType":"activity","id":"http://e.fr"}"#),
            .invalidObjectType,
            "/object/objectType"
        ),
        refuse(
            "2.4.4: objectType is a string",
            object(#"{"objectType":5,"id":"http://e.fr"}"#),
            .wrongType,
            "/object/objectType"
        ),
        refuse(
            "2.4.4.1: a definition is an object",
            object(#"{"id":"http://e.fr","definition":"x"}"#),
            .wrongType,
            "/object/definition"
        ),
        refuse(
            "2.4.4.1: the type of an Activity is an IRI",
            Sample.definition(#""type":"course""#),
            .invalidIRI,
            "/object/definition/type"
        ),
        refuse(
            "2.4.4.1: moreInfo is an IRL",
            Sample.definition(#""moreInfo":"/info""#),
            .invalidIRI,
            "/object/definition/moreInfo"
        ),
        accept("2.4.4.2: an Agent as object", object(#"{"objectType":"Agent","mbox":"mailto:a@b.fr"}"#)),
        accept("2.4.4.2: a Group as object", object(Sample.group)),
        refuse(
            "2.4.4.1: an Agent as object says so",
            object(#"{"mbox":"mailto:a@b.fr"}"#),
            .unknownProperty,
            "/object/mbox"
        ),
        refuse(
            "2.4.2.1: an Agent as object has an identifier",
            object(#"{"objectType":"Agent","name":"x"}"#),
            .missingIdentifier,
            "/object"
        ),
        accept("2.4.4.3: a reference to a statement", object(Sample.reference)),
        refuse(
            "2.4.4.3: a reference has an id",
            object(#"{"objectType":"StatementRef"}"#),
            .missingProperty,
            "/object"
        ),
        refuse(
            "2.4.4.3: the id of a reference is a UUID",
            object(#"{"objectType":"StatementRef","id":"x"}"#),
            .invalidUUID,
            "/object/id"
        ),
        refuse("2.4.4.1: a reference says what it is", object(#"{"id":"\#(Sample.uuid)"}"#), .invalidIRI, "/object/id"),
        accept(
            "2.3.2: a voiding statement refers to another",
            Sample.statement(verb: #"{"id":"http://adlnet.gov/expapi/verbs/voided"}"#, object: Sample.reference)
        ),
        refuse(
            "2.3.2: a voiding statement is about no Activity",
            verb(#"{"id":"http://adlnet.gov/expapi/verbs/voided"}"#),
            .voidingNeedsReference,
            "/object"
        ),
    ]
}
