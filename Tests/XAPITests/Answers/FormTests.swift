import ExactJSON
import Foundation
import Testing
import XAPI

@Suite("statements as they are given back")
struct FormTests {
    static let scenarios =
        FormScenario.timestamps + FormScenario.contextActors + FormScenario.activityLists + FormScenario.faithful
        + FormScenario.ids + FormScenario.canonicals

    @Test("each form changes what it must, and no other byte", arguments: scenarios)
    func forms(_ scenario: FormScenario) throws {
        let needs = AnswerNeeds(of: try Sample.read(scenario.sent, .v2_0))
        let given = try scenario.form.bytes(
            of: Array(scenario.sent.utf8),
            needs: needs,
            setting: FormScenario.server()
        )
        let text = String(decoding: given, as: UTF8.self)
        #expect(text.utf8.elementsEqual(try scenario.expected().utf8), "\(text)")
    }

    private static let forms = XAPIVersion.allCases.flatMap { version in
        StatementForm.Format.allCases.map { StatementForm(version: version, format: $0) }
    }
    private static let accepted = StatementScenario.all.filter { $0.refusal == nil }

    @Test("whatever is accepted is given back as a statement that says the same", arguments: accepted)
    func same(_ scenario: StatementScenario) throws {
        let sent = try Sample.read(scenario.json, .v2_0)
        let raw = Array(sent.json.bytes)
        let needs = AnswerNeeds(of: sent)
        for form in Self.forms {
            let bytes = try form.bytes(of: raw, needs: needs, setting: FormScenario.server())
            let document = try JSONDocument(reading: bytes)
            #expect(document.duplicateKeys.allSatisfy { $0.isInside("extensions", levels: 2) })
            let given = try Statement(reading: document.root, version: .v2_0)
            #expect(given.sentStored?.rfc3339 == FormScenario.stored)
            #expect(given.id != nil && given.timestamp != nil && given.version != nil && given.sentAuthority != nil)
            #expect(AnswerNeeds(of: given).isDisjoint(with: .answered(under: form.version)))
            guard form.format != .ids, form.version == .v2_0 || !needs.contains(.contextActors) else { continue }
            #expect(given.isEquivalent(to: sent))
        }
    }

    @Test("what is given under 1.0.3 is valid there, but for a version that is retained", arguments: accepted)
    func old(_ scenario: StatementScenario) throws {
        let sent = try Sample.read(scenario.json, .v2_0)
        for form in Self.forms where form.version == .v1_0_3 {
            let bytes = try form.bytes(
                of: Array(sent.json.bytes),
                needs: AnswerNeeds(of: sent),
                setting: FormScenario.server(.v1_0_3)
            )
            let refusal = try Sample.refusal(of: String(decoding: bytes, as: UTF8.self), .v1_0_3)
            #expect(refusal == nil || refusal?.code == .unsupportedVersion && sent.version?.hasPrefix("2.0") == true)
        }
    }

    @Test("a statement that is not read again is the same as one that is", arguments: accepted)
    func fastPath(_ scenario: StatementScenario) throws {
        let sent = try Sample.read(scenario.json, .v2_0)
        let needs = AnswerNeeds(of: sent)
        guard needs.isDisjoint(with: [.overwriting, .conversion, .activityLists, .contextActors]) else { return }
        for form in [StatementForm.old, .new] {
            let raw = Array(sent.json.bytes)
            let appended = try form.bytes(of: raw, needs: needs, setting: FormScenario.server())
            let rewritten = try form.bytes(of: raw, needs: needs.union(.overwriting), setting: FormScenario.server())
            #expect(appended == rewritten)
        }
    }

    @Test("a version that was not sent is that of the rules under which the statement came")
    func versions() throws {
        let raw = Array(Sample.statement().utf8)
        for (version, text) in [(XAPIVersion.v1_0_3, "1.0.0"), (.v2_0, "2.0.0")] {
            let bytes = try StatementForm.old.bytes(of: raw, needs: .version, setting: FormScenario.server(version))
            #expect(try JSONDocument(reading: bytes).root[key: "version"]?.string == text)
        }
    }

    @Test("bytes that are no JSON are thrown, never given back as they are")
    func broken() throws {
        #expect(throws: JSONError.self) {
            try StatementForm.ids.bytes(of: Array("{".utf8), needs: [], setting: FormScenario.server())
        }
        let form = StatementForm.canonical("", ["https://example.fr/cours/1": "{"])
        #expect(throws: JSONError.self) {
            try form.bytes(of: Array(Sample.statement().utf8), needs: [], setting: FormScenario.server())
        }
    }
}

@Suite("what an answer needs, known when a statement comes")
struct AnswerNeedsTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let json: String
        let needs: AnswerNeeds

        init(_ name: String, _ json: String, _ needs: AnswerNeeds) {
            testDescription = name
            self.json = json
            self.needs = needs
        }

        private static let whole =
            #""id":"\#(Sample.uuid)","timestamp":"2015-11-18T12:17:00.5Z","version":"1.0.0""#
        private static func whole(_ more: String) -> String { Sample.statement(whole + "," + more) }
        private static let single = #""contextActivities":{"other":\#(Sample.activity)}"#

        static let all = [
            Case("nothing but three properties", Sample.statement(), [.id, .timestamp, .version]),
            Case("all that a sender may give", Sample.statement(whole), []),
            Case("stored", whole(#""stored":"2015-01-01T00:00:00Z""#), .overwriting),
            Case("authority", whole(#""authority":\#(Sample.agent)"#), .overwriting),
            Case(
                "another zone", Sample.statement(#""timestamp":"2015-01-01T00:00:00+01:00""#),
                [.id, .version, .conversion]),
            Case(
                "a SubStatement's zone", Sample.subStatement(#""timestamp":"2015-01-01""#),
                [.id, .timestamp, .version, .conversion]),
            Case("a single Activity", whole(#""context":{\#(single)}"#), .activityLists),
            Case(
                "a SubStatement's", Sample.subStatement(#""context":{\#(single)}"#),
                [.id, .timestamp, .version, .activityLists]),
            Case("lists of Activities", whole(#""context":{"contextActivities":{"other":[\#(Sample.activity)]}}"#), []),
            Case("context agents", whole(#""context":{"contextAgents":[]}"#), .contextActors),
            Case("context groups", whole(#""context":{"contextGroups":[]}"#), .contextActors),
            Case(
                "a SubStatement's", Sample.subStatement(#""context":{"contextGroups":[]}"#),
                [.id, .timestamp, .version, .contextActors]),
        ]
    }

    @Test("each need is seen", arguments: Case.all)
    func needs(_ scenario: Case) throws {
        #expect(AnswerNeeds(of: try Sample.read(scenario.json, .v2_0)) == scenario.needs)
    }

    @Test("bits keep their values, since they are stored")
    func bits() {
        let bits: [AnswerNeeds] = [
            .id, .timestamp, .version, .overwriting, .conversion, .activityLists, .contextActors,
        ]
        #expect(bits.map(\.rawValue) == [1, 2, 4, 8, 16, 32, 64])
    }
}

extension AnswerNeeds {
    /// What no answer under this version may still need.
    fileprivate static func answered(under version: XAPIVersion) -> AnswerNeeds {
        let always: AnswerNeeds = [.id, .timestamp, .version, .activityLists]
        return always.union(version == .v2_0 ? .conversion : .contextActors)
    }
}
