import ExactJSON
import Testing
import XAPI

@Suite("xAPI Data, one row for each demand")
struct StatementScenarioTests {
    @Test("accepted or refused as the section says", arguments: StatementScenario.all)
    func scenario(_ scenario: StatementScenario) throws {
        for version in scenario.versions {
            let refusal = try Sample.refusal(of: scenario.json, version)
            #expect(refusal?.code == scenario.refusal?.code, "\(version): \(refusal?.message.english ?? "accepted")")
            #expect(refusal?.pointer.description == scenario.refusal?.pointer)
            if let refusal {
                #expect(refusal.section.hasSuffix(" \(scenario.section)"))
                #expect(!refusal.message.french.isEmpty && !refusal.message.english.isEmpty)
            }
        }
    }

    @Test("what only 2.0 knows is refused under 1.0.3", arguments: StatementScenario.onlyIn2)
    func newIn2(_ scenario: StatementScenario) throws {
        let refusal = try #require(try Sample.refusal(of: scenario.json, .v1_0_3))
        #expect(refusal.code == .notInThisVersion || refusal.code == .unsupportedVersion)
    }

    @Test("the pointer of a refusal starts where the statement stands in its batch")
    func batch() throws {
        let document = try JSONDocument(reading: Array("[\(Sample.statement()),\(Sample.score(#""scaled":2"#))]".utf8))
        let second = try #require(Array(document.root.elements).last)
        let place = JSONPointer().appending(1)
        let refusal = #expect(throws: InvalidStatement.self) {
            try Statement(reading: second, version: .v2_0, pointer: place)
        }
        #expect(refusal?.pointer.description == "/1/result/score/scaled")
    }

    @Test("2.2: a key given twice is refused, except inside the value of an extension")
    func duplicateKeys() throws {
        func refusal(_ json: String) throws -> InvalidStatement? {
            InvalidStatement(duplicateKeysIn: try JSONDocument(reading: Array(json.utf8)))
        }
        let twice = try #require(try refusal(Sample.result(#""success":true,"success":false"#)))
        #expect(twice.code == .duplicateKey)
        #expect(twice.pointer.description == "/result/success")
        #expect(twice.section == "xAPI 1.0.3 Data 2.2")
        #expect(try refusal(Sample.result(#""extensions":{"http://e.fr/x":{"a":1,"a":2}}"#)) == nil)
        #expect(try refusal(Sample.result(#""extensions":{"http://e.fr/x":1,"http://e.fr/x":2}"#)) != nil)
        #expect(try refusal(Sample.statement()) == nil)
    }

    @Test("more than 1,000 distinct agents are refused, the same ones repeated are not")
    func distinctAgents() throws {
        func group(_ names: [Int]) -> String {
            let members = names.map { #"{"account":{"homePage":"https://rh.example.fr","name":"\#($0)"}}"# }
            return #"{"objectType":"Group","member":[\#(members.joined(separator: ","))]}"#
        }
        #expect(try Sample.refusal(of: Sample.statement(actor: group(Array(0..<1000))), .v1_0_3) == nil)
        let repeated = (0..<3000).map { $0 % 1000 }
        #expect(try Sample.refusal(of: Sample.statement(actor: group(repeated)), .v1_0_3) == nil)
        let tooMany = try Sample.refusal(of: Sample.statement(actor: group(Array(0..<1001))), .v1_0_3)
        #expect(tooMany?.code == .tooManyAgents)
        #expect(tooMany?.message.english.contains("1000") == true)
    }

    @Test("a statement larger than the limit is refused")
    func tooLarge() throws {
        let root = try JSONDocument(reading: Array(Sample.statement().utf8)).root
        let refusal = #expect(throws: InvalidStatement.self) {
            try Statement(reading: root, version: .v1_0_3, limits: Statement.Limits(bytes: 20))
        }
        #expect(refusal?.code == .statementTooLarge)
    }
}

extension StatementScenario {
    static let all =
        formatting + actors + identifiers + verbs + objects + interactions + subStatements + results + contexts
        + serverSet + attachments + onlyIn2 + contextActors
}
