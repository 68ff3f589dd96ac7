import ExactJSON
import Foundation
import Persistence
import XAPI

/// What lines of a table of history come to: statements to be stored, what is there already, and what cannot go in.
struct HistoryPlan: Sendable {
    struct Entry: Sendable {
        enum Speaker: Sendable {
            case person(Int64)
            case identifier(InverseFunctionalIdentifier)
        }

        let line: HistoryLine
        let id: UUID
        let course: String
        let speaker: Speaker
    }

    private(set) var new: [Entry] = []
    private(set) var unchanged = 0
    private(set) var findings: [TableFinding] = []
    /// By IRI, those that lines of the plan need.
    private(set) var newCourses: [String: DescribedCourse] = [:]

    /// - Parameter seen: statements of lines before these, with their numbers; what these lines say is added.
    init(
        _ lines: ArraySlice<HistoryLine>, source: String, courses: HistoryCourses, seen: inout [UUID: Int],
        in transaction: any Transaction
    ) throws {
        let learners = try HistoryLearners(lines, in: transaction)
        var entries: [Entry] = []
        for line in lines {
            guard let course = course(line, courses), let speaker = speaker(line, learners) else { continue }
            let entry = Entry(
                line: line, id: HistoryStatement.id(of: line, in: course, source: source), course: course,
                speaker: speaker
            )
            if let earlier = seen[entry.id] {
                findings.append(TableFinding(.lineTwice, line: line.number, "\(earlier)"))
            } else {
                seen[entry.id] = line.number
                entries.append(entry)
            }
        }
        try sort(entries, there: try transaction.results(ofStatements: entries.map(\.id)))
    }

    private mutating func course(_ line: HistoryLine, _ courses: HistoryCourses) -> String? {
        switch courses.meant(by: line) {
        case .course(let iri): return iri
        case .new(let described, let iri):
            if newCourses[iri] == nil { newCourses[iri] = described }
            return iri
        case .unknown: findings.append(TableFinding(.unknownCourse, line: line.number, String(line.course.prefix(60))))
        case .several: findings.append(TableFinding(.severalCourses, line: line.number, String(line.course.prefix(60))))
        }
        return nil
    }

    private mutating func speaker(_ line: HistoryLine, _ learners: HistoryLearners) -> Entry.Speaker? {
        switch line.learner {
        case .matricule(let matricule):
            if let person = learners.byMatricule[matricule] { return .person(person) }
            findings.append(TableFinding(.unknownPerson, line: line.number, String(matricule.prefix(60))))
            return nil
        case .identifier(let identifier):
            switch learners.owners[identifier] {
            case .some(let owner) where owner.person == nil:
                findings.append(TableFinding(.identifierShared, line: line.number))
                return nil
            case nil: findings.append(TableFinding(.unknownLearner, line: line.number, identifier.searchable))
            default: break
            }
            return .identifier(identifier)
        }
    }

    private mutating func sort(_ entries: [Entry], there: [UUID: [UInt8]]) throws {
        for entry in entries {
            guard let result = there[entry.id] else {
                new.append(entry)
                continue
            }
            // Who, what and when are in the id.
            if result == entry.line.result {
                unchanged += 1
            } else {
                findings.append(TableFinding(.importedOtherwise, line: entry.line.number, entry.id.canonical))
            }
        }
    }
}

/// Whom the lines of a table name.
private struct HistoryLearners {
    /// Of people that were merged, whom they were merged into.
    private(set) var byMatricule: [String: Int64] = [:]
    private(set) var owners: [InverseFunctionalIdentifier: IdentifierOwner] = [:]

    init(_ lines: ArraySlice<HistoryLine>, in transaction: any Transaction) throws {
        let matricules = lines.compactMap { if case .matricule(let text) = $0.learner { text } else { nil } }
        for (matricule, person) in try transaction.people(withMatricules: Set(matricules)) {
            byMatricule[matricule] = try transaction.living(person)
        }
        let identifiers = Set(
            lines.compactMap { if case .identifier(let identifier) = $0.learner { identifier } else { nil } })
        let numbers = try transaction.numbers(of: Set(identifiers.map(Term.actor)))
        let known = try transaction.owners(ofActors: Set(numbers.values))
        for identifier in identifiers {
            if let owner = numbers[.actor(identifier)].flatMap({ known[$0] }) { owners[identifier] = owner }
        }
    }
}

extension Transaction {
    /// The `result` of statements that are there, as it came; `statement_id` finds each.
    fileprivate func results(ofStatements ids: [UUID]) throws -> [UUID: [UInt8]] {
        guard !ids.isEmpty else { return [:] }
        let rows = try rows(
            """
            SELECT s.id, s.raw FROM \(Batch(.blobs("id", ids.map(\.storedBytes)))) AS k
            JOIN statement s ON s.id = k.id WHERE s.raw IS NOT NULL
            """
        )
        return try rows.reduce(into: [:]) { results, row in
            let result = try? JSONDocument(reading: row.blob(1)).root[key: "result"]
            results[try row.uuid(0)] = result.map { Array($0.bytes) } ?? []
        }
    }
}
