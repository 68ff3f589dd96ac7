import XAPI

extension StatementScenario {
    private static func object(_ json: String) -> String { Sample.statement(object: json) }

    static let subStatements: [StatementScenario] = [
        accept("2.4.4.3: a SubStatement", Sample.subStatement()),
        accept(
            "2.4.4.3: a SubStatement with all it may have",
            Sample.subStatement(
                #""result":{"success":true},"context":{"revision":"2"},"timestamp":"2999-01-01T00:00:00Z","attachments":[]"#
            )
        ),
        accept("2.4.4.3: a SubStatement about a reference", Sample.subStatement(object: Sample.reference)),
        accept("2.4.4.3: a SubStatement about a Group", Sample.subStatement(object: Sample.group)),
        refuse(
            "2.4.4.3: SubStatements do not nest",
            Sample.subStatement(
                object:
                    #"{"objectType":"SubStatement","actor":\#(Sample.agent),"verb":\#(Sample.verb),"object":\#(Sample.activity)}"#
            ),
            .nestedSubStatement,
            "/object/object"
        ),
        refuse(
            "2.4.4.3: a SubStatement has no id",
            Sample.subStatement(#""id":"\#(Sample.uuid)""#),
            .notInSubStatement,
            "/object/id"
        ),
        refuse(
            "2.4.4.3: a SubStatement has no stored",
            Sample.subStatement(#""stored":"2015-01-01T00:00:00Z""#),
            .notInSubStatement,
            "/object/stored"
        ),
        refuse(
            "2.4.4.3: a SubStatement has no version",
            Sample.subStatement(#""version":"1.0.0""#),
            .notInSubStatement,
            "/object/version"
        ),
        refuse(
            "2.4.4.3: a SubStatement has no authority",
            Sample.subStatement(#""authority":\#(Sample.agent)"#),
            .notInSubStatement,
            "/object/authority"
        ),
        refuse(
            "2.2: a SubStatement has an actor",
            object(#"{"objectType":"SubStatement","verb":\#(Sample.verb),"object":\#(Sample.activity)}"#),
            .missingProperty,
            "/object"
        ),
        refuse(
            "2.4.4.1: a SubStatement is checked as a statement",
            Sample.subStatement(object: #"{"id":"x"}"#),
            .invalidIRI,
            "/object/object/id"
        ),
        refuse(
            "2.4.5.1: so is the score in a SubStatement",
            Sample.subStatement(#""result":{"score":{"scaled":-1.01}}"#),
            .scaledScoreOutOfRange,
            "/object/result/score/scaled"
        ),
        refuse(
            "2.4.6: so is the platform in a SubStatement",
            Sample.subStatement(object: Sample.reference, #""context":{"platform":"x"}"#),
            .activityRequired,
            "/object/context/platform"
        ),
    ]
}
