import ExactJSON
import Testing
import XAPI

@Suite("Who and what a statement names")
struct RolesTests {
    private static func agent(_ name: String) -> String { #"{"objectType":"Agent","mbox":"mailto:\#(name)@e.fr"}"# }
    private static func group(_ name: String, _ members: String...) -> String {
        let list = members.map(agent).joined(separator: ",")
        return #"{"objectType":"Group","mbox":"mailto:\#(name)@e.fr","member":[\#(list)]}"#
    }
    private static func activity(_ name: String) -> String { #"{"id":"http://e.fr/\#(name)"}"# }

    private static func roles(_ json: String) throws -> [String: AgentRoles.Roles] {
        let agents = try Sample.read(json, .v2_0).agents
        return Dictionary(uniqueKeysWithValues: agents.map { ($0.canonical, $0.roles) })
    }
    private static func key(_ name: String) -> String { "mbox:mailto:\(name)@e.fr" }

    @Test("every place of a statement gives its role, members keep that of their group")
    func agents() throws {
        let context = """
            "context":{"instructor":\(Self.agent("i")),"team":\(Self.group("t", "t1", "a")),"contextAgents":[\
            {"objectType":"contextAgent","agent":\(Self.agent("ca"))}],"contextGroups":[\
            {"objectType":"contextGroup","group":\(Self.group("cg", "cg1"))}]},"authority":\(Self.agent("auth"))
            """
        let statement = Sample.statement(actor: Self.group("g", "a", "b"), object: Self.agent("o"), context)
        #expect(
            try Self.roles(statement) == [
                Self.key("g"): [.actor], Self.key("a"): [.actor, .team, .member], Self.key("b"): [.actor, .member],
                Self.key("o"): [.object], Self.key("i"): [.instructor], Self.key("t"): [.team],
                Self.key("t1"): [.team, .member], Self.key("ca"): [.contextAgent], Self.key("cg"): [.contextGroup],
                Self.key("cg1"): [.contextGroup, .member],
            ]
        )
    }

    @Test("what stands in a SubStatement has that one role")
    func subStatement() throws {
        let inner = """
            {"objectType":"SubStatement","actor":\(Self.group("g", "m")),"verb":\(Sample.verb),"object":\(Self.agent("o")),\
            "context":{"instructor":\(Self.agent("a")),"contextActivities":{"parent":\(Self.activity("p"))}}}
            """
        let json = Sample.statement(actor: Self.agent("a"), object: inner)
        let sub: AgentRoles.Roles = [.subStatement]
        #expect(
            try Self.roles(json) == [
                Self.key("a"): [.actor, .subStatement], Self.key("g"): sub, Self.key("m"): sub, Self.key("o"): sub,
            ]
        )
        let activities = try Sample.read(json).activities
        #expect(activities.map(\.id) == ["http://e.fr/p"])
        #expect(activities.map(\.roles) == [[.subStatement]])
    }

    @Test("2.4.2.2: each anonymous Group is distinct, so that its members alone can be asked for")
    func anonymous() throws {
        let crowd = #"{"objectType":"Group","name":"Nous","member":[\#(Self.agent("a"))]}"#
        let json = Sample.statement(actor: crowd, object: crowd, #""context":{"team":\#(crowd)}"#)
        #expect(try Self.roles(json) == [Self.key("a"): [.actor, .object, .team, .member]])
    }

    @Test("an agent named by many is named once, its domain's case aside")
    func once() throws {
        let json = Sample.statement(
            actor: #"{"mbox":"mailto:a@E.fr","name":"Anne"}"#,
            #""context":{"instructor":\#(Self.agent("a"))}"#
        )
        let agents = try Sample.read(json).agents
        #expect(agents.count == 1)
        #expect(agents.first?.name == "Anne")
        #expect(agents.first?.roles == [.actor, .instructor])
    }

    @Test("many agents are each found once")
    func many() throws {
        let names = (0..<200).map { "m\($0 % 100)" }
        let members = names.map(Self.agent).joined(separator: ",")
        let json = Sample.statement(actor: #"{"objectType":"Group","member":[\#(members)]}"#)
        #expect(try Sample.read(json).agents.map(\.canonical) == names.prefix(100).map(Self.key))
    }

    @Test("activities carry their roles and the first definition given")
    func activities() throws {
        let context = #"""
            "context":{"contextActivities":{"parent":\#(Self.activity("p")),"grouping":[\#(Self.activity("g")),
            {"id":"http://e.fr/p","definition":{"type":"http://e.fr/t"}}],"category":[\#(Self.activity("c"))],
            "other":[\#(Self.activity("o"))]}}
            """#
        let found = try Sample.read(Sample.statement(object: Self.activity("o"), context)).activities
        let roles = Dictionary(uniqueKeysWithValues: found.map { ($0.id, $0.roles) })
        #expect(
            roles == [
                "http://e.fr/o": [.object, .other], "http://e.fr/p": [.parent, .grouping], "http://e.fr/g": [.grouping],
                "http://e.fr/c": [.category],
            ]
        )
        #expect(found.first { $0.id == "http://e.fr/p" }?.definition?[key: "type"]?.string == "http://e.fr/t")
    }

    @Test("a voiding statement names its target, no other does")
    func voids() throws {
        let verb = #"{"id":"\#(VerbIRI.voided)"}"#
        #expect(try Sample.read(Sample.statement(verb: verb, object: Sample.reference)).voids?.canonical == Sample.uuid)
        #expect(try Sample.read(Sample.statement(object: Sample.reference)).voids == nil)
    }
}
