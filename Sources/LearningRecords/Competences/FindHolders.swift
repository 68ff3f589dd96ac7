import Completion
package import Foundation
package import Persistence

/// Who holds a competence, who lost it, who will lose it; and what one person holds.
package struct FindHolders: Sendable {
    package struct Request: Sendable {
        package var competence: String
        package var status: CompetenceHolding.Status?
        /// Those who hold it now and will have lost it within so long: µs. They come in the order of that moment.
        package var within: Int64?
        /// As people are today; empty for those of whom none holds.
        package var attributes: [AttributeName: String] = [:]
        package var limit = 50
        /// How many lines were seen.
        package var offset = 0

        package init(competence: String) { self.competence = competence }
    }

    package struct Holder: Sendable {
        package let learner: CompletionAnswer.Learner
        package let holding: CompetenceHolding
        /// IRIs of the courses that give it.
        package let courses: [String]
    }

    package struct Page: Sendable {
        package let competence: Competence
        package let items: [Holder]
        package let total: Int
        /// Where more follow.
        package let next: Int?
        /// µs since 1970.
        package let asOf: Int64
    }

    package struct Coverage: Sendable {
        package let competence: Competence
        package let lines: [(value: String?, held: Int, expiring: Int, lost: Int, people: Int)]
        /// µs since 1970.
        package let asOf: Int64
    }

    package static let largestPage = 1_000

    private let database: any Database

    package init(database: any Database) {
        self.database = database
    }

    /// - Returns: nil where no competence is called so.
    package func callAsFunction(_ request: Request) async throws -> Page? {
        try await database.read { transaction in
            guard let competence = try transaction.competences([request.competence]).first else { return nil }
            let now = transaction.startedAt
            var holders = try transaction.holders(of: competence).filter { _, holding in
                guard let within = request.within else { return (request.status ?? holding.status) == holding.status }
                return holding.isLost(within: within, of: now)
            }
            if !request.attributes.isEmpty {
                let values = try transaction.values(of: Set(holders.map(\.learner)), on: now)
                holders = holders.filter { learner, _ in
                    request.attributes.allSatisfy { values[learner]?[$0] ?? "" == $1 }
                }
            }
            if request.within != nil { holders.sort { ($0.holding.until ?? .max) < ($1.holding.until ?? .max) } }
            let limit = min(max(request.limit, 1), Self.largestPage)
            let shown = holders.dropFirst(max(request.offset, 0)).prefix(limit)
            let seen = request.offset + shown.count
            return Page(
                competence: competence, items: try transaction.shown(Array(shown), competence), total: holders.count,
                next: seen < holders.count && !shown.isEmpty ? seen : nil, asOf: now
            )
        }
    }

    /// How many hold it, will have lost it within so long, or lost it, for each value of an attribute that somebody has today,
    /// zeros included; nil stands for people of whom none holds.
    ///
    /// - Parameter within: µs.
    /// - Returns: nil where no competence is called so.
    package func coverage(of id: String, by name: AttributeName, within: Int64) async throws -> Coverage? {
        try await database.read { transaction in
            guard let competence = try transaction.competences([id]).first else { return nil }
            let now = transaction.startedAt
            let people = try transaction.everybody(by: name, on: Day(containing: now))
            var lines: [String: (held: Int, expiring: Int, lost: Int)] = [:]
            let holders = try transaction.holders(of: competence)
            let values = try transaction.values(of: Set(holders.map(\.learner)), on: now)
            for (learner, holding) in holders {
                let value = values[learner]?[name] ?? ""
                var line = lines[value] ?? (0, 0, 0)
                line.held += holding.status == .held ? 1 : 0
                line.lost += holding.status == .lost ? 1 : 0
                line.expiring += holding.isLost(within: within, of: now) ? 1 : 0
                lines[value] = line
            }
            let keys = Set(people.keys).union(lines.keys).sorted()
            return Coverage(
                competence: competence,
                lines: keys.map { key in
                    let line = lines[key] ?? (0, 0, 0)
                    return (key.isEmpty ? nil : key, line.held, line.expiring, line.lost, people[key] ?? 0)
                }, asOf: now
            )
        }
    }

    /// What a person holds, or held.
    ///
    /// - Returns: nil where there is no such person.
    package func held(by id: UUID) async throws -> [(competence: Competence, holding: CompetenceHolding)]? {
        try await database.read { transaction in
            guard let person = try transaction.livingPerson(id) else { return nil }
            let ids = try transaction.competenceIDs(after: "", limit: 10_000)
            let competences = try transaction.competences(ids)
            let standings = try transaction.standings(of: person)
            return competences.compactMap { competence in
                let own = competence.courses.reduce(into: [:]) { $0[$1.number] = standings[$1.number] }
                return CompetenceHolding(needed: competence.needed, standings: own, at: transaction.startedAt)
                    .map { (competence, $0) }
            }
        }
    }
}

extension CompetenceHolding {
    fileprivate func isLost(within length: Int64, of now: Int64) -> Bool {
        guard status == .held, let until else { return false }
        return until <= now.addingReportingOverflow(length).partialValue
    }
}

extension Transaction {
    /// Everybody who holds it or did, in the order of their numbers; `standing_course_status` finds them.
    fileprivate func holders(of competence: Competence) throws -> [(learner: Int64, holding: CompetenceHolding)] {
        var standings: [Int64: [Int64: CourseStanding]] = [:]
        for status in [CompletionStatus.completed, .waived, .expired] {
            let batch = Batch(.integers("course", competence.courses.map(\.number)))
            for row in try rows(
                """
                SELECT t.learner, t.course, t.completed_at, t.expires_at FROM \(batch) AS k
                JOIN standing t ON t.course = k.course AND t.status = \(status.rawValue)
                """
            ) {
                standings[try row.integer(0), default: [:]][try row.integer(1)] = CourseStanding(
                    status: status, completedAt: try row.optionalInteger(2), expiresAt: try row.optionalInteger(3)
                )
            }
        }
        return standings.sorted { $0.key < $1.key }.compactMap { learner, standings in
            CompetenceHolding(needed: competence.needed, standings: standings, at: startedAt).map { (learner, $0) }
        }
    }

    /// Of one learner; `standing_key` finds them.
    fileprivate func standings(of learner: Int64) throws -> [Int64: CourseStanding] {
        let rows = try rows(
            "SELECT t.course, t.status, t.completed_at, t.expires_at FROM standing t WHERE t.learner = \(learner)"
        )
        return try rows.reduce(into: [:]) { standings, row in
            guard let status = CompletionStatus(rawValue: try row.text(1)) else { return }
            standings[try row.integer(0)] = CourseStanding(
                status: status, completedAt: try row.optionalInteger(2), expiresAt: try row.optionalInteger(3)
            )
        }
    }

    /// What holds of people at a time.
    fileprivate func values(of learners: Set<Int64>, on time: Int64) throws -> [Int64: [AttributeName: String]] {
        let day = Day(containing: time)
        return try countedAttributes(of: learners).mapValues { attributes in
            attributes.compactMapValues { $0.value(on: day)?.value }
        }
    }

    /// How many people are of each value on a day; `person_attribute_value` has them in order.
    fileprivate func everybody(by name: AttributeName, on day: Day) throws -> [String: Int] {
        let rows = try rows(
            """
            SELECT a.value, count(*) FROM person_attribute a WHERE a.name = \(name.rawValue)
            AND a.from_day <= \(day.number) AND a.until_day >= \(day.number) GROUP BY a.value
            """
        )
        return Dictionary(
            try rows.map { (try $0.text(0), Int(try $0.integer(1))) }, uniquingKeysWith: { one, _ in one }
        )
    }

    fileprivate func shown(
        _ holders: [(learner: Int64, holding: CompetenceHolding)], _ competence: Competence
    ) throws -> [FindHolders.Holder] {
        let numbers = Set(holders.map(\.learner))
        let learners = try shownLearners(numbers, try learners(numbered: numbers), asked: AskedLearner())
        let iris = Dictionary(competence.courses.map { ($0.number, $0.iri) }, uniquingKeysWith: { one, _ in one })
        return holders.compactMap { number, holding in
            learners[number].map { learner in
                FindHolders.Holder(
                    learner: learner, holding: holding, courses: holding.courses.compactMap { iris[$0] }
                )
            }
        }
    }
}
