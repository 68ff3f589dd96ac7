import XAPI

extension StatementScenario {
    private static func definition(_ member: String) -> String { Sample.definition(member) }

    /// 2.2: the LRS refuses "any non-format-following key or value, including the empty string, where a string with a
    /// particular format is required".
    static let emptyTexts: [StatementScenario] = [
        refuse("2.4.3: an empty verb id", Sample.statement(verb: #"{"id":""}"#), .invalidIRI, "/verb/id"),
        refuse("2.4.4.1: an empty Activity id", Sample.statement(object: #"{"id":""}"#), .invalidIRI, "/object/id"),
        refuse("2.4.4.1: an empty type", definition(#""type":"""#), .invalidIRI, "/object/definition/type"),
        refuse("2.4.4.1: an empty moreInfo", definition(#""moreInfo":"""#), .invalidIRI, "/object/definition/moreInfo"),
        refuse(
            "2.4.4.1: an empty interactionType",
            definition(#""interactionType":"""#),
            .invalidInteractionType,
            "/object/definition/interactionType"
        ),
        refuse("2.4.2.3: an empty openid", Sample.statement(actor: #"{"openid":""}"#), .invalidURI, "/actor/openid"),
        refuse(
            "2.4.2.3: an empty mbox_sha1sum",
            Sample.statement(actor: #"{"mbox_sha1sum":""}"#),
            .invalidSHA1,
            "/actor/mbox_sha1sum"
        ),
        refuse(
            "2.4.2.4: an empty homePage",
            Sample.statement(actor: #"{"account":{"homePage":"","name":"x"}}"#),
            .invalidIRI,
            "/actor/account/homePage"
        ),
        refuse(
            "2.4.2.4: an empty account name",
            Sample.statement(actor: #"{"account":{"homePage":"http://e.fr","name":""}}"#),
            .blank,
            "/actor/account/name"
        ),
        refuse(
            "2.4.2.1: an empty objectType",
            Sample.statement(actor: #"{"objectType":"","mbox":"mailto:a@b.fr"}"#),
            .invalidObjectType,
            "/actor/objectType"
        ),
        refuse(
            "2.4.4: an empty objectType of an object",
            Sample.statement(object: #"{"objectType":"","id":"http://e.fr"}"#),
            .invalidObjectType,
            "/object/objectType"
        ),
        refuse(
            "2.4.6.1: an empty registration",
            Sample.context(#""registration":"""#),
            .invalidUUID,
            "/context/registration"
        ),
        refuse(
            "2.4.4.3: an empty id of a reference",
            Sample.statement(object: #"{"objectType":"StatementRef","id":""}"#),
            .invalidUUID,
            "/object/id"
        ),
        refuse("2.4.7: an empty timestamp", Sample.statement(#""timestamp":"""#), .invalidTimestamp, "/timestamp"),
        refuse("2.4.8: an empty stored", Sample.statement(#""stored":"""#), .invalidTimestamp, "/stored"),
        refuse("2.4.10: an empty version", Sample.statement(#""version":"""#), .unsupportedVersion, "/version"),
        refuse("4.6: an empty duration", Sample.result(#""duration":"""#), .invalidDuration, "/result/duration"),
        refuse(
            "4.2: an empty language tag",
            definition(#""name":{"":"x"}"#),
            .invalidLanguageTag,
            "/object/definition/name/"
        ),
        refuse(
            "2.4.11: an empty usageType",
            Sample.attachment("usageType", #""""#),
            .invalidIRI,
            "/attachments/0/usageType"
        ),
        refuse(
            "2.4.11: an empty contentType",
            Sample.attachment("contentType", #""""#),
            .invalidMediaType,
            "/attachments/0/contentType"
        ),
        refuse("2.4.11: an empty sha2", Sample.attachment("sha2", #""""#), .invalidSHA2, "/attachments/0/sha2"),
        refuse("2.4.11: an empty fileUrl", Sample.attachment("fileUrl", #""""#), .invalidIRI, "/attachments/0/fileUrl"),
        accept(
            "2.2: an empty text where no format is wanted",
            Sample.statement(
                actor: #"{"mbox":"mailto:a@b.fr","name":""}"#,
                #""result":{"response":""},"context":{"revision":"","platform":""}"#
            )
        ),
    ]
}
