package import Foundation
package import Persistence

/// Takes a table of people in: shows what differs and, unless it is a dry run, writes it, all or nothing. Lines with an error
/// are left out and named. The same table again changes nothing.
package struct ImportPeople: Sendable {
    package struct Report: Sendable {
        package enum Outcome: String, Sendable { case created, changed, unchanged }

        package struct Line: Sendable {
            package let line: Int
            package let outcome: Outcome
            /// Of a person that is there, or was written just now.
            package let id: UUID?
            package let matricule: String?
            package let name: String
            package let changes: [FieldChange]
        }

        package let isApplied: Bool
        package let counts: [Outcome: Int]
        /// Lines that an error left out.
        package let refused: Int
        /// Those that change something, the first ones where there are many.
        package let lines: [Line]
        package let findings: [TableFinding]
        /// The table could not be read at all.
        package let isUnreadable: Bool
    }

    /// Lines, and findings, in a report.
    package static let mostLines = 5_000

    private let database: any Database
    private let outlines: CourseOutlines
    private let newID: @Sendable () -> UUID

    package init(database: any Database, outlines: CourseOutlines, newID: @escaping @Sendable () -> UUID) {
        self.database = database
        self.outlines = outlines
        self.newID = newID
    }

    /// - Parameters:
    ///   - bytes: separated by `;`, `,` or tabs, in UTF-8, UTF-16 or Windows-1252, with a line that names the columns.
    ///   - mayRestricted: whether the columns of restricted attributes are read.
    ///   - key: who asks.
    package func callAsFunction(
        _ bytes: [UInt8], isDryRun: Bool, mayRestricted: Bool, by key: String
    ) async throws -> Report {
        // Seconds for a large table, which the threads that serve requests do not have.
        let (table, drafts) = try await FileWork.run { [newID] in
            let table = PeopleTable(reading: bytes, mayRestricted: mayRestricted)
            return (table, table.lines.map { ($0.draft, newID()) })
        }
        guard !drafts.isEmpty else { return Report(table, [], isApplied: false) }
        if isDryRun {
            // A writing transaction, since it locks what it looks at; it writes nothing.
            let plans = try await database.write { [outlines] transaction in
                var writer = PeopleWriter(transaction: transaction, outlines: outlines, key: key)
                return try writer.plan(drafts)
            }
            return Report(table, plans, isApplied: false)
        }
        let plans = try await database.writeAgainOnRace { [outlines] transaction in
            var writer = PeopleWriter(transaction: transaction, outlines: outlines, key: key)
            let plans = try writer.plan(drafts)
            _ = try writer.write(plans.compactMap { try? $0.get() })
            return plans
        }
        return Report(table, plans, isApplied: true)
    }
}

extension ImportPeople.Report {
    fileprivate init(_ table: PeopleTable, _ plans: [Result<PersonPlan, PeopleRefusal>], isApplied: Bool) {
        var counts: [Outcome: Int] = [.created: 0, .changed: 0, .unchanged: 0]
        var lines: [Line] = []
        var findings = table.findings
        for (line, plan) in zip(table.lines, plans) {
            switch plan {
            case .failure(let refusal): findings.append(TableFinding(refusal, line: line.number))
            case .success(let plan):
                let outcome: Outcome = plan.isNew ? .created : plan.isUnchanged ? .unchanged : .changed
                counts[outcome, default: 0] += 1
                if outcome != .unchanged, lines.count < ImportPeople.mostLines {
                    lines.append(Line(line.number, outcome, plan, isApplied: isApplied))
                }
            }
        }
        let refused = Set(findings.filter { $0.code.severity == .error }.map(\.line))
        self.init(
            isApplied: isApplied, counts: counts, refused: refused.count, lines: lines,
            findings: Array(findings.sorted { $0.line < $1.line }.prefix(ImportPeople.mostLines)),
            isUnreadable: table.isUnreadable
        )
    }
}

extension ImportPeople.Report.Line {
    fileprivate init(_ line: Int, _ outcome: ImportPeople.Report.Outcome, _ plan: PersonPlan, isApplied: Bool) {
        self.init(
            line: line, outcome: outcome, id: plan.isNew && !isApplied ? nil : plan.person.id,
            matricule: plan.person.matricule, name: plan.person.name, changes: plan.changes
        )
    }
}
