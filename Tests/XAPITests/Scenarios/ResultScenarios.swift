import XAPI

extension StatementScenario {
    static let results: [StatementScenario] = [
        accept(
            "2.4.5: all properties of a result",
            Sample.result(
                #""score":{"scaled":0.95,"raw":95,"min":0,"max":100},"success":true,"completion":false,"response":"","duration":"PT1234S","extensions":{}"#
            )
        ),
        refuse("2.4.5: a result is an object", Sample.statement(#""result":"done""#), .wrongType, "/result"),
        refuse("2.4.5: success is a boolean", Sample.result(#""success":"true""#), .wrongType, "/result/success"),
        refuse("2.4.5: completion is a boolean", Sample.result(#""completion":1"#), .wrongType, "/result/completion"),
        refuse("2.4.5: response is a string", Sample.result(#""response":{}"#), .wrongType, "/result/response"),
        refuse("4.6: duration is a string", Sample.result(#""duration":12345"#), .wrongType, "/result/duration"),
        refuse(
            "4.6: duration follows ISO 8601",
            Sample.result(#""duration":"PA1H0M0S""#),
            .invalidDuration,
            "/result/duration"
        ),
        refuse(
            "4.6: duration has no time-point form",
            Sample.result(#""duration":"P0000-00-00T00:01:00""#),
            .invalidDuration,
            "/result/duration"
        ),
        refuse("4.6: weeks stand alone", Sample.result(#""duration":"P4W1D""#), .invalidDuration, "/result/duration"),
        accept("4.6: a duration finer than 0.01 s", Sample.result(#""duration":"PT1H0.12567S""#)),
        accept("4.6: a duration longer than any number", Sample.result(#""duration":"PT99999999999999999999999H""#)),
        refuse("2.4.5.1: a score is an object", Sample.result(#""score":1"#), .wrongType, "/result/score"),
        accept("2.4.5.1: scaled is 1", Sample.score(#""scaled":1.000"#)),
        accept("2.4.5.1: scaled is -1", Sample.score(#""scaled":-10e-1"#)),
        refuse(
            "2.4.5.1: scaled is not above 1",
            Sample.score(#""scaled":1.0000000000000000000001"#),
            .scaledScoreOutOfRange,
            "/result/score/scaled"
        ),
        refuse(
            "2.4.5.1: scaled is not below -1",
            Sample.score(#""scaled":-1.5"#),
            .scaledScoreOutOfRange,
            "/result/score/scaled"
        ),
        refuse(
            "2.4.5.1: scaled is not out of all bounds",
            Sample.score(#""scaled":1e999"#),
            .scaledScoreOutOfRange,
            "/result/score/scaled"
        ),
        refuse("2.4.5.1: scaled is a number", Sample.score(#""scaled":"0.5""#), .wrongType, "/result/score/scaled"),
        refuse("2.4.5.1: max is a number", Sample.score(#""max":"one hundred""#), .wrongType, "/result/score/max"),
        accept("2.4.5.1: raw alone is unrestricted", Sample.score(#""raw":-99999999999999999999"#)),
        accept("2.4.5.1: raw may be min", Sample.score(#""raw":0.0,"min":-0,"max":1e999"#)),
        accept("2.4.5.1: raw may be max", Sample.score(#""raw":20,"max":2e1"#)),
        refuse(
            "2.4.5.1: raw is not below min",
            Sample.score(#""raw":-1,"min":0"#),
            .rawScoreOutOfBounds,
            "/result/score/raw"
        ),
        refuse(
            "2.4.5.1: raw is not above max",
            Sample.score(#""max":100,"raw":100.1"#),
            .rawScoreOutOfBounds,
            "/result/score/raw"
        ),
        refuse(
            "2.4.5.1: min is less than max",
            Sample.score(#""min":10,"max":1"#),
            .scoreBoundsReversed,
            "/result/score/min"
        ),
        refuse(
            "2.4.5.1: min is not max",
            Sample.score(#""min":1,"max":1.0"#),
            .scoreBoundsReversed,
            "/result/score/min"
        ),
        refuse(
            "2.4.5.1: huge bounds are compared exactly",
            Sample.score(#""min":100000000000000000001,"max":100000000000000000000"#),
            .scoreBoundsReversed,
            "/result/score/min"
        ),
    ]
}
