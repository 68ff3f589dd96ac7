import XAPI

extension StatementScenario {
    static let serverSet: [StatementScenario] = [
        accept("2.4.7: RFC 3339", Sample.statement(#""timestamp":"2008-09-15T15:53:00.601+00:00""#)),
        accept("2.4.7: a date alone", Sample.statement(#""timestamp":"2015-01-31""#)),
        accept("2.4.7: a time in the future", Sample.statement(#""timestamp":"2999-01-01T00:00:00Z""#)),
        refuse("2.4.7: another form", Sample.statement(#""timestamp":"01/011/2015""#), .invalidTimestamp, "/timestamp"),
        refuse("2.4.7: words", Sample.statement(#""timestamp":"hier""#), .invalidTimestamp, "/timestamp"),
        refuse(
            "2.4.7: an offset of -00",
            Sample.statement(#""timestamp":"2008-09-15T15:53:00.601-00""#),
            .invalidTimestamp,
            "/timestamp"
        ),
        refuse(
            "2.4.7: an offset of -0000",
            Sample.statement(#""timestamp":"2008-09-15T15:53:00.601-0000""#),
            .invalidTimestamp,
            "/timestamp"
        ),
        refuse(
            "2.4.7: an offset of -00:00",
            Sample.statement(#""timestamp":"2008-09-15T15:53:00.601-00:00""#),
            .invalidTimestamp,
            "/timestamp"
        ),
        refuse(
            "2.4.7: a timestamp is a string",
            Sample.statement(#""timestamp":1431648000"#),
            .wrongType,
            "/timestamp"
        ),
        accept("2.4.8: stored is checked", Sample.statement(#""stored":"2013-05-18T05:32:34.804Z""#)),
        refuse("2.4.8: stored is a timestamp", Sample.statement(#""stored":"hier""#), .invalidTimestamp, "/stored"),
        accept("2.4.9: an Agent as authority", Sample.statement(#""authority":\#(Sample.agent)"#)),
        accept(
            "2.4.9: an application and a user",
            Sample.statement(#""authority":{"objectType":"Group","member":[\#(Sample.member),\#(Sample.agent)]}"#)
        ),
        refuse(
            "2.4.9: one member",
            Sample.statement(#""authority":\#(Sample.group)"#),
            .invalidAuthority,
            "/authority"
        ),
        refuse(
            "2.4.9: three members",
            Sample.statement(
                #""authority":{"objectType":"Group","member":[\#(Sample.member),\#(Sample.agent),\#(Sample.agent)]}"#
            ),
            .invalidAuthority,
            "/authority"
        ),
        refuse(
            "2.4.9: an identified Group",
            Sample.statement(
                #""authority":{"objectType":"Group","mbox":"mailto:g@b.fr","member":[\#(Sample.member),\#(Sample.agent)]}"#
            ),
            .invalidAuthority,
            "/authority"
        ),
        refuse(
            "2.4.9: no application among the two",
            Sample.statement(#""authority":{"objectType":"Group","member":[\#(Sample.agent),\#(Sample.agent)]}"#),
            .invalidAuthority,
            "/authority"
        ),
        refuse(
            "2.4.2.1: an authority has an identifier",
            Sample.statement(#""authority":{"name":"x"}"#),
            .missingIdentifier,
            "/authority"
        ),
        accept("2.4.10: 1.0.0", Sample.statement(#""version":"1.0.0""#)),
        accept("2.4.10: 1.0", Sample.statement(#""version":"1.0""#)),
        accept("2.4.10: 1.0.9", Sample.statement(#""version":"1.0.9""#)),
        refuse("2.4.10: 0.9.9", Sample.statement(#""version":"0.9.9""#), .unsupportedVersion, "/version"),
        refuse("2.4.10: 1.1.0", Sample.statement(#""version":"1.1.0""#), .unsupportedVersion, "/version"),
        refuse("2.4.10: 2.1.0", Sample.statement(#""version":"2.1.0""#), .unsupportedVersion, "/version"),
        refuse("2.4.10: 1", Sample.statement(#""version":"1""#), .unsupportedVersion, "/version"),
        refuse("2.4.10: 1.0.", Sample.statement(#""version":"1.0.""#), .unsupportedVersion, "/version"),
        refuse("2.4.10: 1.00", Sample.statement(#""version":"1.00""#), .unsupportedVersion, "/version"),
        refuse("2.4.10: a version is a string", Sample.statement(#""version":1.0"#), .wrongType, "/version"),
    ]
}
