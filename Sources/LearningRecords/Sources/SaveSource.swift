package import Persistence

/// Names a source, and says for which courses it is trusted. Where that changes, so do the standings that rest on it.
package struct SaveSource: Sendable {
    package struct Request: Sendable {
        package var name: String
        package var label: String?
        package var trust: StatementSource.Trust

        package init(name: String, label: String? = nil, trust: StatementSource.Trust) {
            self.name = name
            self.label = label
            self.trust = trust
        }
    }

    package enum Outcome: Equatable, Sendable {
        case created(StatementSource)
        case saved(StatementSource)
        /// No source can be called so, or it is the service itself.
        case invalidName
        /// At this place of the list stands no course.
        case unknownCourse(place: Int)
    }

    private let database: any Database
    private let outlines: CourseOutlines

    package init(database: any Database, outlines: CourseOutlines) {
        self.database = database
        self.outlines = outlines
    }

    /// - Parameter key: who asks.
    package func callAsFunction(_ request: Request, by key: String) async throws -> Outcome {
        guard StatementSource.isName(request.name) else { return .invalidName }
        return try await database.writeAgainOnRace { [outlines] transaction in
            let courses: NumberList?
            switch try transaction.numbered(request.trust) {
            case .success(let numbers): courses = numbers
            case .failure(let unknown): return .unknownCourse(place: unknown.place)
            }
            // Before the list is read: of two who change it at once, the second sees what the first did.
            _ = try transaction.rows("\(Fragment.holdFacts)")
            let before = try transaction.sources(named: request.name).first
            let number = try before?.number ?? transaction.source(named: request.name)
            try transaction.execute(
                """
                UPDATE source SET label = \(request.label), is_listed = \(courses == nil ? 0 : 1) WHERE id = \(number)
                """
            )
            if courses != before?.courses {
                try transaction.insertTrust(of: number, in: courses, by: key)
                let changed = try transaction.setTrust(of: number, in: courses)
                var standings = StandingUpdate(transaction: transaction, outlines: outlines)
                try standings.follow(actors: try transaction.actors(in: changed, of: number))
            }
            guard let saved = try transaction.shown(transaction.sources(named: request.name)).first else {
                throw StoreError.unavailable
            }
            return before == nil ? .created(saved) : .saved(saved)
        }
    }
}

private struct UnknownCourse: Error { let place: Int }

extension Transaction {
    fileprivate func numbered(_ trust: StatementSource.Trust) throws -> Result<NumberList?, UnknownCourse> {
        guard case .courses(let iris) = trust else { return .success(nil) }
        let known = try courses(iris: Set(iris))
        if let place = iris.firstIndex(where: { known[$0] == nil }) { return .failure(UnknownCourse(place: place)) }
        return .success(NumberList(Set(known.values)))
    }
}
