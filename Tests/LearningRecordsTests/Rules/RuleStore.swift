import Completion
import ExactJSON
import Foundation
import Persistence
import TestSupport

@testable import LearningRecords

/// The use cases of rules over one store, with short names for what tables ask.
struct RuleStore: Sendable {
    let records: RecordStore
    let people: PeopleStore
    let clock: TestClock
    let find: FindRules
    let save: SaveRule
    let tryRule: TryRule
    let putInForce: PutRuleInForce
    let findInForce: FindCourseRules
    let expire: ExpireStandings

    init(_ records: RecordStore, clock: TestClock) {
        self.records = records
        self.clock = clock
        people = PeopleStore(records)
        let (database, outlines) = (records.database, records.outlines)
        find = FindRules(database: database)
        save = SaveRule(database: database)
        tryRule = TryRule(database: database, outlines: outlines)
        putInForce = PutRuleInForce(database: database, outlines: outlines)
        findInForce = FindCourseRules(database: database)
        expire = ExpireStandings(database: database, outlines: outlines)
    }

    /// `created 2`, `unchanged 1`, `conflict 3`, `shipped`, `invalid id`, or the place of what is wrong.
    func make(_ id: String, complete: String, more: String = "") async throws -> String {
        let text = #"{"title":{"fr":"f","en":"e"},"complete":\#(complete)\#(more)}"#
        switch try await save(JSONDocument(reading: Array(text.utf8)).root, as: id, by: "drh") {
        case .created(let rule): return "created \(rule.version)"
        case .unchanged(let rule): return "unchanged \(rule.version)"
        case .conflict(let newest): return "conflict \(newest)"
        case .shipped: return "shipped"
        case .invalidID: return "invalid id"
        case .refused(let error): return error.pointer.description
        }
    }

    /// Puts a rule in force, and says which is then.
    func put(_ rule: String, version: Int64? = nil, in course: SampleCourse) async throws -> String {
        switch try await putInForce(.init(course: course.iri, rule: rule, version: version), by: "drh") {
        case .inForce(let rules): return rules.entries.first.map { "\($0.rule.id) \($0.rule.version)" } ?? "none"
        case .unknownCourse: return "unknown course"
        case .unknownRule: return "unknown rule"
        case .unknownVersion: return "unknown version"
        case .unknownItem(let item): return "unknown item \(item)"
        }
    }

    /// What stood before, in the order in which it ended.
    func history() async throws -> [String] {
        try await records.database.read { transaction in
            try transaction.rows(
                "SELECT h.status, h.rule, h.changed_at < h.until_at, h.is_gone, h.until_at FROM standing_history h"
            ).map { row in
                (try row.integer(4), "\(try row.text(0)) \(try row.text(1))\(try row.integer(3) == 1 ? " gone" : "")")
            }
        }.sorted { $0 < $1 }.map(\.1)
    }
}

extension Engine {
    func withRules<T: Sendable>(_ body: @escaping @Sendable (RuleStore) async throws -> T) async throws -> T {
        let clock = TestClock()
        return try await withRecords(clock: clock) { try await body(RuleStore($0, clock: clock)) }
    }
}
