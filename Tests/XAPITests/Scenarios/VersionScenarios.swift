import XAPI

extension StatementScenario {
    private static func version(_ text: String) -> String { Sample.statement(#""version":"\#(text)""#) }

    /// 2.4.10: "An LRS MUST accept all Statements where their version starts with 1.0."; 2.0 adds its own.
    static let versions: [StatementScenario] =
        ["1.0", "1.0.0", "1.0.1", "1.0.2", "1.0.3", "1.0.32", "1.0.0-rc.1"].map { accept("2.4.10: \($0)", version($0)) }
        + ["2.0", "2.0.0", "2.0.1", "2.0.12"].flatMap { text in
            [
                accept("2.4.10: \(text) under 2.0", version(text), under: [.v2_0]),
                refuse("2.4.10: \(text) under 1.0.3", version(text), .unsupportedVersion, "/version", under: [.v1_0_3]),
            ]
        }
        + [
            "0.9", "0.95", "1.1", "1.1.0", "1.2.3", "2.1.0", "2.00", "2.0.", "2", "3.0.0", "10.0.0", "20.0", "1.0,0",
            " 1.0.0", "1.0.0 ", "v1.0.0", "1.0.x", "latest",
        ].map { refuse("2.4.10: \($0)", version($0), .unsupportedVersion, "/version") }
        + [
            refuse("2.2: null as version", Sample.statement(#""version":null"#), .nullValue, "/version"),
            refuse("2.4.10: a number", Sample.statement(#""version":2.0"#), .wrongType, "/version"),
            accept(
                "2.0: the header's version rules, whatever the statement says",
                Sample.statement(#""version":"1.0.3","context":{"contextAgents":[]}"#),
                under: [.v2_0]
            ),
            refuse(
                "2.4.6: and under 1.0.3, though the statement says 2.0.0",
                Sample.statement(#""version":"2.0.0","context":{"contextAgents":[]}"#),
                .notInThisVersion,
                "/context/contextAgents",
                under: [.v1_0_3]
            ),
        ]
}
