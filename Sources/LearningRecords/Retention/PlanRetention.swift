import Crypto
package import Foundation
package import Persistence

/// What would go if everything went whose time is over.
package struct RetentionPlan: Sendable {
    /// What one schedule takes.
    package struct Part: Sendable {
        package let schedule: RetentionSchedule
        package internal(set) var due = RetentionCounts()
        /// What stays because of a hold, by hold.
        package internal(set) var held: [UUID: Int] = [:]
    }

    /// µs since 1970.
    package let at: Int64
    /// In the order in which they take.
    package internal(set) var parts: [Part]
    /// Some of the people who go, in the order of their ids.
    package var people: [UUID] { Array(items.compactMap(\.item.person).sorted().prefix(Self.mostPeople)) }
    /// False where more is due than one run takes: the next one takes the rest.
    package internal(set) var isWhole = true

    var items: [(part: Int, item: RetentionItem)] = []
    private var learners: Set<Int64> = []
    /// Of what is nobody's, by kind: two schedules may name the same.
    private var others: [RetentionItem.Kind: Set<Int64>] = [:]

    package static let mostPeople = 1_000
    /// Things that one run takes.
    static let mostItems = 100_000

    init(at: Int64, schedules: [RetentionSchedule]) {
        self.at = at
        let rank = Dictionary(
            uniqueKeysWithValues: RetentionSchedule.Category.allCases.enumerated().map { ($1, $0) }
        )
        parts = schedules.filter(\.draft.isEnabled).sorted { one, other in
            (rank[one.draft.category] ?? 0, one.id) < (rank[other.draft.category] ?? 0, other.id)
        }.map { Part(schedule: $0) }
    }

    package var due: RetentionCounts { parts.reduce(into: RetentionCounts()) { $0 += $1.due } }

    /// SHA-256 of what would go, in hexadecimal: it is the same as long as that is.
    package var digest: String {
        var lines = ["releve retention v1"]
        lines += parts.map { "\($0.schedule.id) \($0.schedule.version)" }
        lines += items.map { part, item in
            "\(part) \(item.kind.rawValue) \(item.number) \(String(decoding: item.counts.json, as: UTF8.self))"
        }.sorted()
        return hexadecimal(SHA256.hash(data: Array(lines.joined(separator: "\n").utf8)))
    }

    /// Two items that are about the same go once; with somebody go their documents.
    mutating func add(_ found: [RetentionItem], to part: Int) {
        for item in found where learners.isDisjoint(with: item.learners) {
            if others[item.kind]?.contains(item.number) ?? false { continue }
            if let hold = item.hold {
                parts[part].held[hold, default: 0] += 1
            } else if items.count < Self.mostItems {
                items.append((part, item))
                parts[part].due += item.counts
                if item.subject == nil { others[item.kind, default: []].insert(item.number) }
            } else {
                isWhole = false
            }
            if item.subject != nil { learners.formUnion(item.learners) }
        }
    }
}

/// Finds out what would go, and changes nothing.
package struct PlanRetention: Sendable {
    /// What may be due is looked at in transactions of so many people, identifiers, documents or batches.
    static let step = 200

    private let database: any Database

    package init(database: any Database) {
        self.database = database
    }

    package func callAsFunction() async throws -> RetentionPlan {
        var plan = try await database.read { transaction in
            RetentionPlan(at: transaction.startedAt, schedules: try transaction.retentionSchedules().inForce)
        }
        let today = Day(containing: plan.at)
        for part in plan.parts.indices {
            let draft = plan.parts[part].schedule.draft
            var next: RetentionCursor? = .start
            while let cursor = next, plan.isWhole {
                let found = try await database.read { transaction in
                    let (numbers, next) = try transaction.retentionCandidates(
                        draft, after: cursor, on: today, limit: Self.step
                    )
                    return (try transaction.dueItems(of: draft, among: numbers, on: today, counting: true), next)
                }
                plan.add(found.0, to: part)
                next = found.1
            }
        }
        return plan
    }
}
