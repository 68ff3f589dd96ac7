import ExactJSON
import Testing
import XAPI

@Suite("xAPI Data, one row for each demand")
struct StatementScenarioTests {
    @Test(
        "accepted or refused as the section says", arguments: StatementScenario.all + StatementScenario.responsePatterns
    )
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

    private static func duplicate(in json: String) throws -> InvalidStatement? {
        InvalidStatement(duplicateKeysIn: try JSONDocument(reading: Array(json.utf8)))
    }

    @Test("2.2: a key given twice is refused, in every object", arguments: StatementPlace.all)
    func duplicateKeys(_ place: StatementPlace) throws {
        let twice = try #require(try Self.duplicate(in: place.adding(#""x":1,"\u0078":2"#)))
        #expect(twice.code == .duplicateKey)
        #expect(twice.pointer.description == place.pointer + "/x")
        #expect(twice.section == "xAPI 1.0.3 Data 2.2")
        #expect(try Self.duplicate(in: place.adding(#""x":1,"X":2"#)) == nil)
        let batch = try Self.duplicate(in: "[\(Sample.statement()),\(place.adding(#""x":1,"x":2"#))]")
        #expect(batch?.pointer.description == "/1" + place.pointer + "/x")
    }

    @Test("4.1: a key given twice inside the value of an extension is the sender's affair, a whole extension is not")
    func duplicateExtensions() throws {
        func refusal(_ extensions: String) throws -> InvalidStatement? {
            try Self.duplicate(in: Sample.result(#""extensions":{\#(extensions)}"#))
        }
        #expect(try refusal(#""http://e.fr/x":{"a":1,"a":2}"#) == nil)
        #expect(try refusal(#""http://e.fr/x":[{"a":1,"b":{"c":1,"c":2}}]"#) == nil)
        #expect(try refusal(#""http://e.fr/x":1,"http://e.fr/x":2"#) != nil)
        #expect(try Self.duplicate(in: Sample.definition(#""name":{"fr":"a","fr":"b"}"#)) != nil)
        #expect(try Self.duplicate(in: Sample.statement()) == nil)
    }

    @Test("2.2: numbers are read at least as exactly as in 32 bits")
    func numbers() throws {
        let score = try #require(
            try Sample.read(Sample.score(#""raw":16777217.25,"max":1e38,"min":-1.17549435e-38"#)).result?.score)
        #expect(score.raw == 16_777_217.25)
        #expect(score.max == 1e38)
        #expect(score.min == -1.17549435e-38)
    }

    @Test("Communication 1.4: bytes that are no UTF-8 are no statement")
    func invalidUTF8() {
        let bytes = Array(Sample.statement(actor: #"{"mbox":"mailto:a@b.fr","name":"@"}"#).utf8)
        for wrong: [UInt8] in [[0xFF], [0xC3], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0]] {
            let changed = bytes.flatMap { $0 == UInt8(ascii: "@") ? wrong : [$0] }
            #expect(throws: JSONError.self) { try JSONDocument(reading: changed) }
        }
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
        + serverSet + attachments + onlyIn2 + contextActors + contextActorCorners + unknownKeys + keysInWrongCase
        + nulls + emptyTexts + timestamps + durations + versions + texts
}
