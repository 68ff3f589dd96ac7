import Foundation
package import Persistence

/// What learners think of courses: how many rated one, the average, and how many gave how many stars.
///
/// Of each actor the latest rating of a course or of one of its items counts. Courses are taken a page at a time, their ratings along
/// `rating_activity`: it costs what was rated, not what is stored.
package struct SummarizeFeedback: Sendable {
    package struct Stars: Equatable, Sendable {
        /// How many rated it, by class: above 0 to 1 star and none, above 1 to 2, … above 4 to 5.
        package private(set) var distribution = [0, 0, 0, 0, 0]
        private var sum: Int64 = 0

        package init() {}

        package var count: Int { distribution.reduce(0, +) }

        /// 0 to 5; nil where nobody rated it.
        package var average: Double? {
            count == 0 ? nil : (Double(sum) / Double(count) / 10_000).rounded() / 100
        }

        mutating func add(_ rating: Rating) {
            let stars = min(max(rating.stars, 0), Feedback.most)
            sum += stars
            distribution[Int(max(0, (stars - 1) / 1_000_000))] += 1
        }

        static func += (one: inout Self, other: Self) {
            one.sum += other.sum
            one.distribution = zip(one.distribution, other.distribution).map(+)
        }
    }

    package struct CourseLine: Sendable {
        package let iri: String
        package let title: String
        package let source: String
        package let stars: Stars
        package let number: Int64
    }

    package static let largestPage = 100

    private let database: any Database

    package init(database: any Database) {
        self.database = database
    }

    /// Courses in the order in which they came, those without ratings too.
    ///
    /// - Parameter number: of the last one that the caller has.
    package func callAsFunction(after number: Int64?, limit: Int) async throws -> [CourseLine] {
        let limit = min(max(limit, 1), Self.largestPage)
        return try await database.read { try $0.ratedCourses(after: number ?? 0, limit: limit) }
    }

    /// Every source of a course, in the order of their names.
    package func bySource() async throws -> [(source: String, stars: Stars)] {
        try await database.read { transaction in
            var sources: [String: Stars] = [:]
            var last: Int64 = 0
            while true {
                let lines = try transaction.ratedCourses(after: last, limit: Self.largestPage)
                for line in lines { sources[line.source, default: Stars()] += line.stars }
                guard lines.count == Self.largestPage, let end = lines.last?.number else { break }
                last = end
            }
            return sources.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        }
    }
}

extension Transaction {
    fileprivate func ratedCourses(after number: Int64, limit: Int) throws -> [SummarizeFeedback.CourseLine] {
        let courses = try rows(
            """
            SELECT c.id, c.iri, c.title, o.name FROM course c JOIN source o ON o.id = c.source
            WHERE c.id > \(number) ORDER BY c.id LIMIT \(limit)
            """
        ).map { (id: try $0.integer(0), iri: try $0.text(1), title: try $0.text(2), source: try $0.text(3)) }
        let stars = try stars(ofCourses: courses.map(\.id))
        return courses.map { course in
            .init(
                iri: course.iri, title: course.title, source: course.source, stars: stars[course.id] ?? .init(),
                number: course.id
            )
        }
    }

    /// One rating of each actor in each course; `course_activity`'s key and `rating_activity` find them.
    private func stars(ofCourses courses: [Int64]) throws -> [Int64: SummarizeFeedback.Stars] {
        guard !courses.isEmpty else { return [:] }
        let rows = try rows(
            """
            SELECT i.course, r.actor, r.statement, r.at, r.stars FROM \(Batch(.integers("course", courses))) AS k
            JOIN course_activity i ON i.course = k.course JOIN rating r ON r.activity = i.activity
            """
        )
        var latest: [Int64: [Int64: Rating]] = [:]
        for row in rows {
            let (course, actor) = (try row.integer(0), try row.integer(1))
            let rating = Rating(statement: try row.uuid(2), at: try row.integer(3), stars: try row.integer(4))
            latest[course, default: [:]][actor] = latest[course]?[actor].map { max($0, rating) } ?? rating
        }
        return latest.mapValues { $0.values.reduce(into: .init()) { $0.add($1) } }
    }
}
