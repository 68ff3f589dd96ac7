package import Foundation
package import Persistence

/// Registers a person in a course, or everybody who is of a service, métier, employer or category today. Whoever has done
/// nothing there yet stands as not started from now on.
package struct RegisterPeople: Sendable {
    package enum Target: Sendable {
        case person(UUID)
        /// All of these attributes, at least one.
        case everybody([AttributeName: String])
    }

    package struct Report: Equatable, Sendable {
        package let registered: Int
        /// Those who were registered before.
        package let already: Int
        /// Of the one person that was asked.
        package let registration: UUID?
    }

    package enum Outcome: Equatable, Sendable {
        case registered(Report)
        case unknownCourse
        case unknownPerson
        /// More than one transaction should take.
        case tooManyPeople
    }

    package static let mostPeople = 20_000

    private let database: any Database
    private let outlines: CourseOutlines
    private let newID: @Sendable () -> UUID

    package init(database: any Database, outlines: CourseOutlines, newID: @escaping @Sendable () -> UUID) {
        self.database = database
        self.outlines = outlines
        self.newID = newID
    }

    /// - Parameters:
    ///   - course: IRI.
    ///   - key: who asks.
    package func callAsFunction(_ target: Target, in course: String, by key: String) async throws -> Outcome {
        let seed = newID()
        return try await database.writeAgainOnRace { [outlines] transaction in
            guard let number = try transaction.course(iri: course) else { return .unknownCourse }
            guard let people = try transaction.people(target) else { return .unknownPerson }
            guard people.count <= Self.mostPeople else { return .tooManyPeople }
            try transaction.lockPeople(people)
            let new = try transaction.register(
                people, in: number, iri: course, seed: seed, by: key, outlines: outlines
            )
            let own = try transaction.registration(of: target, people, in: number)
            return .registered(Report(registered: new, already: people.count - new, registration: own))
        }
    }
}

/// Takes a registration back; what was done in the course stays.
package struct WithdrawRegistration: Sendable {
    private let database: any Database
    private let outlines: CourseOutlines

    package init(database: any Database, outlines: CourseOutlines) {
        self.database = database
        self.outlines = outlines
    }

    /// - Returns: false where there is none of this id.
    package func callAsFunction(_ id: UUID, by key: String) async throws -> Bool {
        try await database.write { [outlines] transaction in
            let gone = try transaction.rows(
                "DELETE FROM registration WHERE uid = \(id) RETURNING person, course"
            ).first
            guard let gone else { return false }
            let (person, course) = (try gone.integer(0), try gone.integer(1))
            let change = FieldChange("course", try transaction.courses(numbered: [course])[course]?.iri, nil)
            try transaction.record([.init(kind: .unregistered, person: person, changes: [change])], by: key)
            _ = try transaction.rows("\(Fragment.holdFacts)")
            var standings = StandingUpdate(transaction: transaction, outlines: outlines)
            try standings.rewrite(Set([try transaction.livingPerson(numbered: person)].compactMap { $0 }))
            return true
        }
    }
}

extension StandingUpdate {
    /// Last in a transaction, since nobody writes facts from here until it ends.
    fileprivate mutating func write(registered people: [Int64], in course: Int64) throws {
        guard !people.isEmpty else { return }
        _ = try transaction.rows("\(Fragment.holdFacts)")
        guard people.count <= Self.mostLearners else { return try transaction.queueStandings(of: Set(people)) }
        let learners = try transaction.learners(numbered: Set(people))
        try write(Set(people.map { .init(learner: $0, course: course) }), of: learners)
    }
}

extension Transaction {
    /// Registers people who are locked in a course.
    ///
    /// - Returns: how many were not registered before.
    func register(
        _ people: Set<Int64>, in course: Int64, iri: String, seed: UUID, by key: String, outlines: CourseOutlines
    ) throws -> Int {
        let places = people.sorted().map { Standing.Place(learner: $0, course: course) }
        let already = Set(try registrations(at: places).keys.map(\.learner))
        let new = people.subtracting(already).sorted()
        try register(new, in: course, seed: seed, by: key)
        try record(
            new.map { .init(kind: .registered, person: $0, changes: [FieldChange("course", nil, iri)]) }, by: key
        )
        var standings = StandingUpdate(transaction: self, outlines: outlines)
        try standings.write(registered: new, in: course)
        return new.count
    }

    /// Nil for a person that there is not. `person_attribute_value` finds those of an attribute.
    fileprivate func people(_ target: RegisterPeople.Target) throws -> Set<Int64>? {
        switch target {
        case .person(let id): return try livingPerson(id).map { [$0] }
        case .everybody(let values): return try people(of: values)
        }
    }

    /// Everybody of whom all of these hold today, one more than may be registered at most; nobody where all are empty.
    func people(of values: [AttributeName: String]) throws -> Set<Int64> {
        var filter = AttributeFilter()
        filter.values = values
        guard let first = filter.first else { return [] }
        let day = Day(containing: startedAt).number
        let found = try rows(.people(filter, first: first, on: day, from: 1, limit: RegisterPeople.mostPeople + 1))
            .map { try $0.integer(0) }
        // Whoever was merged into another is no learner.
        let living = try rows(
            """
            SELECT p.id FROM \(Batch(.integers("id", found))) AS k
            JOIN person p ON p.id = k.id WHERE p.merged_into IS NULL
            """
        )
        return Set(try living.map { try $0.integer(0) })
    }

    fileprivate func register(_ people: [Int64], in course: Int64, seed: UUID, by key: String) throws {
        guard !people.isEmpty else { return }
        let ids = people.map { people.count == 1 ? seed : UUID(digestOf: seed.storedBytes + Array("\($0)".utf8)) }
        let batch = Batch(.blobs("uid", ids.map(\.storedBytes)), .integers("person", people))
        try execute(
            """
            INSERT INTO registration (uid, person, course, registered_at, access_key)
            SELECT k.uid, k.person, \(course), \(startedAt), \(key) FROM \(batch) AS k
            """
        )
    }

    fileprivate func registration(
        of target: RegisterPeople.Target, _ people: Set<Int64>, in course: Int64
    ) throws -> UUID? {
        guard case .person = target, let person = people.first else { return nil }
        let place = Standing.Place(learner: person, course: course)
        return try registrations(at: [place])[place]?.id
    }

    /// The person, or whom it was merged into, through any number of merges.
    fileprivate func livingPerson(numbered number: Int64) throws -> Int64? {
        guard let row = try rows("SELECT uid FROM person WHERE id = \(number)").first else { return nil }
        return try livingPerson(row.uuid(0))
    }
}
