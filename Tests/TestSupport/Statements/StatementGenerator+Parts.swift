import Foundation

/// The parts of a statement (xAPI 1.0.3 Data 2.4).
extension StatementGenerator {
    typealias Member = (name: String, value: Spelling)

    mutating func uuid() -> String {
        let digits = (0..<32).map { _ in String(Int.random(in: 0..<16, using: &random), radix: 16) }.joined()
        let id =
            "\(digits.prefix(8))-\(digits.dropFirst(8).prefix(4))-4\(digits.dropFirst(13).prefix(3))-"
            + "a\(digits.dropFirst(17).prefix(3))-\(digits.dropFirst(20))"
        return oneIn(4) ? id.uppercased() : id
    }

    mutating func extensions() -> Member {
        let members = (0..<Int.random(in: 0...4, using: &random)).map { _ in ("https://ex.fr/x/\(fresh())", value()) }
        return ("extensions", object(members))
    }

    mutating func languageMap() -> Spelling {
        object(["fr", "en-GB", "de", "und"].shuffled(using: &random).prefix(2).map { ($0, Spelling(text())) })
    }

    mutating func agent() -> [Member] {
        let number = Int.random(in: 0..<200, using: &random)
        var members: [Member] = oneIn(2) ? [("name", Spelling(text()))] : []
        if oneIn(3) { members.append(("objectType", Spelling(spelt("Agent")))) }
        switch Int.random(in: 0..<3, using: &random) {
        case 0: members.append(("mbox", Spelling(spelt("mailto:p\(number)@ex.fr"))))
        case 1: members.append(("openid", Spelling(spelt("https://ex.fr/p/\(number)"))))
        default:
            let home = Spelling(one(of: ["\"https://rh.ex.fr\"", "\"https:\\/\\/rh.ex.fr\""]))
            members.append(("account", object([("homePage", home), ("name", Spelling(text()))])))
        }
        return members
    }

    mutating func actor() -> Spelling {
        guard oneIn(4) else { return object(agent()) }
        let people = (0..<Int.random(in: 1...3, using: &random)).map { _ in object(agent()) }
        return object([("objectType", Spelling("\"Group\"")), ("member", array(people))])
    }

    mutating func verb() -> Spelling {
        var members: [Member] = [
            ("id", Spelling(spelt("https://ex.fr/verbs/\(Int.random(in: 0..<9, using: &random))")))
        ]
        if oneIn(2) { members.append(("display", languageMap())) }
        return object(members)
    }

    mutating func activity() -> Spelling {
        var members: [Member] = [("id", Spelling(spelt("https://ex.fr/a/\(Int.random(in: 0..<50, using: &random))")))]
        if oneIn(3) { members.append(("objectType", Spelling("\"Activity\""))) }
        if oneIn(2) {
            let definition = [("name", languageMap()), ("description", languageMap()), extensions()]
            members.append(("definition", object(definition)))
        }
        return object(members)
    }

    /// What a statement is about, but for an Activity.
    private mutating func otherObject() -> Spelling {
        switch Int.random(in: 0..<3, using: &random) {
        case 0: object([("objectType", Spelling(spelt("StatementRef"))), ("id", Spelling("\"\(uuid())\""))])
        case 1: object(agent().filter { $0.name != "objectType" } + [("objectType", Spelling("\"Agent\""))])
        default: subStatement()
        }
    }

    private mutating func subStatement() -> Spelling {
        object(
            [
                ("objectType", Spelling("\"SubStatement\"")), ("actor", actor()), ("verb", verb()),
                ("object", activity()), result(), ("timestamp", timestamp()),
            ]
        )
    }

    private mutating func result() -> Member {
        let scaled = one(of: ["1.0", "0.50", "-1", "-0", "5e-1", "1E0", "0.99999999999999999999", "1e-7"])
        let raw = one(of: ["17.0", "17", "1.7e1", "12345678901234567890"])
        var score: [Member] = [("scaled", Spelling(scaled)), ("raw", Spelling(raw))]
        if oneIn(3) { score.append(("min", Spelling("-0.0"))) }
        return (
            "result",
            object(
                [
                    ("score", object(score)), ("response", Spelling(text())), ("completion", Spelling("true")),
                    ("duration", Spelling(one(of: ["\"PT1H0.50S\"", "\"P1DT2H\"", "\"PT0S\""]))), extensions(),
                ]
            )
        )
    }

    /// 2.0 gives times back in UTC, 1.0.3 as they came (`docs/decisions/0006-statements-across-versions.md`).
    private mutating func timestamp() -> Spelling {
        let (sent, utc) = one(of: [
            ("2026-01-20T09:12:44.120Z", "2026-01-20T09:12:44.120Z"),
            ("2026-01-20T09:12:44Z", "2026-01-20T09:12:44Z"),
            ("2016-12-31T23:59:60.1234567890Z", "2016-12-31T23:59:60.1234567890Z"),
            ("2026-01-01T00:30:00.100+01:00", "2025-12-31T23:30:00.100Z"),
            ("2026-01-20T09:12:44+00:00", "2026-01-20T09:12:44Z"), ("2026-01-20", "2026-01-20T00:00:00Z"),
        ])
        return Spelling(sent: "\"\(sent)\"", under1: "\"\(sent)\"", under2: "\"\(utc)\"")
    }

    /// A single Activity comes back as an array of one (Data 2.4.6.2).
    private mutating func contextActivities() -> Member {
        let parents = array([activity(), activity()])
        let single = activity()
        let given = "[" + single + "]"
        let grouping = Spelling(sent: single.sent, under1: given.under1, under2: given.under2)
        return ("contextActivities", object([("parent", parents), (one(of: ["grouping", "other"]), grouping)]))
    }

    private mutating func context() -> Member {
        var members: [Member] = [extensions(), ("registration", Spelling("\"\(uuid())\""))]
        if oneIn(2) { members.append(("language", Spelling("\"fr-FR\""))) }
        if oneIn(2) { members.append(contextActivities()) }
        if oneIn(3) { members.append(("instructor", actor())) }
        return ("context", object(members))
    }

    /// The context's `contextAgents` are left out under 1.0.3; white space around what is left out is nobody's.
    private mutating func contextOf2() -> Member {
        let agent = #"{"agent":{"mbox":"mailto:c@ex.fr"},"objectType":"contextAgent"}"#
        let rest = #""platform":\#(text())}"#
        let whole = #"{"contextAgents":[\#(agent)],"# + rest
        return ("context", Spelling(sent: whole, under1: "{" + rest, under2: whole))
    }

    package mutating func statement() -> GeneratedStatement {
        let id = oneIn(2) ? uuid() : nil
        let hasTimestamp = oneIn(2)
        let hasVersion = oneIn(3)
        let isOverwritten = oneIn(8)
        var members: [Member] = [("actor", actor()), ("verb", verb())]
        let isAboutActivity = !oneIn(4)
        members.append(("object", isAboutActivity ? activity() : otherObject()))
        if let id { members.append(("id", Spelling("\"\(id)\""))) }
        if oneIn(2) { members.append(result()) }
        if isAboutActivity { members.append(isVersion2 && oneIn(3) ? contextOf2() : context()) }
        if hasTimestamp { members.append(("timestamp", timestamp())) }
        if hasVersion { members.append(("version", Spelling(isVersion2 ? "\"2.0.0\"" : "\"1.0.9\""))) }
        if isOverwritten {
            members += [("stored", Spelling("\"2001-01-01T00:00:00Z\"")), ("authority", object(agent()))]
        }
        return GeneratedStatement(
            spelling: object(members), id: id, hasTimestamp: hasTimestamp, hasVersion: hasVersion,
            isOverwritten: isOverwritten, isVersion2: isVersion2
        )
    }
}

/// A statement as it is sent, and what the server has to set in it.
package struct GeneratedStatement {
    package let spelling: Spelling
    package let id: String?
    package let hasTimestamp: Bool
    package let hasVersion: Bool
    /// Whether a `stored` and an `authority` were sent, which give way to the server's.
    package let isOverwritten: Bool
    package let isVersion2: Bool
}
