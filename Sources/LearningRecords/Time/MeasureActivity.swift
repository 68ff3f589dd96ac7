import Completion
package import Persistence

/// Who was active in a window of time, how many sessions they ended, and how long these took: by learner, by what people are
/// today, by source, course or month.
package struct MeasureActivity: Sendable {
    package enum Dimension: Hashable, Sendable {
        case learner
        case attribute(AttributeName)
        case source, course, month

        package static let all =
            [.learner] + AttributeFilter.names.map(Dimension.attribute) + [.source, .course, .month]

        package var name: String {
            switch self {
            case .learner: "learner"
            case .attribute(let name): name.rawValue
            case .source: "source"
            case .course: "course"
            case .month: "month"
            }
        }
    }

    package struct Request: Sendable {
        package let by: Dimension
        /// µs since 1970: when it happened, the end excluded.
        package let window: Range<Int64>
        package var filter = ActivityFilter()

        package init(by dimension: Dimension, in window: Range<Int64>) {
            by = dimension
            self.window = window
        }
    }

    package struct Measure: Sendable {
        /// Learners in several lines count once.
        package let learners: Int
        package let total: TimeTotals
        package let lines: [Line]
        package let asOf: Int64
    }

    package struct Line: Sendable {
        package let key: Key
        package let learners: Int
        package let time: TimeTotals
    }

    package enum Key: Sendable {
        case learner(CompletionAnswer.Learner)
        case attribute(AttributeName, String?)
        case source(String?)
        case course(CompletionAnswer.Course?)
        case month(Month)
    }

    private let database: any Database

    package init(database: any Database) {
        self.database = database
    }

    package func callAsFunction(_ request: Request) async throws -> Measure {
        try await database.read { transaction in
            let filter = request.filter
            let deeds = try transaction.deeds(in: request.window).filter(filter.takes)
            let lines =
                request.by == .month
                ? try request.window.months.map { month, part in
                    try Deeds(transaction.deeds(in: part).filter(filter.takes)).line(.month(month))
                } : try transaction.lines(by: request.by, deeds)
            let all = Deeds(deeds)
            return Measure(learners: all.learners.count, total: all.time, lines: lines, asOf: transaction.startedAt)
        }
    }
}

/// What activity is narrowed by. The empty text stands for nothing: activities of no course, people without service.
package struct ActivityFilter: Sendable {
    /// IRI.
    package var course: String?
    package var source: String?
    package var attributes: [AttributeName: String] = [:]

    package init() {}

    func takes(_ deed: Deed) -> Bool {
        (course.map { $0 == deed.course?.iri ?? "" } ?? true)
            && (source.map { $0 == deed.course?.source ?? "" } ?? true)
            && attributes.allSatisfy { name, value in deed.learner.values[name] ?? "" == value }
    }
}

/// Something that a learner did in one activity in the window, with the sessions that they ended there then.
struct Deed: Sendable {
    struct Learner: Sendable {
        let number: Int64
        /// What holds of them today.
        let values: [AttributeName: String]
    }

    let learner: Learner
    let course: StoredCourse?
    let sessions: [LearnerTime.Session]
}

/// Deeds added up.
struct Deeds {
    private(set) var learners: Set<Int64> = []
    private(set) var time = TimeTotals()

    init(_ deeds: [Deed] = []) {
        for deed in deeds { add(deed) }
    }

    mutating func add(_ deed: Deed) {
        learners.insert(deed.learner.number)
        for session in deed.sessions { time.add(session) }
    }

    func line(_ key: MeasureActivity.Key) -> MeasureActivity.Line {
        .init(key: key, learners: learners.count, time: time)
    }
}

extension Range<Int64> {
    /// The months that it touches, each with the part that lies in it; the last 120 where there are more.
    fileprivate var months: [(Month, Range<Int64>)] {
        guard !isEmpty else { return [] }
        let (first, last) = (Month(containing: lowerBound), Month(containing: upperBound - 1))
        return (Swift.max(first.number, last.number - 119)...last.number).map { number in
            let month = Month(number: number)
            return (month, clamped(to: month.start..<Swift.max(month.start, month.next.start)))
        }
    }
}
