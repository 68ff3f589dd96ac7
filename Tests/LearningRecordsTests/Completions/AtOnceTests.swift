import Completion
import Foundation
import Persistence
import TestSupport
import Testing

@testable import LearningRecords

/// Writers on the same learners, rules that change, new versions of a course, tables of people and identifiers that move, all at
/// once and through two nodes, while somebody asks.
@Suite("everything at once")
struct AtOnceTests {
    private static let learners = 6
    private static let statements = 40
    private static let rules = ["scorm12.default", "xapi.verb", "scorm12.strict-pass", "half"]

    @Test("no answer is torn, and in the end none is wrong", arguments: Engine.allCases)
    func atOnce(engine: Engine) async throws {
        try await engine.withNodes(2) { nodes in
            let clock = TestClock()
            let one = RuleStore(try await RecordStore(nodes[0]), clock: clock)
            let other = RuleStore(try await RecordStore(nodes[1]), clock: clock)
            let course = try await SampleCourse.store(in: one.records)
            #expect(try await one.make("half", complete: #"{"scoreAtLeast":0.5}"#) == "created 1")
            let lea = try await one.people.make("Martin", matricule: "1", accounts: ["0", "1"])
            let tom = try await one.people.make("Durand", matricule: "2", accounts: ["2"])
            try await withThrowingTaskGroup(of: Bool.self) { group in
                for (writer, store) in [one, other].enumerated() {
                    group.addTask { try await Self.write(writer, to: course, in: store) }
                }
                group.addTask { try await Self.changeRules(of: course, in: other) }
                group.addTask { try await Self.change(course, in: one) }
                group.addTask { try await Self.move("1", from: lea, to: tom, in: other.people) }
                for store in [one, other] {
                    group.addTask {
                        while !Task.isCancelled { try await Self.ask(course, store.records) }
                        return false
                    }
                }
                var writing = 5
                while writing > 0, let isWriter = try await group.next() { writing -= isWriter ? 1 : 0 }
                group.cancelAll()
                while try await group.next() != nil {}
            }
            try await one.records.followUp()
            #expect(try await one.records.check() == [])
            #expect(try await one.people.standings() == one.people.standingsAnew())
            try await Self.ask(course, one.records)
        }
    }

    private static func write(_ writer: Int, to course: SampleCourse, in store: RuleStore) async throws -> Bool {
        for number in 0..<statements {
            let place = writer * 1_000 + number
            let agent = "\((number * 5 + writer) % learners)"
            let score = #","result":{"score":{"scaled":0.\#(number % 10)},"success":true}"#
            let verb = ["initialized", "completed", "passed", "failed"][number % 4]
            let text = CompletionScenario.says(
                place, verb, course.items[number % 2], agent: agent, more: verb == "passed" ? score : ""
            )
            _ = try await store.records.store([text])
            guard number % 7 == 6 else { continue }
            _ = try await store.records.store([voiding(numberedID(place + 500), numberedID(place - 3))])
        }
        return true
    }

    private static func changeRules(of course: SampleCourse, in store: RuleStore) async throws -> Bool {
        for number in 0..<12 {
            let rule = rules[number % rules.count]
            #expect(try await store.put(rule, in: course).hasPrefix(rule))
        }
        return true
    }

    /// New versions of the course, and tables of people.
    private static func change(_ course: SampleCourse, in store: RuleStore) async throws -> Bool {
        for number in 0..<6 {
            let items = number % 2 == 0 ? ["A", "B", "C"] : ["A", "B"]
            _ = try await SampleCourse.store(in: store.records, items: items, digest: UInt8(number + 2))
            let service = ["Voirie", "Culture"][number % 2]
            let table = "matricule;nom;service\n1;Martin;\(service)\n\(number + 10);Nom \(number);\(service)\n"
            _ = try await store.people.take(table)
        }
        return true
    }

    private static func move(
        _ account: String, from one: UUID, to other: UUID, in people: PeopleStore
    ) async throws -> Bool {
        for number in 0..<8 {
            let (from, to) = number % 2 == 0 ? (one, other) : (other, one)
            _ = try await people.change(.detach(from: from), PeopleStore.account(account), by: "drh")
            _ = try await people.change(.attach(to: to), PeopleStore.account(account), by: "drh")
        }
        return true
    }

    /// Every answer is of one moment: one rule, each learner once, statuses with their reasons, and a list by status holds no
    /// other.
    private static func ask(_ course: SampleCourse, _ records: RecordStore) async throws {
        let lines = try await records.completions { $0.course = course.iri }
        #expect(Set(lines.map { "\($0.rule.id) \($0.rule.version)" }).count <= 1)
        #expect(Set(lines.map(\.logSize)).count <= 1)
        let learners = lines.map { $0.learner.person?.id.uuidString ?? $0.learner.actor?.searchable ?? "-" }
        #expect(Set(learners).count == learners.count, "\(learners)")
        for line in lines {
            let status = line.evaluation.status
            #expect((status == .completed) == line.evaluation.completed)
            #expect([.completed, .failed].contains(status) != line.evaluation.because.isEmpty, "\(status)")
        }
        let completed = try await records.completions {
            $0.course = course.iri
            $0.status = .completed
        }
        #expect(completed.allSatisfy { $0.isPending || $0.evaluation.status == .completed })
    }
}
