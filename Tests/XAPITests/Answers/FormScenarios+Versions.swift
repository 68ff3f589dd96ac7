import XAPI

extension FormScenario {
    private static func stamped(_ text: String) -> String { Sample.statement(#""timestamp":"\#(text)""#) }
    private static func moved(_ title: String, _ sent: String, _ given: String) -> FormScenario {
        FormScenario("2.0 4.2.7: \(title)", .new, stamped(sent), stamped(given))
    }

    static let timestamps: [FormScenario] = [
        moved("an offset to UTC", "2015-11-18T12:17:00.120+02:00", "2015-11-18T10:17:00.120Z"),
        moved("into the day before", "2016-01-01T00:30:00+01:00", "2015-12-31T23:30:00Z"),
        moved("into the leap day", "2016-03-01T01:00:00.5+02:00", "2016-02-29T23:00:00.5Z"),
        moved("offset zero is written Z", "2015-11-18T12:17:00+00:00", "2015-11-18T12:17:00Z"),
        moved(
            "every digit of a fraction stays", "2015-11-18T12:17:00.12300456789+01", "2015-11-18T11:17:00.12300456789Z"),
        moved("zeros of a fraction stay", "2015-11-18T12:17:00.000-0530", "2015-11-18T17:47:00.000Z"),
        moved("a decimal comma", "2015-11-18T12:17:00,5Z", "2015-11-18T12:17:00.5Z"),
        moved("no offset is read as UTC", "2015-11-18T12:17:00.25", "2015-11-18T12:17:00.25Z"),
        moved("a date alone is its first moment", "2015-11-18", "2015-11-18T00:00:00Z"),
        moved("a space and a small z", "2015-11-18 12:17:00z", "2015-11-18T12:17:00Z"),
        moved("a small t", "2015-11-18t12:17:00Z", "2015-11-18T12:17:00Z"),
        moved("basic format", "20151118T1217+0100", "2015-11-18T11:17:00Z"),
        moved("an ordinal date", "2015-322T12:00Z", "2015-11-18T12:00:00Z"),
        moved("a week date", "2015-W47-3", "2015-11-18T00:00:00Z"),
        moved("24:00 is the next day", "2015-11-18T24:00:00Z", "2015-11-19T00:00:00Z"),
        moved("a leap second stays one", "2017-01-01T00:59:60.25+01:00", "2016-12-31T23:59:60.25Z"),
        moved("escapes", #"2015-11-18T12\u003a17:00Z"#, "2015-11-18T12:17:00Z"),
        .unchanged("2.0 4.2.7: UTC already", .new, stamped("2015-11-18T12:17:00Z")),
        .unchanged("2.0 4.2.7: UTC with a fraction", .new, stamped("2015-11-18T12:17:00.123456789Z")),
        .unchanged("2.0 4.2.7: UTC with a leap second", .new, stamped("2016-12-31T23:59:60Z")),
        FormScenario(
            "2.0 4.2.7: a SubStatement's timestamp is a Timestamp too",
            .new,
            Sample.subStatement(#""timestamp":"2030-01-01T00:00:00+01:00""#),
            Sample.subStatement(#""timestamp":"2029-12-31T23:00:00Z""#)
        ),
        FormScenario(
            "2.0 4.2.7: whatever the format",
            .ids,
            stamped("2015-11-18T12:17:00+02:00"),
            stamped("2015-11-18T10:17:00Z")
        ),
        .unchanged(
            "4.1: a timestamp in an extension is no affair of ours", .new, extended(#"{"timestamp":"2015-01-01"}"#)),
        .unchanged("4.5: under 1.0.3 as it was sent", .old, stamped("2015-11-18T12:17:00.120+02:00")),
        .unchanged("4.5: under 1.0.3, whatever the format", .oldIDs, stamped("2015-11-18")),
    ]

    private static func extended(_ value: String) -> String {
        Sample.context(#""extensions":{"http://e.fr/x":\#(value)}"#)
    }

    private static let agents = #""contextAgents":[{"objectType":"contextAgent","agent":\#(Sample.agent)}]"#
    private static let groups = #""contextGroups":[{"objectType":"contextGroup","group":\#(Sample.group)}]"#
    private static func hidden(_ title: String, _ sent: String, _ given: String) -> FormScenario {
        FormScenario("1.0.3 2.4.6: \(title)", .old, Sample.context(sent), Sample.context(given))
    }

    static let contextActors: [FormScenario] = [
        hidden("contextAgents are left out, at the start", #"\#(agents),"language":"fr""#, #""language":"fr""#),
        hidden("contextGroups are left out, at the end", #""language":"fr",\#(groups)"#, #""language":"fr""#),
        hidden("both", #"\#(agents),"language":"fr",\#(groups)"#, #""language":"fr""#),
        hidden("empty ones too", #""contextAgents":[],"language":"fr""#, #""language":"fr""#),
        FormScenario(
            "1.0.3 2.2: a context of which nothing is left is left out",
            .old,
            Sample.context("\(groups),\(agents)"),
            Sample.statement()
        ),
        .unchanged("1.0.3 2.2: a context that came empty stays", .old, Sample.context("")),
        FormScenario(
            "1.0.3 2.4.4.3: in a SubStatement",
            .old,
            Sample.subStatement(#""context":{\#(agents),"platform":"x"}"#),
            Sample.subStatement(#""context":{"platform":"x"}"#)
        ),
        FormScenario(
            "1.0.3 2.4.4.3: the whole context of a SubStatement",
            .old,
            Sample.subStatement(#""context":{\#(agents)},"timestamp":"2030-01-01""#),
            Sample.subStatement(#""timestamp":"2030-01-01""#)
        ),
        FormScenario(
            "1.0.3 2.4.6: with ids", .oldIDs, Sample.context(#"\#(agents),"language":"fr""#),
            Sample.context(#""language":"fr""#)),
        .unchanged("1.0.3 2.4.10: a version of 2.0 is retained", .old, Sample.statement(#""version":"2.0.7""#)),
        .unchanged("2.0 4.2.2.5: under 2.0 they stay", .new, Sample.context("\(agents),\(groups)")),
        .unchanged("4.1: a key of an extension is not one of a context", .old, extended(#"{"contextAgents":[]}"#)),
    ]

    private static func activities(_ members: String) -> String {
        Sample.context(#""contextActivities":{\#(members)}"#)
    }
    private static let one = Sample.activity
    private static let defined = #"{"id":"http://e.fr/2", "definition":{"name":{"fr":"x"}}}"#

    static let activityLists: [FormScenario] = [StatementForm.old, .new].flatMap { form in
        [
            FormScenario(
                "2.4.6.2: single Activities are given back as arrays",
                form,
                activities(#""parent":\#(one),"other" : \#(defined) "#),
                activities(#""parent":[\#(one)],"other" : [\#(defined)] "#)
            ),
            FormScenario(
                "2.4.6.2: beside arrays",
                form,
                activities(#""grouping":[\#(one), \#(one)],"category":\#(one)"#),
                activities(#""grouping":[\#(one), \#(one)],"category":[\#(one)]"#)
            ),
            FormScenario(
                "2.4.6.2: in a SubStatement",
                form,
                Sample.subStatement(#""context":{"contextActivities":{"parent":\#(one)}}"#),
                Sample.subStatement(#""context":{"contextActivities":{"parent":[\#(one)]}}"#)
            ),
            .unchanged("2.4.6.2: arrays stay", form, activities(#""parent":[\#(one)],"other":[]"#)),
        ]
    }

    static let faithful: [FormScenario] = [StatementForm.old, .new].flatMap { form in
        [
            .unchanged("2.2: the spelling of numbers", form, Sample.score(#""raw":1.0,"max":1e2,"min":-0"#)),
            .unchanged("2.2: numbers beyond all types", form, extended("[12345678901234567890,1e-7,1E400]")),
            .unchanged("2.2: escapes and scalars", form, Sample.result(#""response":"\u00e9e\#u{301}\u0000\/""#)),
            .unchanged("2.2: space", form, Sample.statement(" \"result\" : {\n\t\"success\" :true\r\n} ")),
            FormScenario(
                "2.4.8, 2.4.9: what the server sets takes the place of what was sent",
                form,
                Sample.statement(#""stored":"2001-01-01","authority":\#(Sample.agent),"id":"\#(Sample.uuid)""#),
                Sample.statement(
                    #""stored":"\#(stored)","authority":\#(authority),"id":"\#(Sample.uuid)""#
                )
            ),
        ]
    }
}
