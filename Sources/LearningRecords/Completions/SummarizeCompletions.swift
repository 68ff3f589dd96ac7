package import Persistence

/// How many stand where, by status: by an attribute of people as they are today, by source, course, or month of completion.
/// Everything that exists has its line, zeros included, and each line counts exactly what a list of completions shows.
package struct SummarizeCompletions: Sendable {
    package enum Dimension: Hashable, Sendable {
        case attribute(AttributeName)
        case source, course, month

        /// Employers, services, métiers, categories; sources, courses, months.
        package static let all = AttributeFilter.names.map(Dimension.attribute) + [.source, .course, .month]

        package var name: String {
            switch self {
            case .attribute(let name): name.rawValue
            case .source: "source"
            case .course: "course"
            case .month: "month"
            }
        }
    }

    package struct Request: Sendable {
        package let by: Dimension
        /// IRI of a course.
        package var course: String?
        /// What people are today; no empty ones.
        package var attributes = AttributeFilter()

        package init(by dimension: Dimension) { by = dimension }
    }

    package enum Outcome: Sendable {
        case found(Summary)
        case unknownCourse(String)
        /// Months are counted for everybody, or for one course.
        case unsupported
    }

    package struct Summary: Sendable {
        package let lines: [Line]
        /// The sum of the lines.
        package let total: Tally
        /// µs since 1970.
        package let asOf: Int64
        /// Identifiers of people moved, and standings have not followed yet.
        package let isPending: Bool
    }

    package struct Line: Sendable {
        package let key: Key
        package let tally: Tally
    }

    package enum Key: Equatable, Sendable {
        /// Nil for those of whom none holds today, and for actors whom nobody knows.
        case attribute(AttributeName, String?)
        case source(String)
        case course(iri: String, title: String, source: String)
        case month(Month)
    }

    private let database: any Database

    package init(database: any Database) {
        self.database = database
    }

    package func callAsFunction(_ request: Request) async throws -> Outcome {
        try await database.read { transaction in
            let course = try request.course.map { try transaction.course(iri: $0) }
            if let iri = request.course, course == .some(nil) { return .unknownCourse(iri) }
            let counts = CompletionCounts(
                transaction: transaction, course: course ?? nil, attributes: request.attributes
            )
            let lines: [Line]
            switch request.by {
            case .attribute(let name): lines = try counts.lines(by: name)
            case .course: lines = try counts.linesByCourse()
            case .source: lines = try counts.linesBySource()
            case .month:
                guard request.attributes.isEmpty else { return .unsupported }
                lines = try counts.linesByMonth()
            }
            return .found(
                Summary(
                    lines: lines, total: lines.reduce(into: Tally()) { $0 += $1.tally },
                    asOf: transaction.startedAt, isPending: try transaction.isRewritingStandings
                )
            )
        }
    }
}
