import XAPI

extension StatementScenario {
    private static let accepted = [
        ("a date alone", "2015-01-31"), ("no offset", "2015-01-31T12:00:00"), ("a space", "2015-01-31 12:00:00Z"),
        ("small letters", "2015-01-31t12:00:00z"), ("basic format", "20150131T120000Z"), ("a week date", "2015-W05-6"),
        ("an ordinal date", "2015-031"), ("a leap second", "2016-12-31T23:59:60Z"), ("24:00", "2015-01-31T24:00:00Z"),
        ("no seconds", "2015-01-31T12:00Z"), ("twelve decimals", "2015-01-31T12:00:00.123456789012Z"),
        ("a decimal comma", "2015-01-31T12:00:00,5Z"), ("another zone", "2015-01-31T12:00:00+14:00"),
        ("offset zero", "2015-01-31T12:00:00+00:00"), ("five minutes from now", "2026-06-01T00:05:00Z"),
        ("the year 9999", "9999-12-31T23:59:59Z"), ("escapes", #"2015-01-31T12\u003A00:00Z"#),
    ]

    private static let refused = [
        ("-00", "2015-01-31T12:00:00-00"), ("-0000", "2015-01-31T12:00:00-0000"),
        ("-00:00", "2015-01-31T12:00:00-00:00"), ("a year alone", "2015"), ("a year and a month", "2015-01"),
        ("a time alone", "12:00:00Z"), ("slashes", "01/31/2015"), ("words", "31 janvier 2015"),
        ("seconds since 1970", "1422705600"), ("a day that is not there", "2015-02-29"),
        ("an hour that is not there", "2015-01-31T25:00:00Z"), ("a leap second at noon", "2015-01-31T12:00:60Z"),
        ("an offset of a day", "2015-01-31T12:00:00+24:00"), ("five digits of a year", "12015-01-31T12:00:00Z"),
        ("a zone by name", "2015-01-31T12:00:00 CET"), ("an interval", "2015-01-31/P1D"),
        ("space behind it", "2015-01-31T12:00:00Z "), ("a NUL", #"2015-01-31T12:00:00Z\u0000"#),
    ]

    /// 4.5 and 2.0 4.2.7: what names an instant is accepted, the safer side where a text leaves it open.
    static let timestamps: [StatementScenario] =
        accepted.flatMap { name, text in
            [
                accept("2.4.7: \(name)", Sample.statement(#""timestamp":"\#(text)""#)),
                accept("2.4.8: \(name)", Sample.statement(#""stored":"\#(text)""#)),
                accept("2.4.7: \(name), in a SubStatement", Sample.subStatement(#""timestamp":"\#(text)""#)),
            ]
        }
        + refused.flatMap { name, text in
            [
                refuse("2.4.7: \(name)", Sample.statement(#""timestamp":"\#(text)""#), .invalidTimestamp, "/timestamp"),
                refuse("2.4.8: \(name)", Sample.statement(#""stored":"\#(text)""#), .invalidTimestamp, "/stored"),
                refuse(
                    "2.4.7: \(name), in a SubStatement",
                    Sample.subStatement(#""timestamp":"\#(text)""#),
                    .invalidTimestamp,
                    "/object/timestamp"
                ),
            ]
        }

    /// 4.6: the table of examples, and what its words exclude.
    static let durations: [StatementScenario] =
        ["PT4H35M59.14S", "PT16559.14S", "P3Y1M29DT4H35M59.14S", "P3Y", "P4W", "PT0S", "PT0.000000001S"].map {
            accept("4.6: \($0)", Sample.result(#""duration":"\#($0)""#))
        }
        + ["P4W1D", "P4WT1H", "P1Y4W", "P", "PT", "PT1H1", "-PT1H", "PT1.5H3M", "P0003-01-29T04:35:59"].map {
            refuse("4.6: \($0)", Sample.result(#""duration":"\#($0)""#), .invalidDuration, "/result/duration")
        }
}
