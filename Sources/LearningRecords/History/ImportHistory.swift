import ExactJSON
import Foundation
package import Persistence
import XAPI

/// Takes over what people did before, or elsewhere: completions of a former platform, attestations of a provider. Each line
/// becomes a statement, marked as taken over. Lines with an error are left out and named; the same table again changes nothing.
package struct ImportHistory: Sendable {
    package struct Report: Sendable {
        package struct MadeCourse: Sendable {
            /// IRI.
            package let id: String
            package let title: String
        }

        package internal(set) var isApplied = false
        package internal(set) var created = 0
        package internal(set) var unchanged = 0
        /// Lines that an error left out.
        package internal(set) var refused = 0
        /// Courses that nobody knew, in the order of their titles.
        package internal(set) var courses: [MadeCourse] = []
        /// The first ones where there are many.
        package internal(set) var findings: [TableFinding] = []
        /// The table could not be read at all.
        package internal(set) var isUnreadable = false
    }

    package enum Outcome: Sendable {
        case read(Report)
        /// No source can be called so.
        case invalidSource
    }

    /// Findings in a report.
    package static let mostFindings = 5_000
    /// Lines that are stored in one transaction.
    private static let step = 500

    private let database: any Database
    private let store: StoreStatements
    private let outlines: CourseOutlines
    private let publicURL: String

    /// - Parameter publicURL: what the IRIs of new courses begin with.
    package init(database: any Database, store: StoreStatements, outlines: CourseOutlines, publicURL: String) {
        self.database = database
        self.store = store
        self.outlines = outlines
        self.publicURL = publicURL
    }

    /// Every line is checked before the first is stored; where the server stops in between, the same table again brings the
    /// rest.
    ///
    /// - Parameters:
    ///   - bytes: separated by `;`, `,` or tabs, in UTF-8, UTF-16 or Windows-1252, with a line that names the columns.
    ///   - source: whom it comes from: `talentsoft`, `cnfpt`, …
    ///   - key: who asks.
    package func callAsFunction(
        _ bytes: [UInt8], source: String, isDryRun: Bool, by key: String
    ) async throws -> Outcome {
        guard StatementSource.isName(source) else { return .invalidSource }
        let now = try await database.read { $0.startedAt }
        let table = try await FileWork.run { HistoryTable(reading: bytes, now: now) }
        let plans = try await plans(of: table.lines, source: source)
        var report = Report(table, plans)
        guard !isDryRun, !table.isUnreadable else { return .read(report) }
        report.isApplied = true
        try await make(plans)
        let credential = try await HistoryAuthority(database: database, publicURL: publicURL)
            .credential(of: source, by: key)
        for plan in plans {
            let refused = try await state(plan.new, as: credential, by: key)
            report.created -= refused.count
            report.refused += refused.count
            report.findings += refused
        }
        return .read(report)
    }

    private func plans(of lines: [HistoryLine], source: String) async throws -> [HistoryPlan] {
        guard !lines.isEmpty else { return [] }
        let courses = try await database.read { [publicURL] transaction in
            try HistoryCourses(in: transaction, source: source, publicURL: publicURL)
        }
        var plans: [HistoryPlan] = []
        var seen: [UUID: Int] = [:]
        for start in stride(from: 0, to: lines.count, by: Self.step) {
            let part = lines[start..<min(start + Self.step, lines.count)]
            let (plan, all) = try await database.read { [seen] transaction in
                var seen = seen
                let plan = try HistoryPlan(part, source: source, courses: courses, seen: &seen, in: transaction)
                return (plan, seen)
            }
            seen = all
            plans.append(plan)
        }
        return plans
    }

    private func make(_ plans: [HistoryPlan]) async throws {
        for course in plans.reduce(into: [:], { $0.merge($1.newCourses) { one, _ in one } }).values {
            _ = try await database.writeAgainOnRace { [outlines, publicURL] transaction in
                try transaction.store(course, publicURL: publicURL, outlines: outlines)
            }
        }
    }

    /// - Returns: a finding for each line that became something else meanwhile.
    private func state(
        _ entries: [HistoryPlan.Entry], as credential: Credential, by key: String
    ) async throws -> [TableFinding] {
        guard !entries.isEmpty else { return [] }
        let people = Set(entries.compactMap { if case .person(let number) = $0.speaker { number } else { nil } })
        let actors = try await database.writeAgainOnRace { [publicURL] transaction in
            try transaction.lockPeople(people)
            let speakers = try transaction.speakers(of: people, publicURL: publicURL, by: key)
            let identifiers = try transaction.identifiers(of: Set(speakers.values))
            return speakers.compactMapValues { identifiers[$0] }
        }
        var (rest, refused) = (entries, [HistoryPlan.Entry]())
        while !rest.isEmpty {
            let statements = try rest.compactMap { entry in
                try entry.statement(actors).map { json in
                    try Statement(reading: JSONDocument(reading: json).root, version: .v1_0_3)
                }
            }
            let batch = StoreStatements.Batch(statements, version: .v1_0_3)
            switch try await store(batch, as: credential) {
            case .stored: rest = []
            // Somebody imported it at the same time with other values, or it was erased: the others go in.
            case .conflict(let id) where rest.contains { $0.id == id }:
                refused += rest.filter { $0.id == id }
                rest.removeAll { $0.id == id }
            case .conflict, .repeatedID, .refused:
                refused += rest
                rest = []
            }
        }
        return refused.map { TableFinding(.importedOtherwise, line: $0.line.number, $0.id.canonical) }
    }
}

extension HistoryPlan.Entry {
    /// - Parameter actors: by person.
    fileprivate func statement(_ actors: [Int64: InverseFunctionalIdentifier]) -> [UInt8]? {
        let actor: InverseFunctionalIdentifier? =
            switch speaker {
            case .person(let number): actors[number]
            case .identifier(let identifier): identifier
            }
        return actor.map { HistoryStatement(line: line, actor: $0, course: course).json(id: id) }
    }
}

extension ImportHistory.Report {
    fileprivate init(_ table: HistoryTable, _ plans: [HistoryPlan]) {
        let findings = table.findings + plans.flatMap(\.findings)
        created = plans.reduce(0) { $0 + $1.new.count }
        unchanged = plans.reduce(0) { $0 + $1.unchanged }
        refused = Set(findings.filter { $0.code.severity == .error }.map(\.line)).count
        let made = plans.reduce(into: [:]) { $0.merge($1.newCourses) { one, _ in one } }
        courses = made.map { MadeCourse(id: $0.key, title: $0.value.title) }
            .sorted { ($0.title, $0.id) < ($1.title, $1.id) }
        self.findings = Array(findings.sorted { $0.line < $1.line }.prefix(ImportHistory.mostFindings))
        isUnreadable = table.isUnreadable
    }
}
