import ExactJSON
package import Foundation
import XAPI

/// Whom and what records are about, by their leaves: what the summary of a period commits to, and what a bundle is compared
/// with it by.
package struct PeriodMentions: Equatable, Sendable {
    /// Whose, about what: the IRI of an Activity, or nothing where the records are about the subject.
    package struct Place: Hashable, Sendable {
        package let subject: PeriodSubject
        package let activity: [UInt8]

        init(_ subject: PeriodSubject, about activity: [UInt8] = []) {
            self.subject = subject
            self.activity = activity
        }
    }

    package private(set) var leaves: [Place: [UInt64]] = [:]
    /// Statements that were voided, and the leaf that says so.
    package private(set) var voids: [PeriodList.Entry] = []
    /// Courses by the leaves of their packages.
    package private(set) var packages: [PeriodList.Entry] = []
    /// Courses by the leaves of the rules that were put in force.
    package private(set) var rules: [PeriodList.Entry] = []
    /// Sources by the leaves of their lists of trusted courses.
    package private(set) var trust: [PeriodList.Entry] = []

    package init() {}

    /// A statement of an actor about an Activity.
    package mutating func add(statementOf actor: String, about activity: String, leaf: UInt64) {
        leaves[Place(.actor(actor), about: Array(activity.utf8)), default: []].append(leaf)
    }

    package mutating func add(voidOf statement: UUID, leaf: UInt64) {
        voids.append(.init(name: statement.canonical, leaf: leaf))
    }

    /// A record of another kind, in the order of leaves.
    package mutating func add(_ kind: RecordKind, _ json: [UInt8], leaf: UInt64) {
        guard kind != .statement, let record = try? JSONDocument(reading: json).root else { return }
        func text(_ key: String) -> String? { record[key: key]?.string }
        switch kind {
        case .personEvent:
            let people = ["person", "other"].compactMap { text($0).flatMap { UUID(uuidString: $0) } }
            for id in Set(people) { leaves[Place(.person(id)), default: []].append(leaf) }
            let actor = record[key: "identifier"].flatMap { try? Actor(reading: $0) }?.identifier?.canonical
            if let actor { leaves[Place(.actor(actor)), default: []].append(leaf) }
        case .package: packages += text("course").map { [.init(name: $0, leaf: leaf)] } ?? []
        case .ruleInForce: rules += text("course").map { [.init(name: $0, leaf: leaf)] } ?? []
        case .sourceTrust: trust += text("source").map { [.init(name: $0, leaf: leaf)] } ?? []
        case .statement, .erasure, .reads, .period, .retention: break
        }
    }

    package var subjects: Set<PeriodSubject> { Set(leaves.keys.map(\.subject)) }

    /// Those of a stretch of the log, which are found by halving.
    func leaves(of subject: PeriodSubject, about activity: [UInt8], in range: Range<UInt64>) -> [UInt64] {
        guard let all = leaves[Place(subject, about: activity)] else { return [] }
        return Array(all[all.place(before: range.lowerBound)...].prefix { $0 < range.upperBound })
    }
}

extension [UInt64] {
    /// How many come before a leaf, in their order.
    fileprivate func place(before leaf: UInt64) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = low + (high - low) / 2
            if self[middle] < leaf { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension PeriodMentions {
    /// By the names that they have in the record of a period.
    var lists: [(name: String, list: [PeriodList.Entry])] {
        [("voids", voids), ("packages", packages), ("rules", rules), ("trust", trust)]
    }

    /// Reads the lists of the record of a period; nil where there is something else.
    init?(readingLists record: JSONValue) {
        func list(_ name: String) -> [PeriodList.Entry]? {
            guard let value = record[key: name], value.kind == .array else { return nil }
            let entries = value.elements.compactMap { pair -> PeriodList.Entry? in
                let parts = Array(pair.elements)
                guard parts.count == 2, let name = parts[0].string,
                    let leaf = parts[1].integer.flatMap(UInt64.init(exactly:))
                else { return nil }
                return .init(name: name, leaf: leaf)
            }
            return entries.count == value.count ? entries : nil
        }
        guard let voids = list("voids"), let packages = list("packages"), let rules = list("rules"),
            let trust = list("trust")
        else { return nil }
        self.voids = voids
        self.packages = packages
        self.rules = rules
        self.trust = trust
    }
}
