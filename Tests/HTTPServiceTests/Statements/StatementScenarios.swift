import Testing

/// A sentence of the standard, and the exchanges that show it.
struct StatementExchangeScenario: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let exchanges: [Exchange]

    init(_ sentence: String, _ exchanges: Exchange...) {
        testDescription = sentence
        self.exchanges = exchanges
    }

    static func text(
        _ number: Int?, verb: String = "completed", agent: String = "a", object: String = #"{"id":"https://ex.fr/a"}"#,
        more: String = ""
    ) -> String {
        let id = number.map { #""id":"\#(Exchange.id($0))","# } ?? ""
        return #"{\#(id)"actor":{"mbox":"mailto:\#(agent)@ex.fr"},"#
            + #""verb":{"id":"http://adlnet.gov/expapi/verbs/\#(verb)"},"#
            + #""object":\#(object)\#(more)}"#
    }

    private static func reference(_ number: Int, to target: Int, verb: String = "voided") -> String {
        text(number, verb: verb, object: #"{"objectType":"StatementRef","id":"\#(Exchange.id(target))"}"#)
    }

    private static func agent(_ name: String) -> String { "agent=%7B%22mbox%22%3A%22mailto%3A\(name)%40ex.fr%22%7D" }

    static let storing = [
        StatementExchangeScenario(
            "2.1.1: PUT answers 204, and again with the same statement", .put(1, text(1), .status(204)),
            .put(1, text(nil), .status(204)), .put(1, text(1, verb: "failed"), .status(409)),
            .get("statementId=\(Exchange.id(1))", .status(200), .says(["verbs/completed"]))
        ),
        StatementExchangeScenario(
            "2.1.1: the id of the parameter is the statement's", .put(1, text(2), .status(400)),
            .put(1, text(nil), .status(204)),
            .get("statementId=\(Exchange.id(1))", .says([#""id":"\#(Exchange.id(1))""#]))
        ),
        StatementExchangeScenario(
            "2.1.2: POST answers ids in the order of the batch",
            .post(
                "[\(text(3)),\(text(1)),\(text(2))]",
                .says([#"["\#(Exchange.id(3))","\#(Exchange.id(1))","\#(Exchange.id(2))"]"#]))
        ),
        StatementExchangeScenario("2.1.2: an empty batch stores nothing", .post("[]", .status(200), .says(["[]"]))),
        StatementExchangeScenario(
            "2.1.2, 2.0 2: one id twice in a batch is refused, also where the statements are the same",
            .post("[\(text(1)),\(text(1))]", .status(400)),
            .post("[\(text(1)),\(text(1, verb: "failed"))]", .status(400)),
            .get("", .finds([]))
        ),
        StatementExchangeScenario(
            "3.2: a batch with one bad statement stores none", .post("[\(text(1)),{}]", .status(400)),
            .get("", .finds([]))
        ),
        StatementExchangeScenario(
            "Data 2.3.1: a batch may repeat what is stored, and a conflict stores none", .post(text(1), .status(200)),
            .post("[\(text(1)),\(text(2))]", .status(200)),
            .post("[\(text(3)),\(text(1, agent: "b"))]", .status(409)), .get("", .finds([1, 2]))
        ),
        StatementExchangeScenario(
            "Data 2.3.1: the same under the other version is the same", .post(text(1), version: "1.0.3", .status(200)),
            .post(text(1), version: "2.0.0", .status(200)),
            .post(text(1, agent: "b"), version: "2.0.0", .status(409))
        ),
        StatementExchangeScenario(
            "Data 2.2: invalid UTF-8, NUL outside a string, a text after the end: refused",
            .post("{\u{0}}", .status(400)), .post(text(1) + "x", .status(400)), .get("", .finds([]))
        ),
        StatementExchangeScenario(
            "2.0 2: contextAgents under a 1.0.3 header is an unknown property, whatever version the statement claims",
            .post(text(1, more: #","version":"1.0.0","context":\#(contextAgents)"#), .status(400)),
            .post(text(1, more: #","version":"2.0.0","context":\#(contextAgents)"#), .status(400))
        ),
        StatementExchangeScenario(
            "Data 2.4.10: version is set where none came, and kept where one did", .post(text(1), .status(200)),
            .post(text(2), version: "2.0.0", .status(200)),
            .post(text(3, more: #","version":"1.0.9""#), version: "2.0.0", .status(200)),
            .get("statementId=\(Exchange.id(1))", .says([#""version":"1.0.0""#])),
            .get("statementId=\(Exchange.id(2))", version: "2.0.0", .says([#""version":"2.0.0""#])),
            .get("statementId=\(Exchange.id(3))", version: "2.0.0", .says([#""version":"1.0.9""#]))
        ),
    ]

    static let contextAgents =
        #"{"contextAgents":[{"objectType":"contextAgent","agent":{"mbox":"mailto:c@ex.fr"},"relevantTypes":["https://ex.fr/t"]}],"#
        + #""contextGroups":[{"objectType":"contextGroup","group":{"objectType":"Group","member":[{"mbox":"mailto:m@ex.fr"}]}}]}"#

    static let finding = [
        StatementExchangeScenario(
            "2.0 3: related_agents finds contextAgents and the members of contextGroups; agent alone does not",
            .post(text(1, more: #","context":\#(contextAgents)"#), version: "2.0.0", .status(200)),
            .get(agent("c"), version: "2.0.0", .finds([])),
            .get(agent("c") + "&related_agents=true", version: "2.0.0", .finds([1])),
            .get(agent("m") + "&related_agents=true", version: "2.0.0", .finds([1])),
            .get(agent("c") + "&related_agents=true", .finds([1]), .saysNot("contextAgents"))
        ),
        StatementExchangeScenario(
            "Data 2.4.7, 2.0 2: timestamps come back in UTC under 2.0, as they came under 1.0.3",
            .post(text(1, more: #","timestamp":"2026-03-01T10:00:00.120+02:00""#), .status(200)),
            .get("", version: "2.0.0", .says([#""timestamp":"2026-03-01T08:00:00.120Z""#])),
            .get("", .says([#""timestamp":"2026-03-01T10:00:00.120+02:00""#]))
        ),
        StatementExchangeScenario(
            "2.1.4: a voided statement is found by voidedStatementId alone, its void by statementId",
            .post(text(1), .status(200)),
            .post(reference(2, to: 1), .status(200)), .get("statementId=\(Exchange.id(1))", .status(404)),
            .get("voidedStatementId=\(Exchange.id(1))", .status(200)),
            .get("statementId=\(Exchange.id(2))", .status(200)),
            .get("voidedStatementId=\(Exchange.id(2))", .status(404)), .get("", .finds([2]))
        ),
        StatementExchangeScenario(
            "2.1.3: what refers to a match matches",
            .post("[\(text(1)),\(reference(2, to: 1, verb: "confirmed"))]", .status(200)),
            .get("verb=http://adlnet.gov/expapi/verbs/completed", .finds([1, 2])), .get(agent("a"), .finds([1, 2]))
        ),
        StatementExchangeScenario(
            "2.1.3: format=ids leaves identifiers",
            .post(
                text(1, object: #"{"id":"https://ex.fr/a","definition":{"name":{"fr":"Nom","en":"Name"}}}"#),
                .status(200)
            ),
            .get("format=ids", .says([#""object":{"id":"https://ex.fr/a"}"#])),
            .get("format=exact", .says(["Nom", "Name"])),
            .get("format=canonical", headers: ["Accept-Language": "en;q=0.5, fr"], .says(["Nom"]), .saysNot("Name")),
            .get("format=canonical", headers: ["Accept-Language": "en-GB"], .says(["Name"]), .saysNot("Nom")),
            .get("format=other", .status(400))
        ),
        StatementExchangeScenario(
            "2.1.3: definitions of several statements are one canonical definition",
            .post(
                text(1, object: #"{"id":"https://ex.fr/a","definition":{"name":{"fr":"Nom"}}}"#), .status(200)
            ),
            .post(
                text(2, object: #"{"id":"https://ex.fr/a","definition":{"name":{"en":"Name"}}}"#), .status(200)
            ),
            .get("statementId=\(Exchange.id(2))&format=canonical", headers: ["Accept-Language": "fr"], .says(["Nom"]))
        ),
    ]

    static let asking = [
        StatementExchangeScenario(
            "2.1.3: with an id nothing but format and attachments may be asked", .post(text(1), .status(200)),
            .get("statementId=\(Exchange.id(1))&format=exact&attachments=false", .status(200)),
            .get("statementId=\(Exchange.id(1))&limit=1", .status(400)),
            .get("statementId=\(Exchange.id(1))&voidedStatementId=\(Exchange.id(1))", .status(400)),
            .get("statementId=x", .status(400)), .get("statementId=\(Exchange.id(9))", .status(404))
        ),
        StatementExchangeScenario(
            "2.1.3: parameters are checked, and unknown ones refused", .get("limit=-1", .status(400)),
            .get("limit=1.5", .status(400)), .get("since=yesterday", .status(400)), .get("agent=x", .status(400)),
            .get("agent=%7B%7D", .status(400)), .get("verb=x", .status(400)), .get("ascending=yes", .status(400)),
            .get("Verb=https://ex.fr/v", .status(400)), .get("verb=https://ex.fr/v&verb=https://ex.fr/v", .status(400)),
            .get("registration=x", .status(400)), .get("cursor=x", .status(400)),
            .get("cursor=MS4xLjEuMS4x", .status(400))
        ),
        StatementExchangeScenario(
            "3.3: the version header chooses; others are refused, with a version in the answer",
            .get("", version: "1.0", .status(200), .header("X-Experience-API-Version", "1.0.3")),
            .get("", version: "1.0.7", .status(200), .header("X-Experience-API-Version", "1.0.3")),
            .get("", version: "2.0", .status(200), .header("X-Experience-API-Version", "2.0.0")),
            .get("", version: "2.0.7", .status(200), .header("X-Experience-API-Version", "2.0.0")),
            .get("", version: "2.1.0", .status(400)), .get("", version: "3.0.0", .status(400)),
            .get("", version: "1.1.0", .status(400)), .get("", version: "0.95", .status(400)),
            .get("", version: "", .status(400), .header("X-Experience-API-Version", "2.0.0"))
        ),
        StatementExchangeScenario(
            "2.1.3: limit 0 asks for the server's maximum, and the newest come first",
            .post("[\(text(1)),\(text(2)),\(text(3))]", .status(200)), .get("limit=0", .finds([1, 2, 3])),
            .get("limit=2", .finds([3, 2]), .says([#""more":"/xapi/statements?"#])),
            .get("limit=1&ascending=true", .finds([1]))
        ),
        StatementExchangeScenario(
            "1.5: another content type is refused",
            .post(text(1), headers: ["Content-Type": "text/plain"], .status(400)),
            .post(text(1), headers: ["Content-Type": "multipart/mixed"], .status(400)), .get("", .finds([]))
        ),
    ]
}
