import Completion
import Foundation
import Persistence
import TestSupport
import XAPI

@testable import LearningRecords

/// Things that happen at random, and what is answered in between.
struct RandomHistory {
    let decisions: DecisionStore
    let cegos: Credential
    let sources: SourceStore
    private var random: SplitMix64
    private var course: SampleCourse
    private let people: [UUID]
    /// Statements that were stored, and could be voided.
    private(set) var stored: [Int] = []
    private var number = 0
    private var isMerged = false

    private var rules: RuleStore { decisions.rules }
    private var records: RecordStore { rules.records }

    static let agents = ["1", "2", "3", "4"]

    init(_ decisions: DecisionStore, seed: UInt64) async throws {
        self.decisions = decisions
        random = SplitMix64(seed: seed)
        sources = try await SourceStore(decisions.rules.records)
        cegos = sources.cegos
        course = try await SampleCourse.store(in: decisions.rules.records)
        let store = decisions.rules.people
        people = [try await store.make("Un", accounts: ["1"]), try await store.make("Deux", accounts: ["2"])]
        _ = try await decisions.rules.make(
            "monthly", complete: #"{"rule":"scorm12.default"}"#, more: #","validity":"P1M""#
        )
        let verbs = "http://adlnet.gov/expapi/verbs/"
        let told = #"{"statement":{"verb":"\#(verbs)initialized","result":{"scoreAtLeast":0.5}}}"#
        _ = try await decisions.rules.make(
            "told",
            complete: #"{"any":[{"activity":"A","is":\#(told)},{"statement":{"verb":"\#(verbs)attended"}}]}"#
        )
    }

    private static let rules = ["scorm12.default", "attendance", "xapi.verb", "monthly", "told"]

    mutating func pick<T>(_ list: [T]) -> T { list[Int(random.next() % UInt64(list.count))] }

    private var account: (String) -> InverseFunctionalIdentifier { PeopleStore.account }

    mutating func step() async throws {
        rules.clock.advance(seconds: Int64(random.next() % (6 * 86_400)))
        switch random.next() % 20 {
        case 0...8: try await state()
        case 9: try await void()
        case 10, 11: try await moveIdentifier()
        case 12: try await mergeOrSplit()
        case 13: _ = try await sources.trust(pick([.all, .courses([]), .courses([course.iri])]))
        case 14: _ = try await rules.put(pick(Self.rules), in: course)
        case 15, 16: try await decide()
        case 17: _ = try await rules.expire()
        case 18 where course.items.count == 2:
            course = try await SampleCourse.store(in: records, items: ["A", "B", "C"], digest: 2)
        default: _ = try await rules.people.change(pick([.share, .unshare]), account("4"), by: "drh")
        }
        try await sources.rewrite()
    }

    private mutating func next() -> Int {
        number += 1
        stored.append(number)
        return number
    }

    private mutating func state() async throws {
        let verb = pick(["completed", "passed", "failed", "initialized", "attended"])
        let item = pick(course.items + [course.iri])
        let more = pick(["", #","result":{"score":{"scaled":0.5},"duration":"PT10M"}"#])
        let says = CompletionScenario.says(next(), verb, item, agent: pick(Self.agents), more: more)
        _ = try await records.store([says], as: pick([cegos, records.credential]))
    }

    private mutating func void() async throws {
        if !stored.isEmpty { try await void(numberedID(pick(stored))) }
    }

    mutating func void(_ target: String) async throws {
        number += 1
        _ = try await records.store([voiding(numberedID(number), target)])
    }

    private mutating func moveIdentifier() async throws {
        let person = pick(people)
        _ = try await rules.people.change(
            pick([.attach(to: person), .detach(from: person)]), account(pick(["3", "4"])), by: "drh")
    }

    private mutating func mergeOrSplit() async throws {
        if isMerged {
            _ = try await rules.people.split(people[1], from: people[0], by: "drh")
        } else {
            _ = try await rules.people.merge(people[1], into: people[0], by: "drh")
        }
        isMerged.toggle()
    }

    private mutating func decide() async throws {
        let learner = pick([Decision.Learner.person(people[0]), .person(people[1]), .actor(account("3"))])
        let kind = pick(Decision.Kind.allCases)
        if random.next() % 3 == 0, let target = stored.last {
            _ = try await decisions.takesBack(target)
        } else {
            _ = try await decisions.says(next(), kind, of: learner, in: course)
        }
    }

    /// Every question, now or as of a time.
    func answers(asOf time: Int64? = nil) async throws -> [String] {
        var asked: [@Sendable (inout FindCompletions.Request) -> Void] = [
            { _ in }, { [course] in $0.course = course.iri },
        ]
        asked += CompletionStatus.allCases.map { status in { $0.status = status } }
        asked += people.flatMap { person in
            [{ $0.person = person }, { [course] in ($0.person, $0.course) = (person, course.iri) }]
        }
        asked += Self.agents.map { agent in
            { [course] in ($0.actor, $0.course) = (PeopleStore.account(agent), course.iri) }
        }
        var said: [String] = []
        for (place, ask) in asked.enumerated() {
            let found = try await records.completions { request in
                request.limit = 3
                request.asOf = time
                ask(&request)
            }
            said += found.map { "\(place): \(Self.line($0))" }.sorted()
        }
        return said
    }

    private static func line(_ answer: CompletionAnswer) -> String {
        let evaluation = answer.evaluation
        let who = "\(answer.learner.person?.name ?? "-") \(answer.learner.actor?.searchable ?? "-")"
        let because = evaluation.because.map { "\($0.statement.uuidString.suffix(4)) \($0.says)" }
        return """
            \(who) v\(answer.course.version) \(answer.rule.id) \(evaluation.status) \(because) \(evaluation.success) \
            \(evaluation.completed) \(evaluation.firstCompletedAt ?? 0) \(evaluation.expiresAt ?? 0) \
            \(evaluation.timeCounted) \(evaluation.score?.scaled ?? -1) \(evaluation.progress ?? -1) \
            \(evaluation.findings) \(evaluation.missing.map(\.identifier)) \(answer.learner.isShared) \
            \(answer.isPending ? "pending" : "") \(answer.leaves.keys.map(\.uuidString).sorted()) \(answer.logSize)
            """
    }
}
