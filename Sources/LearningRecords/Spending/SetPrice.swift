package import Persistence

/// Says what a course costs from a day on. What was said before of that day or of later ones stays written down, and holds no
/// more for that day.
package struct SetPrice: Sendable {
    private let database: any Database

    package init(database: any Database) {
        self.database = database
    }

    /// - Parameters:
    ///   - course: its IRI, or the last part of it.
    ///   - key: who asks.
    /// - Returns: the prices of the course, from the earliest day on; nil where there is no such course.
    package func callAsFunction(_ price: CoursePrice, of course: String, by key: String) async throws -> [CoursePrice]?
    {
        try await database.writeAgainOnRace { transaction in
            guard let number = try transaction.courseNumber(course) else { return nil }
            let prices = try transaction.prices(of: [number])[number] ?? []
            if !prices.contains(price) { try transaction.insert(price, of: number, by: key) }
            return try transaction.prices(of: [number])[number] ?? []
        }
    }

    /// - Returns: nil where there is no such course.
    package func prices(of course: String) async throws -> [CoursePrice]? {
        try await database.read { transaction in
            try transaction.courseNumber(course).map { try transaction.prices(of: [$0])[$0] ?? [] }
        }
    }
}

/// Says what an employer has to spend in a year.
package struct SetObligation: Sendable {
    private let database: any Database

    package init(database: any Database) {
        self.database = database
    }

    /// - Parameter key: who asks.
    /// - Returns: the obligations of the year, by employer.
    package func callAsFunction(_ obligation: Obligation, by key: String) async throws -> [Obligation] {
        try await database.writeAgainOnRace { transaction in
            let there = try transaction.obligations(in: obligation.year)
            if !there.contains(obligation) { try transaction.insert(obligation, by: key) }
            return try transaction.obligations(in: obligation.year)
        }
    }
}

extension Transaction {
    /// From the earliest day on, one for each day; `course_price_key` finds them.
    func prices(of courses: Set<Int64>) throws -> [Int64: [CoursePrice]] {
        guard !courses.isEmpty else { return [:] }
        let rows = try rows(
            """
            SELECT p.course, p.from_day, p.cents, p.basis, p.funded, p.funder
            FROM \(Batch(.integers("course", courses.sorted()))) AS k JOIN course_price p ON p.course = k.course
            ORDER BY k.ordinal, p.number
            """
        )
        var prices: [Int64: [Day: CoursePrice]] = [:]
        for row in rows {
            guard let basis = CoursePrice.Basis(rawValue: try row.text(3)) else { continue }
            let day = Day(number: try row.integer(1))
            prices[try row.integer(0), default: [:]][day] = CoursePrice(
                from: day, cents: try row.integer(2), basis: basis, funded: try row.integer(4),
                funder: try row.optionalText(5)
            )
        }
        return prices.mapValues { $0.values.sorted { $0.from < $1.from } }
    }

    fileprivate func insert(_ price: CoursePrice, of course: Int64, by key: String) throws {
        try execute(
            """
            INSERT INTO course_price (course, number, from_day, cents, basis, funded, funder, access_key, at)
            VALUES (\(course), (SELECT coalesce(max(p.number), 0) + 1 FROM course_price p WHERE p.course = \(course)),
                \(price.from.number), \(price.cents), \(price.basis.rawValue), \(price.funded), \(price.funder), \(key),
                \(startedAt))
            """
        )
    }

    /// By employer; `obligation_key` finds them.
    func obligations(in year: Int64) throws -> [Obligation] {
        let rows = try rows(
            """
            SELECT o.employer, o.cents, o.reason FROM obligation o WHERE o.year = \(year) ORDER BY o.employer, o.number
            """
        )
        var obligations: [String: Obligation] = [:]
        for row in rows {
            let employer = try row.text(0)
            obligations[employer] = Obligation(
                year: year, employer: employer, cents: try row.integer(1), reason: try row.text(2)
            )
        }
        return obligations.values.sorted { $0.employer < $1.employer }
    }

    fileprivate func insert(_ obligation: Obligation, by key: String) throws {
        let (year, employer) = (obligation.year, obligation.employer)
        try execute(
            """
            INSERT INTO obligation (year, employer, number, cents, reason, access_key, at)
            VALUES (\(year), \(employer), (SELECT coalesce(max(o.number), 0) + 1 FROM obligation o
                WHERE o.year = \(year) AND o.employer = \(employer)), \(obligation.cents), \(obligation.reason), \(key),
                \(startedAt))
            """
        )
    }
}
