import Completion
import EvidenceVerification
import Foundation
import Persistence
import TestSupport
import Testing
import TransparencyLog
import XAPI

@testable import LearningRecords

extension EvidenceStore {
    /// Lets the tree grow over so many more records, and signs it.
    fileprivate func seal(_ count: Int) async throws {
        let size = try await log.records.database.read { try $0.treeSize() }
        try await log.records.grow(to: Int(size) + count)
        _ = try await log.sign()
    }

    /// Builds, verifies, and compares with what the service says of everybody in the course.
    fileprivate func agree(_ comment: Comment) async throws {
        let outcome = try await build(BundleQuestion(course: course.iri))
        let answers = try await log.records.completions { $0.course = course.iri }
        #expect(outcome == .ready(claims: answers.count), comment)
        let (truth, lines) = verify()
        #expect(truth == .holds, "\(comment): \(lines)")
        let content = try #require(try members().first { $0.path == "claims.json" }?.content)
        let claims = try #require(try JSONSerialization.jsonObject(with: Data(content)) as? [[String: Any]])
        let said = claims.map { claim in
            let rule = claim["rule"] as? [String: Any]
            let because = (claim["because"] as? [[String: Any]] ?? []).compactMap { $0["statement"] as? String }
            let findings = claim["findings"] as? [String] ?? []
            return "\(rule?["id"] ?? "") \(rule?["version"] ?? "") \(claim["status"] ?? "") \(because) \(findings)"
        }
        let expected = answers.map { answer in
            let evaluation = answer.evaluation
            return "\(answer.rule.id) \(answer.rule.version) \(evaluation.status.rawValue) "
                + "\(evaluation.because.map(\.statement.canonical)) \(evaluation.findings)"
        }
        #expect(said.sorted() == expected.sorted(), comment)
    }

    fileprivate var rules: RuleStore { RuleStore(log.records, clock: TestClock()) }
}

@Suite("bundles where somebody chose")
struct BundleChoiceTests {
    @Test("a rule that came after the last period counts in place of the one before", arguments: Engine.allCases)
    func laterRule(engine: Engine) async throws {
        try await EvidenceStore.run(on: engine) { store in
            #expect(try await store.rules.put("scorm12.strict-pass", in: store.course) == "scorm12.strict-pass 1")
            try await store.closePeriod()
            #expect(try await store.rules.put("scorm12.default", in: store.course) == "scorm12.default 1")
            try await store.seal(1)
            try await store.agree("not summed up yet")
        }
    }

    @Test(
        "judge by the rule that was put in force, shipped or not, once a checkpoint covers it",
        arguments: Engine.allCases)
    func rule(engine: Engine) async throws {
        try await EvidenceStore.run(on: engine) { store in
            let rules = store.rules
            #expect(try await rules.put("scorm12.strict-pass", in: store.course) == "scorm12.strict-pass 1")
            _ = try await store.build()
            #expect(try store.members().contains { $0.path == "rules/scorm12.default.json" }, "the checkpoint is older")
            #expect(store.verify().truth == .holds)
            try await store.seal(1)
            try await store.agree("shipped")
            #expect(try await rules.make("interne", complete: #"{"opened":true}"#) == "created 1")
            #expect(try await rules.make("interne", complete: #"{"completed":true}"#) == "created 2")
            #expect(try await rules.put("interne", version: 1, in: store.course) == "interne 1")
            try await store.seal(1)
            try await store.agree("own")
            #expect(try store.members().contains { $0.path == "rules/interne.1.json" })
            #expect(try await rules.put("interne", in: store.course) == "interne 2")
            try await store.seal(1)
            try await store.agree("its next version")
            #expect(try await rules.put("scorm12.default", in: store.course) == "scorm12.default 1")
            try await store.seal(1)
            try await store.agree("back")
            #expect(try await store.log.records.firstWrongLeaf() == nil)
        }
    }

    @Test("count nothing that a source says where it is not trusted", arguments: Engine.allCases)
    func trust(engine: Engine) async throws {
        try await EvidenceStore.run(on: engine) { store in
            let records = store.log.records
            let save = SaveSource(database: records.database, outlines: records.outlines)
            for trust in [StatementSource.Trust.courses([]), .courses([store.course.iri]), .courses([]), .all] {
                _ = try await save(.init(name: "test", label: "Test", trust: trust), by: "drh")
                try await store.seal(1)
                try await store.agree("\(trust)")
            }
            #expect(try await records.firstWrongLeaf() == nil)
        }
    }

    @Test("rest on decisions, and on what took them back", arguments: Engine.allCases)
    func decisions(engine: Engine) async throws {
        try await EvidenceStore.run(on: engine) { store in
            let decisions = try DecisionStore(store.rules)
            defer { try? FileManager.default.removeItem(at: decisions.folder) }
            #expect(try await decisions.says(200, .completion, of: .person(store.tom), in: store.course) == nil)
            try await store.seal(1)
            try await store.agree("decided")
            #expect(try await store.build(BundleQuestion(status: .completed)) == .ready(claims: 2))
            let claims = try #require(try store.members().first { $0.path == "claims.json" }?.content)
            #expect(String(decoding: claims, as: UTF8.self).contains(#""says":"decision completion""#))
            #expect(try await decisions.says(201, .refusal, of: .person(store.lea), in: store.course) == nil)
            try await store.seal(1)
            try await store.agree("refused")
            #expect(try await decisions.takesBack(201) == nil)
            #expect(try await decisions.takesBack(200) == nil)
            try await store.seal(2)
            try await store.agree("revoked")
            #expect(try await store.build(BundleQuestion(status: .completed)) == .ready(claims: 1))
            #expect(store.verify().truth == .holds)
        }
    }

    @Test("are not made before what was chosen has its leaf, which an upgrade gives it", arguments: Engine.allCases)
    func upgrade(engine: Engine) async throws {
        try await EvidenceStore.run(on: engine) { store in
            let database = store.log.records.database
            _ = try await store.rules.put("scorm12.strict-pass", in: store.course)
            try await database.write { transaction in
                try transaction.execute("DELETE FROM log_entry WHERE kind = 4")
                if transaction.engine == .postgres { try transaction.execute("DELETE FROM log_queue WHERE kind = 4") }
            }
            try await store.log.grow(300..<301)
            _ = try await store.log.sign()
            #expect(try await store.build() == .refused(.notYet))
            try await database.write { try Migration0029Choices().run(in: $0) }
            #expect(try await store.build() == .refused(.notYet))
            try await store.seal(1)
            try await store.agree("with its leaf")
        }
    }
}
