import Completion
package import Persistence

/// What training cost in a year: each session at the price of its course on its day, and each completion of a course that costs
/// by person. People are counted to what they were of on that day.
package struct MeasureSpending: Sendable {
    package enum Dimension: Hashable, Sendable {
        case attribute(AttributeName)
        case source, course, month

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
        package let year: Int64
        package let by: Dimension
        package var filter = ActivityFilter()

        package init(year: Int64, by dimension: Dimension) {
            self.year = year
            by = dimension
        }
    }

    package struct Line: Sendable {
        /// A value, a source, a month; the title of a course. Nil for people of whom nothing holds.
        package let name: String?
        /// IRI.
        package let course: String?
        package let learners: Int
        package let cost: Cost
    }

    package struct Report: Sendable {
        package let learners: Int
        package let total: Cost
        package let lines: [Line]
        package let obligations: [Balance]
        /// µs since 1970.
        package let asOf: Int64
    }

    /// What an employer has to spend, and what it cost them, without what funders pay.
    package struct Balance: Sendable {
        package let obligation: Obligation
        package let spent: Int64
    }

    private let database: any Database

    package init(database: any Database) {
        self.database = database
    }

    package func callAsFunction(_ request: Request) async throws -> Report {
        try await database.read { transaction in
            var ledger = SpendingLedger(request)
            let window = SpendingLedger.window(of: request.year)
            let deeds = try transaction.deeds(in: window).filter { $0.course != nil }
            let done = try transaction.completions(paidByPersonIn: window)
            let courses = try transaction.courses(numbered: Set(done.map(\.course)))
            let prices = try transaction.prices(of: Set(deeds.compactMap { $0.course?.id }).union(courses.keys))
            let people = Set(deeds.map(\.learner.number)).union(done.map(\.learner))
            let attributes = try transaction.countedAttributes(of: people)
            for deed in deeds {
                guard let course = deed.course else { continue }
                let learner = SpendingLedger.Learner(deed.learner.number, attributes[deed.learner.number] ?? [:])
                for session in deed.sessions { ledger.add(session, of: learner, in: course, prices[course.id] ?? []) }
            }
            for one in done {
                guard let course = courses[one.course] else { continue }
                let learner = SpendingLedger.Learner(one.learner, attributes[one.learner] ?? [:])
                ledger.addCompletion(at: one.at, of: learner, in: course, prices[course.id] ?? [])
            }
            return ledger.report(try transaction.obligations(in: request.year), at: transaction.startedAt)
        }
    }
}

/// Costs of a year being added up.
private struct SpendingLedger {
    struct Learner {
        let number: Int64
        let attributes: [AttributeName: Timeline]

        init(_ number: Int64, _ attributes: [AttributeName: Timeline]) {
            self.number = number
            self.attributes = attributes
        }
    }

    private struct Entry {
        var title: String?
        var iri: String?
        var learners: Set<Int64> = []
        var cost = Cost()
    }

    private let request: MeasureSpending.Request
    /// By what sorts them.
    private var lines: [String: Entry] = [:]
    private var learners: Set<Int64> = []
    private var total = Cost()
    /// Cents of their own, whatever is narrowed.
    private var byEmployer: [String: Cost] = [:]

    init(_ request: MeasureSpending.Request) { self.request = request }

    /// In UTC.
    static func window(of year: Int64) -> Range<Int64> {
        let first = Month(number: year * 12)
        return first.start..<max(first.start, Month(number: (year + 1) * 12).start)
    }

    mutating func add(
        _ session: LearnerTime.Session, of learner: Learner, in course: StoredCourse, _ prices: [CoursePrice]
    ) {
        let price = prices.price(on: Day(containing: session.end))
        add(at: session.end, of: learner, in: course) { cost in
            cost.add(counted: session.counted)
            if let price, price.basis == .hour { cost.add(session.counted, at: price) }
        }
    }

    mutating func addCompletion(at time: Int64, of learner: Learner, in course: StoredCourse, _ prices: [CoursePrice]) {
        guard let price = prices.price(on: Day(containing: time)), price.basis == .person else { return }
        add(at: time, of: learner, in: course) { $0.addPerson(at: price) }
    }

    private mutating func add(
        at time: Int64, of learner: Learner, in course: StoredCourse, _ change: (inout Cost) -> Void
    ) {
        let day = Day(containing: time)
        let values = learner.attributes.compactMapValues { $0.value(on: day)?.value }
        change(&byEmployer[values[.employer] ?? "", default: Cost()])
        guard request.filter.takes(course, values) else { return }
        change(&total)
        learners.insert(learner.number)
        let key: String
        var entry = Entry()
        switch request.by {
        case .attribute(let name): (key, entry.title) = (values[name] ?? "", values[name])
        case .source: (key, entry.title) = (course.source, course.source)
        case .course: (key, entry.title, entry.iri) = (course.iri, course.title, course.iri)
        case .month: (key, entry.title) = (Month(containing: time).text, Month(containing: time).text)
        }
        entry = lines[key] ?? entry
        entry.learners.insert(learner.number)
        change(&entry.cost)
        lines[key] = entry
    }

    func report(_ obligations: [Obligation], at time: Int64) -> MeasureSpending.Report {
        MeasureSpending.Report(
            learners: learners.count, total: total,
            lines: lines.sorted { $0.key < $1.key }.map { _, entry in
                .init(name: entry.title, course: entry.iri, learners: entry.learners.count, cost: entry.cost)
            },
            obligations: obligations.map { .init(obligation: $0, spent: byEmployer[$0.employer]?.own ?? 0) },
            asOf: time
        )
    }
}

extension [CoursePrice] {
    /// The one that began last.
    fileprivate func price(on day: Day) -> CoursePrice? { last { $0.from <= day } }
}

extension ActivityFilter {
    fileprivate func takes(_ course: StoredCourse, _ values: [AttributeName: String]) -> Bool {
        (self.course.map { $0 == course.iri } ?? true) && (source.map { $0 == course.source } ?? true)
            && attributes.allSatisfy { name, value in values[name] ?? "" == value }
    }
}

extension Transaction {
    /// Completions, in a window, of courses that ever cost something by person; `standing_course_completed` finds them.
    fileprivate func completions(
        paidByPersonIn window: Range<Int64>
    ) throws -> [(learner: Int64, course: Int64, at: Int64)] {
        let courses = try rows(
            "SELECT DISTINCT p.course FROM course_price p WHERE p.course > 0 AND p.basis = 'person'"
        ).map { try $0.integer(0) }
        guard !courses.isEmpty else { return [] }
        return try [CompletionStatus.completed, .expired].flatMap { status in
            try rows(
                """
                SELECT t.learner, t.course, t.completed_at FROM \(Batch(.integers("course", courses))) AS k
                JOIN standing t ON t.course = k.course AND t.status = \(status.rawValue)
                    AND t.completed_at >= \(window.lowerBound) AND t.completed_at < \(window.upperBound)
                """
            ).map { (learner: try $0.integer(0), course: try $0.integer(1), at: try $0.integer(2)) }
        }
    }
}
