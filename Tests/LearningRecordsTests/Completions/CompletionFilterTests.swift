import Completion
import Foundation
import Persistence
import TestSupport
import Testing
import XAPI

@testable import LearningRecords

/// A filter, and the same said of one line of the list of everything.
struct FilterScenario: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let ask: @Sendable (inout FindCompletions.Request) -> Void
    let holds: @Sendable (CompletionAnswer) -> Bool

    init(
        _ sentence: String, _ ask: @escaping @Sendable (inout FindCompletions.Request) -> Void,
        _ holds: @escaping @Sendable (CompletionAnswer) -> Bool
    ) {
        testDescription = sentence
        self.ask = ask
        self.holds = holds
    }

    private static func time(_ text: String) -> Int64 { Instant(iso8601: text + "T00:00:00Z")?.microseconds ?? 0 }

    private static func completed(_ line: CompletionAnswer, _ range: Range<Int64>) -> Bool {
        line.evaluation.firstCompletedAt.map(range.contains) ?? false
    }

    private static func then(_ line: CompletionAnswer) -> [AttributeName: String]? {
        line.evaluation.firstCompletedAt.map { line.learner.values(on: Day(containing: $0)) }
    }

    private static func now(_ line: CompletionAnswer) -> [AttributeName: String] {
        line.learner.values(on: Day(containing: line.asOf.microseconds))
    }

    private static let february = time("2020-02-01")..<time("2020-03-01")
    private static let spring = time("2020-02-01")..<time("2020-05-01")

    static let all = [
        FilterScenario("a service", { $0.attributes.values = [.service: "Parcs"] }, { now($0)[.service] == "Parcs" }),
        FilterScenario("no service", { $0.attributes.values = [.service: ""] }, { now($0)[.service] == nil }),
        FilterScenario(
            "a service and no category", { $0.attributes.values = [.service: "Voirie", .category: ""] },
            { now($0)[.service] == "Voirie" && now($0)[.category] == nil }
        ),
        FilterScenario(
            "an employer, a métier and a status",
            {
                $0.attributes.values = [.employer: "Ville", .metier: "Jardinier"]
                $0.status = .completed
            },
            {
                now($0)[.employer] == "Ville" && now($0)[.metier] == "Jardinier" && $0.evaluation.status == .completed
            }
        ),
        FilterScenario(
            "the service of then",
            {
                $0.attributes.values = [.service: "Parcs"]
                $0.attributes.isOfCompletion = true
            }, { then($0)?[.service] == "Parcs" }
        ),
        FilterScenario(
            "no service then, some employer then",
            {
                $0.attributes.values = [.service: "", .employer: "CCAS"]
                $0.attributes.isOfCompletion = true
            }, { line in then(line).map { $0[.service] == nil && $0[.employer] == "CCAS" } ?? false }
        ),
        FilterScenario("a source", { $0.source = "cegos" }, { $0.course.source == "cegos" }),
        FilterScenario(
            "a source and a status",
            {
                $0.source = "cnfpt"
                $0.status = .inProgress
            }, { $0.course.source == "cnfpt" && $0.evaluation.status == .inProgress }
        ),
        FilterScenario(
            "a source and a category",
            {
                $0.source = "cegos"
                $0.attributes.values = [.category: "C"]
            }, { $0.course.source == "cegos" && now($0)[.category] == "C" }
        ),
        FilterScenario("a month", { $0.completed = february }, { completed($0, february) }),
        FilterScenario(
            "a month and a source",
            {
                $0.completed = february
                $0.source = "cegos"
            }, { completed($0, february) && $0.course.source == "cegos" }
        ),
        FilterScenario(
            "some months, a service and a status",
            {
                $0.completed = spring
                $0.attributes.values = [.service: "Écoles"]
                $0.status = .completed
            },
            { completed($0, spring) && now($0)[.service] == "Écoles" && $0.evaluation.status == .completed }
        ),
        FilterScenario(
            "a month, and a status that nobody completes with",
            {
                $0.completed = february
                $0.status = .failed
            }, { _ in false }
        ),
        FilterScenario("who has not started", { $0.status = .notStarted }, { $0.evaluation.status == .notStarted }),
        FilterScenario("everything", { _ in }, { _ in true }),
    ]
}

@Suite("filters of completions")
struct CompletionFilterTests {
    @Test("a list holds exactly the lines of which its filter is true, page by page", arguments: Engine.allCases)
    func filters(engine: Engine) async throws {
        var met: Set<String> = []
        for seed: UInt64 in [1, 2] {
            met.formUnion(try await engine.withRecords { try await Self.check(Workforce.grow(in: $0, seed: seed)) })
        }
        let unmet = FilterScenario.all.map(\.testDescription).filter { !met.contains($0) }
        #expect(unmet == ["a month, and a status that nobody completes with"])
    }

    /// - Returns: the filters that something passed.
    private static func check(_ workforce: Workforce) async throws -> Set<String> {
        let all = try await workforce.lines(limit: 500)
        #expect(Set(all.map(\.key)).count == all.count)
        for scenario in FilterScenario.all {
            for course in [nil] + workforce.courses.map(\.iri) {
                let found = try await workforce.lines(limit: 3) {
                    scenario.ask(&$0)
                    $0.course = course
                }
                let wanted = all.filter { scenario.holds($0) && (course == nil || $0.course.id == course) }
                let name = Comment(rawValue: "\(scenario.testDescription) \(course ?? "")")
                #expect(found.map(\.key).sorted() == wanted.map(\.key).sorted(), name)
            }
        }
        return Set(FilterScenario.all.filter { all.contains(where: $0.holds) }.map(\.testDescription))
    }

    @Test("completions of a period come in the order of their completion", arguments: Engine.allCases)
    func order(engine: Engine) async throws {
        try await engine.withRecords { records in
            let workforce = try await Workforce.grow(in: records, seed: 3)
            let times = try await workforce.lines(limit: 2) { $0.completed = 0..<Int64.max }
                .compactMap(\.evaluation.firstCompletedAt)
            #expect(times.count > 4 && times == times.sorted())
        }
    }

    @Test("an earlier completion that comes late is when it was completed", arguments: Engine.allCases)
    func late(engine: Engine) async throws {
        try await engine.withRecords { records in
            let course = try await SampleCourse.store(in: records, items: ["A"])
            for (number, day) in ["2020-05-02", "2020-03-04", "2020-04-01"].enumerated() {
                let more = #","timestamp":"\#(day)T00:00:00Z""#
                _ = try await records.store([CompletionScenario.says(number, "completed", course.items[0], more: more)])
            }
            let stored = try await records.database.read { transaction in
                try transaction.rows("SELECT completed_at FROM standing").map { try $0.optionalInteger(0) }
            }
            #expect(stored == [Instant(iso8601: "2020-03-04T00:00:00Z")?.microseconds])
            _ = try await records.store([voiding(numberedID(9), numberedID(1))])
            let first = try await records.completions { $0.completed = 0..<Int64.max }
            #expect(
                first.map(\.evaluation.firstCompletedAt) == [Instant(iso8601: "2020-04-01T00:00:00Z")?.microseconds])
        }
    }

    @Test("a source that there is not is said so", arguments: Engine.allCases)
    func unknownSource(engine: Engine) async throws {
        try await engine.withRecords { records in
            var request = FindCompletions.Request()
            request.source = "nobody"
            let find = FindCompletions(database: records.database, outlines: records.outlines)
            guard case .unknownSource("nobody") = try await find(request) else {
                Issue.record("a source that nobody knows")
                return
            }
        }
    }
}
