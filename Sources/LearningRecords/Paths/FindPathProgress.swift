import Completion
package import Foundation
package import Persistence

/// How far people are on a path, a page at a time, in the order of their numbers.
///
/// A page takes the same number of queries however long it is: people along `person_attribute_value`, where they stand along
/// `standing_key`.
package struct FindPathProgress: Sendable {
    package struct Request: Sendable {
        package let path: String
        /// Nil for the newest.
        package var version: Int64?
        package var person: UUID?
        /// Beside those for whom the path is.
        package var attributes: [AttributeName: String] = [:]
        package var status: PathProgress.Status?
        package var limit = 50
        package var cursor: CompletionCursor?

        package init(path: String) { self.path = path }
    }

    package struct Item: Sendable {
        package let learner: CompletionAnswer.Learner
        package let progress: PathProgress
    }

    package struct Page: Sendable {
        package let path: LearningPath
        /// Fewer than asked, even none, where few of the people looked at have the status: `next` goes on.
        package let items: [Item]
        package let next: CompletionCursor?
        /// By IRI of a course of the path, those to come, the earliest first.
        package internal(set) var sessions: [String: [TrainingSession]] = [:]
        /// µs since 1970.
        package let asOf: Int64
    }

    package enum Outcome: Sendable {
        case found(Page)
        case unknownPath
        case unknownPerson
        /// The path is for nobody in particular, and the question names nobody either.
        case nobodyAsked
    }

    package static let largestPage = 200
    /// People that are looked at where a status is asked.
    static let mostPeople = 500

    private let database: any Database

    package init(database: any Database) {
        self.database = database
    }

    package func callAsFunction(_ request: Request) async throws -> Outcome {
        try await database.read { transaction in
            guard let path = try transaction.path(request.path, version: request.version) else { return .unknownPath }
            if let id = request.person {
                guard let person = try transaction.livingPerson(id) else { return .unknownPerson }
                return .found(try transaction.progress(of: [person], on: path, request, mayHaveMore: nil))
            }
            var filter = AttributeFilter()
            filter.values = path.audience.merging(request.attributes) { own, _ in own }
            guard let first = filter.first else { return .nobodyAsked }
            // Nobody has two values of one attribute at a time.
            let contradicts = path.audience.contains { (request.attributes[$0] ?? $1) != $1 }
            let from = (request.cursor?.learner ?? 0).addingReportingOverflow(1)
            guard !contradicts, !from.overflow else { return .found(.empty(of: path, at: transaction.startedAt)) }
            let limit = min(max(request.limit, 1), Self.largestPage)
            let most = request.status == nil ? limit : Self.mostPeople
            let day = Day(containing: transaction.startedAt).number
            let people = try transaction.rows(
                .people(filter, first: first, on: day, from: from.partialValue, limit: most)
            ).map { try $0.integer(0) }
            let last = people.count == most ? people.last : nil
            return .found(try transaction.progress(of: people, on: path, request, mayHaveMore: last))
        }
    }
}

extension FindPathProgress.Page {
    fileprivate static func empty(of path: LearningPath, at time: Int64) -> Self {
        Self(path: path, items: [], next: nil, asOf: time)
    }
}

extension Transaction {
    /// - Parameter last: the last one looked at, where there may be more behind.
    fileprivate func progress(
        of people: [Int64], on path: LearningPath, _ request: FindPathProgress.Request, mayHaveMore last: Int64?
    ) throws -> FindPathProgress.Page {
        let limit = min(max(request.limit, 1), FindPathProgress.largestPage)
        let standings = try pathStandings(of: people, on: path)
        let all = people.map { person in
            (person, PathProgress(of: path, standings: standings[person] ?? [:], at: startedAt))
        }.filter { request.status == nil || $0.1.status == request.status }
        let shown = all.prefix(limit)
        let numbers = Set(shown.map(\.0))
        let learners = try shownLearners(numbers, try learners(numbered: numbers), asked: AskedLearner())
        let merged = try mergedPeople(among: numbers)
        let items = shown.compactMap { person, progress in
            merged.contains(person)
                ? nil : learners[person].map { FindPathProgress.Item(learner: $0, progress: progress) }
        }
        let next = all.count > limit ? shown.last?.0 : last
        return FindPathProgress.Page(
            path: path, items: items, next: next.map { CompletionCursor(learner: $0, course: 0) },
            sessions: try sessionsToCome(on: path), asOf: startedAt
        )
    }

    private func sessionsToCome(on path: LearningPath) throws -> [String: [TrainingSession]] {
        let courses = path.steps.flatMap(\.courses)
        let sessions = try sessionsToCome(of: Set(courses.map(\.number)))
        return courses.reduce(into: [:]) { byCourse, course in byCourse[course.iri] = sessions[course.number] }
    }

    /// Whoever was merged into another is no learner.
    func mergedPeople(among people: Set<Int64>) throws -> Set<Int64> {
        guard !people.isEmpty else { return [] }
        let rows = try rows(
            """
            SELECT p.id FROM \(Batch(.integers("id", people.sorted()))) AS k
            JOIN person p ON p.id = k.id WHERE p.merged_into IS NOT NULL
            """
        )
        return Set(try rows.map { try $0.integer(0) })
    }
}
