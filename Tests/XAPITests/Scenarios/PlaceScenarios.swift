import XAPI

/// An object of a statement, every one of them once, with room for one more member.
struct StatementPlace: Sendable {
    let name: String
    /// Of the rule that an unknown key breaks there.
    let section: String
    let pointer: String
    /// A key that the object knows.
    let key: String
    let versions: [XAPIVersion]
    /// The statement with this member added to the object.
    let adding: @Sendable (String) -> String

    init(
        _ name: String,
        _ section: String,
        _ pointer: String,
        knows key: String,
        under versions: [XAPIVersion] = XAPIVersion.allCases,
        _ adding: @escaping @Sendable (String) -> String,
    ) {
        self.name = name
        self.section = section
        self.pointer = pointer
        self.key = key
        self.versions = versions
        self.adding = adding
    }

    private static func agent(_ member: String) -> String { #"{"mbox":"mailto:a@b.fr",\#(member)}"# }
    private static func group(_ member: String) -> String {
        #"{"objectType":"Group","member":[\#(Sample.agent)],\#(member)}"#
    }
    private static func activity(_ member: String) -> String { #"{"id":"http://e.fr/1",\#(member)}"# }

    static let all = actors + contexts + parts

    private static let actors = [
        StatementPlace("an Agent", "2.4.2.1", "/actor", knows: "name") { Sample.statement(actor: agent($0)) },
        StatementPlace("a Group", "2.4.2.1", "/actor", knows: "member") { Sample.statement(actor: group($0)) },
        StatementPlace("a member", "2.4.2.1", "/actor/member/1", knows: "openid") {
            Sample.statement(actor: #"{"objectType":"Group","member":[\#(Sample.agent),\#(agent($0))]}"#)
        },
        StatementPlace("an account", "2.4.2.4", "/actor/account", knows: "homePage") {
            Sample.statement(actor: #"{"account":{"homePage":"http://e.fr","name":"x",\#($0)}}"#)
        },
        StatementPlace("an Agent as object", "2.4.2.1", "/object", knows: "mbox_sha1sum") {
            Sample.statement(object: #"{"objectType":"Agent","mbox":"mailto:a@b.fr",\#($0)}"#)
        },
        StatementPlace("an authority", "2.4.2.1", "/authority", knows: "account") {
            Sample.statement(#""authority":\#(agent($0))"#)
        },
        StatementPlace("an instructor", "2.4.2.1", "/context/instructor", knows: "name") {
            Sample.context(#""instructor":\#(agent($0))"#)
        },
        StatementPlace("a team", "2.4.2.1", "/context/team", knows: "name") {
            Sample.context(#""team":\#(group($0))"#)
        },
        StatementPlace(
            "a context agent's Agent", "2.4.2.1", "/context/contextAgents/0/agent", knows: "name", under: [.v2_0]
        ) {
            Sample.context(#""contextAgents":[{"objectType":"contextAgent","agent":\#(agent($0))}]"#)
        },
        StatementPlace(
            "a context group's Group", "2.4.2.1", "/context/contextGroups/0/group", knows: "name", under: [.v2_0]
        ) {
            Sample.context(#""contextGroups":[{"objectType":"contextGroup","group":\#(group($0))}]"#)
        },
    ]

    private static let contexts = [
        StatementPlace("a context", "2.4.6", "/context", knows: "registration") { Sample.context($0) },
        StatementPlace("contextActivities", "2.4.6.2", "/context/contextActivities", knows: "grouping") {
            Sample.context(#""contextActivities":{\#($0)}"#)
        },
        StatementPlace("a context Activity", "2.4.4.1", "/context/contextActivities/other/0", knows: "definition") {
            Sample.context(#""contextActivities":{"other":[\#(activity($0))]}"#)
        },
        StatementPlace("a context's statement", "2.4.4.3", "/context/statement", knows: "id") {
            Sample.context(#""statement":{"objectType":"StatementRef","id":"\#(Sample.uuid)",\#($0)}"#)
        },
        StatementPlace("a context agent", "4.2.2.5", "/context/contextAgents/0", knows: "relevantTypes", under: [.v2_0])
        {
            Sample.context(#""contextAgents":[{"objectType":"contextAgent","agent":\#(Sample.agent),\#($0)}]"#)
        },
        StatementPlace("a context group", "4.2.2.5", "/context/contextGroups/0", knows: "group", under: [.v2_0]) {
            Sample.context(#""contextGroups":[{"objectType":"contextGroup","group":\#(Sample.group),\#($0)}]"#)
        },
    ]

    private static let parts = [
        StatementPlace("a statement", "2.4", "", knows: "timestamp") { Sample.statement($0) },
        StatementPlace("a verb", "2.4.3", "/verb", knows: "display") {
            Sample.statement(verb: #"{"id":"http://e.fr/v",\#($0)}"#)
        },
        StatementPlace("an Activity", "2.4.4.1", "/object", knows: "definition") {
            Sample.statement(object: activity($0))
        },
        StatementPlace("a definition", "2.4.4.1", "/object/definition", knows: "moreInfo") { Sample.definition($0) },
        StatementPlace("a component", "2.4.4.1", "/object/definition/choices/0", knows: "description") {
            Sample.definition(#""interactionType":"choice","choices":[{"id":"a",\#($0)}]"#)
        },
        StatementPlace("a reference", "2.4.4.3", "/object", knows: "id") {
            Sample.statement(object: #"{"objectType":"StatementRef","id":"\#(Sample.uuid)",\#($0)}"#)
        },
        StatementPlace("a SubStatement", "2.4", "/object", knows: "result") { Sample.subStatement($0) },
        StatementPlace("a SubStatement's verb", "2.4.3", "/object/verb", knows: "display") {
            let verb = #"{"id":"http://e.fr/v",\#($0)}"#
            let object = #""actor":\#(Sample.agent),"verb":\#(verb),"object":\#(Sample.activity)"#
            return Sample.statement(object: #"{"objectType":"SubStatement",\#(object)}"#)
        },
        StatementPlace("a result", "2.4.5", "/result", knows: "success") { Sample.result($0) },
        StatementPlace("a score", "2.4.5.1", "/result/score", knows: "scaled") { Sample.score($0) },
        StatementPlace("an attachment", "2.4.11", "/attachments/0", knows: "fileUrl") {
            Sample.attachment("description", #"{"fr":"x"},\#($0)"#)
        },
    ]
}

extension StatementScenario {
    /// 2.0 refuses what it does not define "everywhere but inside extensions"; 1.0.3 SHOULD*.
    static let unknownKeys = StatementPlace.all.map { place in
        refuse(
            "\(place.section): a key that \(place.name) does not know",
            place.adding(#""inconnu":{}"#),
            .unknownProperty,
            place.pointer + "/inconnu",
            under: place.versions
        )
    }

    static let keysInWrongCase = StatementPlace.all.map { place in
        let key = place.key.prefix(1).uppercased() + place.key.dropFirst()
        return refuse(
            "2.2: \(key) in \(place.name)",
            place.adding("\"\(key)\":{}"),
            .wrongCase,
            place.pointer + "/" + key,
            under: place.versions
        )
    }

    static let nulls = StatementPlace.all.map { place in
        // Where the place gives the key a value already, null comes behind it: a key twice is the document's affair.
        refuse(
            "2.2: null in \(place.name)",
            place.adding("\"\(place.key)\":null"),
            .nullValue,
            place.pointer + "/" + place.key,
            under: place.versions
        )
    }
}
