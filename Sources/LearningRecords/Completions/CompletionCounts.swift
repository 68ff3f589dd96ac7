import Persistence

/// Counts of standings, read inside one view of the store: what is counted already, and the changes that are not yet.
struct CompletionCounts {
    typealias Line = SummarizeCompletions.Line

    let transaction: any Transaction
    let course: Int64?
    let attributes: AttributeFilter

    private var day: Int64 { Day(containing: transaction.startedAt).number }

    /// A line for each value that holds of somebody today, and one for those of whom none does.
    func lines(by name: AttributeName) throws -> [Line] {
        var tallies: [String: Tally] = [:]
        let asked = attributes.values[name].map { [$0] }
        for value in asked ?? (name == .category ? AttributeName.categories : []) { tallies[value] = Tally() }
        for row in try transaction.rows(.tallies(by: name, of: attributes, in: course, on: day)) {
            tallies[try row.text(0)] = try Tally(row, from: 1)
        }
        var all = try everybody()
        if course == nil {
            let deltas = try transaction.deltas().map(\.delta)
            let values = try values(of: name, among: Set(deltas.map(\.place.learner)))
            for delta in deltas {
                guard let value = values[delta.place.learner] else { continue }
                if let value { tallies[value, default: Tally()].add(delta) }
                all.add(delta)
            }
        }
        let known = tallies.values.reduce(into: Tally()) { $0 += $1 }
        let lines = tallies.sorted { $0.key < $1.key }.map { Line(key: .attribute(name, $0.key), tally: $0.value) }
        return asked == nil ? lines + [Line(key: .attribute(name, nil), tally: all - known)] : lines
    }

    /// Whoever has the attributes asked, without the changes that are not counted yet.
    private func everybody() throws -> Tally {
        if let first = attributes.first {
            let rest = attributes.without(first.name)
            let row = try transaction.rows(.tally(of: first, rest, in: course, on: day)).first
            return try row.map { try Tally($0, from: 0) } ?? Tally()
        }
        var tally = Tally()
        if let course {
            for row in try transaction.rows(.statuses(ofCourse: course)) {
                tally.add(try row.integer(1), try row.text(0))
            }
        } else {
            for (_, status, number) in try transaction.tallies(.course) { tally.add(number, status) }
        }
        return tally
    }

    /// By learner who has the attributes asked: the value, or nil where none holds.
    private func values(of name: AttributeName, among learners: Set<Int64>) throws -> [Int64: String?] {
        guard !learners.isEmpty else { return [:] }
        let batch = Batch(.integers("learner", learners.sorted()))
        let rows = try transaction.rows(
            """
            SELECT k.learner, a.value FROM \(batch) AS k LEFT JOIN person_attribute a ON a.person = k.learner
            AND a.name = \(name.rawValue) AND a.from_day <= \(day) AND a.until_day >= \(day)
            WHERE k.learner > 0 \(attributes.conditions(on: day, person: "k.learner"))
            """
        )
        return Dictionary(
            try rows.map { (try $0.integer(0), try $0.optionalText(1)) }, uniquingKeysWith: { one, _ in one }
        )
    }
}

extension CompletionCounts {
    func linesByCourse() throws -> [Line] {
        let tallies = try talliesByCourse()
        return try transaction.listedCourses(course).map { course in
            Line(
                key: .course(iri: course.iri, title: course.title, source: course.source),
                tally: tallies[course.id] ?? Tally()
            )
        }
    }

    func linesBySource() throws -> [Line] {
        let tallies = try talliesByCourse()
        var sources: [String: Tally] = [:]
        for course in try transaction.listedCourses(course) {
            sources[course.source, default: Tally()] += tallies[course.id] ?? Tally()
        }
        return sources.sorted { $0.key < $1.key }.map { Line(key: .source($0.key), tally: $0.value) }
    }

    private func talliesByCourse() throws -> [Int64: Tally] {
        var tallies: [Int64: Tally] = [:]
        if let first = attributes.first {
            let rest = attributes.without(first.name)
            for row in try transaction.rows(.talliesByCourse(of: first, rest, in: course, on: day)) {
                tallies[try row.integer(0)] = try Tally(row, from: 1)
            }
            return tallies
        }
        for (course, status, number) in try transaction.tallies(.course) {
            tallies[course, default: Tally()].add(number, status)
        }
        for (_, delta) in try transaction.deltas() { tallies[delta.place.course, default: Tally()].add(delta) }
        return tallies
    }

    /// From the first month in which somebody completed something to the last, those between included.
    func linesByMonth() throws -> [Line] {
        let tallies = try talliesByMonth().filter { $0.value != Tally() }
        guard let first = tallies.keys.min(), let last = tallies.keys.max() else { return [] }
        return (first.number...last.number).map { number in
            let month = Month(number: number)
            return Line(key: .month(month), tally: tallies[month] ?? Tally())
        }
    }

    private func talliesByMonth() throws -> [Month: Tally] {
        var tallies: [Month: Tally] = [:]
        if let course {
            for row in try transaction.rows(.completions(ofCourse: course)) {
                tallies[Month(containing: try row.integer(1)), default: Tally()].add(1, try row.text(0))
            }
            return tallies
        }
        for (month, status, number) in try transaction.tallies(.month) {
            tallies[Month(number: month), default: Tally()].add(number, status)
        }
        for (_, delta) in try transaction.deltas() {
            if let before = delta.before, let month = before.month {
                tallies[month, default: Tally()].add(-1, before.status)
            }
            if let after = delta.after, let month = after.month {
                tallies[month, default: Tally()].add(1, after.status)
            }
        }
        return tallies
    }
}

extension Transaction {
    /// `standing_tally_key` has them in order.
    func tallies(_ kind: TallyKind) throws -> [(key: Int64, status: String, number: Int64)] {
        try rows(
            "SELECT y.key, y.status, y.standings FROM standing_tally y WHERE y.kind = \(kind.rawValue) ORDER BY y.key, y.status"
        ).map { (try $0.integer(0), try $0.text(1), try $0.integer(2)) }
    }

    /// Every course, or one, in the order of their numbers.
    fileprivate func listedCourses(
        _ course: Int64?
    ) throws -> [(id: Int64, iri: String, title: String, source: String)] {
        let one: Query = course.map { "AND c.id = \($0)" } ?? ""
        return try rows(
            """
            SELECT c.id, c.iri, c.title, o.name FROM course c JOIN source o ON o.id = c.source
            WHERE c.id > 0 \(one) ORDER BY c.id
            """
        ).map { (try $0.integer(0), try $0.text(1), try $0.text(2), try $0.text(3)) }
    }

    /// Whether identifiers moved and standings have not followed yet.
    var isRewritingStandings: Bool {
        get throws { try !rows("SELECT q.learner FROM standing_queue q WHERE q.learner > 0 LIMIT 1").isEmpty }
    }
}
