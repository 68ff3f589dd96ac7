import Completion
import Foundation
import Persistence
import TestSupport
import Testing
import XAPI

@testable import LearningRecords

extension Workforce {
    func measure(
        by dimension: MeasureActivity.Dimension, in window: Range<Int64>,
        _ narrow: (inout ActivityFilter) -> Void = { _ in }
    ) async throws -> MeasureActivity.Measure {
        var request = MeasureActivity.Request(by: dimension, in: window)
        narrow(&request.filter)
        return try await MeasureActivity(database: people.records.database)(request)
    }

    /// Whoever did something in the window, told from the statements alone.
    fileprivate func active(in window: Range<Int64>) async throws -> Set<Int64> {
        try await people.records.database.read { transaction in
            let owners = try transaction.rows("SELECT actor, person FROM person_identifier").map {
                (try $0.integer(0), try $0.optionalInteger(1))
            }
            let people = Dictionary(owners, uniquingKeysWith: { one, _ in one })
            let rows = try transaction.rows(
                "SELECT actor, effective FROM statement WHERE voided_by IS NULL AND activity IS NOT NULL"
            )
            return try rows.reduce(into: []) { active, row in
                let actor = try row.integer(0)
                guard window.contains(try row.integer(1)), let learner = people[actor, default: actor] else { return }
                active.insert(learner)
            }
        }
    }
}

@Suite("activity")
struct ActivityTests {
    private static func time(_ day: String) -> Int64 { Instant(iso8601: day + "T00:00:00Z")?.microseconds ?? 0 }

    private static let year = time("2020-01-01")..<time("2021-01-01")

    @Test(
        "distinct learners are those whose statements happened in the window", arguments: Engine.allCases,
        [UInt64(1), 2])
    func learners(engine: Engine, seed: UInt64) async throws {
        try await engine.withRecords { records in
            let workforce = try await Workforce.grow(in: records, seed: seed)
            for (first, last) in [
                ("2020-01-01", "2021-01-01"), ("2020-02-01", "2020-03-01"), ("2020-03-12", "2020-03-17"),
                ("2020-01-15", "2020-01-16"), ("2019-01-01", "2020-01-01"), ("2020-04-01", "2026-01-01"),
            ] {
                let window = Self.time(first)..<Self.time(last)
                let measure = try await workforce.measure(by: .learner, in: window)
                let active = try await workforce.active(in: window)
                #expect(measure.learners == active.count && measure.lines.count == active.count, "\(first)")
                #expect(measure.lines.allSatisfy { $0.learners == 1 })
            }
        }
    }

    @Test("lines add up, and each is what its list shows", arguments: Engine.allCases)
    func addsUp(engine: Engine) async throws {
        try await engine.withRecords { records in
            let workforce = try await Workforce.grow(in: records, seed: 3)
            let all = try await workforce.measure(by: .learner, in: Self.year)
            #expect(all.total.sessions > 10 && all.total.counted > 0)
            for dimension in MeasureActivity.Dimension.all {
                let measure = try await workforce.measure(by: dimension, in: Self.year)
                #expect(measure.total == all.total && measure.learners == all.learners, "\(dimension.name)")
                #expect(measure.lines.reduce(into: TimeTotals()) { $0 += $1.time } == all.total, "\(dimension.name)")
                for line in measure.lines {
                    let list = try await workforce.list(behind: line.key, in: Self.year)
                    guard let list else { continue }
                    #expect(list.learners == line.learners && list.total == line.time, "\(line.key)")
                }
            }
        }
    }

    @Test("a learner's time is the same in the ledger, whole and by month", arguments: Engine.allCases)
    func ledger(engine: Engine) async throws {
        try await engine.withRecords { records in
            let workforce = try await Workforce.grow(in: records, seed: 4)
            let find = FindPersonTime(database: records.database)
            var seen = 0
            for line in try await workforce.measure(by: .learner, in: Self.year).lines {
                guard case .learner(let learner) = line.key, let id = learner.person?.id else { continue }
                let report = try #require(try await find(id))
                #expect(report.total == line.time)
                for total in [report.byCourse.map(\.1), report.byMonth.map(\.1)]
                    + report.byAttribute.values.map({ $0.map(\.1) })
                {
                    #expect(total.reduce(into: TimeTotals()) { $0 += $1 } == report.total)
                }
                #expect(report.sessions.count == report.total.sessions && !report.hasMoreSessions)
                #expect(report.sessions.map(\.end) == report.sessions.map(\.end).sorted(by: >))
                seen += 1
            }
            #expect(seen > 5)
        }
    }

    @Test(
        "what counts is when it happened, not when it came; a preview and a kiosk are nobody",
        arguments: Engine.allCases)
    func odd(engine: Engine) async throws {
        try await engine.withPeople { people in
            let course = try await SampleCourse.store(in: people.records, items: ["A"])
            let workforce = Workforce(people: people, courses: [course], ids: [])
            _ = try await people.change(.share, PeopleStore.account("kiosk"), by: "drh")
            let old = #","timestamp":"2019-06-01T00:00:00Z""#
            let mode = "https://w3id.org/xapi/cmi5/context/extensions/launchmode"
            _ = try await people.records.store([
                CompletionScenario.says(1, "completed", course.items[0], agent: "old", more: old),
                CompletionScenario.says(2, "completed", course.items[0], agent: "kiosk"),
                CompletionScenario.says(
                    3, "completed", course.items[0], agent: "preview",
                    more: #","context":{"extensions":{"\#(mode)":"Browse"}}"#
                ),
                CompletionScenario.says(
                    4, "completed", "https://ex.fr/elsewhere", agent: "now",
                    more: #","context":{"instructor":{"account":{"homePage":"https://ex.fr","name":"trainer"}}}"#
                ),
            ])
            let now = Self.time("2025-12-01")..<Self.time("2027-01-01")
            let measure = try await workforce.measure(by: .course, in: now)
            #expect(measure.learners == 1 && measure.lines.count == 1)
            guard case .course(nil) = measure.lines.first?.key else {
                Issue.record("an activity of no course")
                return
            }
            let before = try await workforce.measure(by: .source, in: Self.time("2019-01-01")..<Self.time("2020-01-01"))
            #expect(before.learners == 1 && before.lines.count == 1)
            #expect(try await workforce.measure(by: .month, in: 5..<5).lines.isEmpty)
        }
    }
}

extension Workforce {
    /// Nil for a learner, whose list is of another kind.
    fileprivate func list(
        behind key: MeasureActivity.Key, in window: Range<Int64>
    ) async throws -> MeasureActivity.Measure? {
        switch key {
        case .learner: nil
        case .month(let month):
            try await measure(by: .learner, in: window.clamped(to: month.start..<month.next.start))
        case .attribute(let name, let value):
            try await measure(by: .learner, in: window) { $0.attributes[name] = value ?? "" }
        case .source(let name): try await measure(by: .learner, in: window) { $0.source = name ?? "" }
        case .course(let course): try await measure(by: .learner, in: window) { $0.course = course?.id ?? "" }
        }
    }
}
