import Testing
import XAPI

@Suite("Statement comparison, xAPI 1.0.3 Data 2.3.1")
struct EquivalenceTests {
    struct Pair: Sendable, CustomTestStringConvertible {
        let title: String
        let left: String
        let right: String
        var testDescription: String { title }

        init(_ title: String, _ left: String, _ right: String) {
            self.title = title
            self.left = left
            self.right = right
        }
    }

    private static func group(_ members: String...) -> String {
        #"{"objectType":"Group","member":[\#(members.joined(separator: ","))]}"#
    }
    private static func stamped(_ text: String) -> String { Sample.statement(#""timestamp":"\#(text)""#) }
    private static func lasting(_ text: String) -> String { Sample.result(#""duration":"\#(text)""#) }
    private static func extended(_ text: String) -> String {
        Sample.result(#""extensions":{"http://e.fr/x":\#(text)}"#)
    }
    private static func about(_ id: String) -> String { Sample.statement(object: #"{"id":"\#(id)"}"#) }
    private static let other = "11111111-3ef0-4ed3-8b37-7f3964730bee"

    static let same = [
        Pair("one lacks an id", Sample.statement(), Sample.statement(#""id":"\#(Sample.uuid)""#)),
        Pair(
            "the case of an id",
            Sample.statement(#""id":"\#(Sample.uuid)""#),
            Sample.statement(#""id":"\#(Sample.uuid.uppercased())""#)
        ),
        Pair(
            "stored",
            Sample.statement(#""stored":"2015-01-01T00:00:00Z""#),
            Sample.statement(#""stored":"2016-01-01T00:00:00Z""#)
        ),
        Pair(
            "authority",
            Sample.statement(#""authority":\#(Sample.agent)"#),
            Sample.statement(#""authority":\#(Sample.member)"#)
        ),
        Pair("version", Sample.statement(#""version":"1.0.0""#), Sample.statement()),
        Pair("one lacks a timestamp", Sample.statement(), stamped("2015-01-01T00:00:00Z")),
        Pair("the zone of a timestamp", stamped("2015-01-01T00:00:00Z"), stamped("2015-01-01T01:00:00.000+01:00")),
        Pair(
            "display of a verb",
            Sample.statement(),
            Sample.statement(verb: #"{"id":"http://adlnet.gov/expapi/verbs/completed","display":{"fr":"a terminé"}}"#)
        ),
        Pair(
            "definition of the object",
            Sample.statement(object: #"{"id":"http://e.fr"}"#),
            Sample.statement(object: #"{"objectType":"Activity","id":"http://e.fr","definition":{"name":{"fr":"x"}}}"#)
        ),
        Pair(
            "definition of a context activity",
            Sample.context(#""contextActivities":{"parent":{"id":"http://e.fr"}}"#),
            Sample.context(#""contextActivities":{"parent":[{"id":"http://e.fr","definition":{}}]}"#)
        ),
        Pair("attachments", Sample.statement(), Sample.attachment()),
        Pair(
            "objectType of an Agent",
            Sample.statement(),
            Sample.statement(actor: #"{"objectType":"Agent","mbox":"mailto:marie@example.fr"}"#)
        ),
        Pair(
            "the case of a domain",
            Sample.statement(),
            Sample.statement(actor: #"{"mbox":"mailto:marie@EXAMPLE.fr"}"#)
        ),
        Pair(
            "the order of members",
            Sample.statement(actor: group(Sample.agent, Sample.member)),
            Sample.statement(actor: group(Sample.member, Sample.agent))
        ),
        Pair(
            "the spelling of numbers",
            Sample.score(#""scaled":0.5,"raw":100,"max":1e2"#),
            Sample.score(#""max":100.00,"raw":10E+1,"scaled":5e-1"#)
        ),
        Pair("precision of a duration", lasting("PT0.12567S"), lasting("PT0.12S")),
        Pair("zeros of a duration", lasting("PT1H0M0.1S"), lasting("PT01H0M0.10S")),
        Pair(
            "the order of keys in an extension",
            extended(#"{"a":1,"b":[true,null]}"#),
            extended(#"{ "b" : [ true, null ], "a" : 1.0 }"#)
        ),
        Pair("escapes in an extension", extended(#""é""#), extended(#""\u00e9""#)),
        Pair(
            "the case of a language tag",
            Sample.context(#""language":"fr-fr""#),
            Sample.context(#""language":"fr-FR""#)
        ),
        Pair(
            "SubStatements",
            Sample.subStatement(#""timestamp":"2015-01-01T00:00:00Z""#),
            Sample.subStatement(#""timestamp":"2015-01-01""#)
        ),
    ]

    static let different = [
        Pair("ids", Sample.statement(#""id":"\#(Sample.uuid)""#), Sample.statement(#""id":"\#(other)""#)),
        Pair("timestamps", stamped("2015-01-01T00:00:00Z"), stamped("2015-01-01T00:00:00.001Z")),
        Pair("actors", Sample.statement(), Sample.statement(actor: Sample.member)),
        Pair(
            "an Agent and a Group",
            Sample.statement(actor: #"{"objectType":"Group","mbox":"mailto:marie@example.fr"}"#),
            Sample.statement()
        ),
        Pair(
            "names of actors",
            Sample.statement(),
            Sample.statement(actor: #"{"mbox":"mailto:marie@example.fr","name":"Marie"}"#)
        ),
        Pair(
            "members",
            Sample.statement(actor: group(Sample.agent, Sample.agent)),
            Sample.statement(actor: group(Sample.agent, Sample.member))
        ),
        Pair(
            "how often a member is named",
            Sample.statement(actor: group(Sample.agent)),
            Sample.statement(actor: group(Sample.agent, Sample.agent))
        ),
        Pair(
            "verbs",
            Sample.statement(),
            Sample.statement(verb: #"{"id":"http://adlnet.gov/expapi/verbs/Completed"}"#)
        ),
        Pair("Activities", Sample.statement(), Sample.statement(object: #"{"id":"https://example.fr/cours/1/"}"#)),
        Pair("the case of a host", about("http://example.fr/a"), about("http://EXAMPLE.fr/a")),
        Pair("the default port", about("http://example.fr/a"), about("http://example.fr:80/a")),
        Pair("percent triplets", about("http://example.fr/a"), about("http://example.fr/%61")),
        Pair("letters of an IRI", about("http://e.fr/\u{E9}"), about("http://e.fr/e\u{301}")),
        Pair("kinds of object", Sample.statement(), Sample.statement(object: Sample.reference)),
        Pair(
            "references",
            Sample.statement(object: Sample.reference),
            Sample.statement(object: Sample.reference.replacing(Sample.uuid, with: other))
        ),
        Pair("a result and none", Sample.statement(), Sample.result("")),
        Pair("success", Sample.result(#""success":true"#), Sample.result(#""success":false"#)),
        Pair("success and nothing said", Sample.result(#""success":false"#), Sample.result("")),
        Pair("scores", Sample.score(#""scaled":0.5"#), Sample.score(#""scaled":0.50000000000000000001"#)),
        Pair("huge scores", Sample.score(#""raw":1e999"#), Sample.score(#""raw":1e998"#)),
        Pair("the sign of a score", Sample.score(#""raw":1"#), Sample.score(#""raw":-1"#)),
        Pair("a score and an empty one", Sample.result(#""score":{}"#), Sample.result("")),
        Pair("responses", Sample.result(#""response":"a""#), Sample.result(#""response":"a ""#)),
        Pair(
            "composed and decomposed letters",
            Sample.result(#""response":"\#u{E9}""#),
            Sample.result(#""response":"e\#u{301}""#)
        ),
        Pair("durations", lasting("PT0.12S"), lasting("PT0.13S")),
        Pair("units of durations", lasting("PT60S"), lasting("PT1M")),
        Pair("extensions", extended("[1,2]"), extended("[2,1]")),
        Pair("kinds in extensions", extended("1"), extended(#""1""#)),
        Pair("null in an extension and nothing", extended("null"), Sample.result(#""extensions":{}"#)),
        Pair(
            "registrations",
            Sample.context(#""registration":"\#(Sample.uuid)""#),
            Sample.context(#""registration":"\#(other)""#)
        ),
        Pair(
            "kinds of context activity",
            Sample.context(#""contextActivities":{"parent":\#(Sample.activity)}"#),
            Sample.context(#""contextActivities":{"other":\#(Sample.activity)}"#)
        ),
        Pair("platforms", Sample.context(#""platform":"a""#), Sample.context(#""platform":"b""#)),
        Pair("timestamps of SubStatements", Sample.subStatement(), Sample.subStatement(#""timestamp":"2015-01-01""#)),
        Pair(
            "verbs of SubStatements",
            Sample.subStatement(),
            Sample.subStatement().replacing("completed\"},\"object\":{\"id\"", with: "passed\"},\"object\":{\"id\"")
        ),
        Pair(
            "relevant types",
            Sample.context(#""contextAgents":[{"objectType":"contextAgent","agent":\#(Sample.agent)}]"#),
            Sample.context(
                #""contextAgents":[{"objectType":"contextAgent","agent":\#(Sample.agent),"relevantTypes":["http://e.fr"]}]"#
            )
        ),
    ]

    @Test("differences that a server may make are ignored", arguments: same)
    func ignores(_ pair: Pair) throws {
        let (left, right) = (try Sample.read(pair.left, .v2_0), try Sample.read(pair.right, .v2_0))
        #expect(left.isEquivalent(to: right))
        #expect(right.isEquivalent(to: left))
    }

    @Test("all other differences count", arguments: different)
    func sees(_ pair: Pair) throws {
        let (left, right) = (try Sample.read(pair.left, .v2_0), try Sample.read(pair.right, .v2_0))
        #expect(!left.isEquivalent(to: right))
        #expect(!right.isEquivalent(to: left))
        #expect(left.isEquivalent(to: left))
    }
}
