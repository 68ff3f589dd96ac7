package import Foundation
package import Persistence
package import XAPI

/// People by name, matricule or identifier, page by page; and one of them.
package struct FindPeople: Sendable {
    package struct Request: Sendable {
        /// Words, or beginnings of words, that a person's name, matricule or identifiers hold, all of them; accents and
        /// case do not matter.
        package var words = ""
        package var matricule: String?
        package var identifier: InverseFunctionalIdentifier?
        package var limit = 50
        package var cursor: PeopleCursor?

        package init() {}
    }

    package struct Page: Sendable {
        package let items: [Person]
        /// More may follow, also behind a page that is not full.
        package let next: PeopleCursor?
    }

    package static let largestPage = 500
    /// Rows that one page of a search looks at.
    static let mostCandidates = 2_000
    private static let mostWords = 6

    private let database: any Database

    package init(database: any Database) {
        self.database = database
    }

    package func callAsFunction(_ id: UUID) async throws -> Person? {
        try await database.read { try $0.person(id) }
    }

    package func callAsFunction(_ request: Request) async throws -> Page {
        let limit = min(max(request.limit, 1), Self.largestPage)
        let words = Array(PersonClue.words(request.words).prefix(Self.mostWords))
        return try await database.read { transaction in
            let places: [PeopleCursor]
            var next: PeopleCursor?
            if request.matricule != nil || request.identifier != nil {
                places = try transaction.exactly(request).map { PeopleCursor(key: [], person: $0) }
            } else {
                (places, next) =
                    try words.isEmpty
                    ? transaction.everybody(after: request.cursor, limit: limit)
                    : transaction.called(words, after: request.cursor, limit: limit)
            }
            let people = try transaction.people(numbered: Set(places.map(\.person)))
            return Page(items: places.compactMap { people[$0.person] }, next: next)
        }
    }
}

/// Where a page of people ends.
package struct PeopleCursor: Sendable, Equatable {
    let key: [UInt8]
    let person: Int64

    init(key: [UInt8], person: Int64) {
        self.key = key
        self.person = person
    }

    /// As it travels in a link.
    package var text: String { Data("\(person).".utf8 + key).base64URLText }

    /// Nil for a text that is no cursor.
    package init?(text: String) {
        guard text.utf8.count <= 2_000, let data = Data(base64URLText: text) else { return nil }
        let parts = data.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let person = Int64(String(decoding: parts[0], as: UTF8.self)) else { return nil }
        self.init(key: Array(parts[1]), person: person)
    }
}

extension Transaction {
    fileprivate func exactly(_ request: FindPeople.Request) throws -> [Int64] {
        var found: Set<Int64>?
        if let matricule = request.matricule {
            found = Set(try people(withMatricules: [matricule]).values)
        }
        if let identifier = request.identifier {
            let actors = Set(try numbers(of: [.actor(identifier)]).values)
            let owners = Set(try owners(ofActors: actors).values.compactMap(\.person))
            found = found.map { $0.intersection(owners) } ?? owners
        }
        return Array(found ?? [])
    }

    /// In the order of `person_name`.
    fileprivate func everybody(
        after cursor: PeopleCursor?, limit: Int
    ) throws -> (places: [PeopleCursor], next: PeopleCursor?) {
        let rows = try rows(
            """
            SELECT p.sort_key, p.id FROM person p WHERE p.merged_into IS NULL
            AND (p.sort_key, p.id) > (\(cursor?.key ?? []), \(cursor?.person ?? 0))
            ORDER BY p.sort_key, p.id LIMIT \(limit + 1)
            """
        )
        let places = try rows.map { PeopleCursor(key: try $0.blob(0), person: try $0.integer(1)) }
        let shown = Array(places.prefix(limit))
        return (shown, places.count > limit ? shown.last : nil)
    }

    /// Along `person_clue_key` by the longest word, which is the rarest; `person_clue_person` tells whether the others are
    /// there. A person with several words that begin alike is shown at the first.
    fileprivate func called(
        _ words: [String], after cursor: PeopleCursor?, limit: Int
    ) throws -> (places: [PeopleCursor], next: PeopleCursor?) {
        var others = words
        let longest = words.indices.max { words[$0].utf8.count < words[$1].utf8.count } ?? 0
        let first = PersonClue(.word, others.remove(at: longest))
        let rows = try rows(
            .candidates(first, others: others, after: cursor, limit: FindPeople.mostCandidates)
        )
        var places: [PeopleCursor] = []
        for row in rows {
            let place = PeopleCursor(key: try row.blob(0), person: try row.integer(1))
            if try row.integer(2) == 1 { places.append(place) }
            if places.count == limit { return (places, place) }
        }
        guard rows.count == FindPeople.mostCandidates, let last = rows.last else { return (places, nil) }
        return (places, PeopleCursor(key: try last.blob(0), person: try last.integer(1)))
    }
}

extension Query {
    fileprivate static func candidates(
        _ first: PersonClue, others: [String], after cursor: PeopleCursor?, limit: Int
    ) -> Query {
        let kind = PersonClue.Kind.word.rawValue
        let alsoHas = others.map { PersonClue(.word, $0) }.reduce("" as Query) { query, clue in
            """
            \(query) AND EXISTS (SELECT 1 FROM person_clue o WHERE o.person = w.person AND o.kind = \(kind)
                AND o.clue >= \(clue.text) AND o.clue < \(clue.end))
            """
        }
        return """
            SELECT w.clue, w.person, CASE WHEN NOT EXISTS (SELECT 1 FROM person_clue e WHERE e.person = w.person
                AND e.kind = \(kind) AND e.clue >= \(first.text) AND e.clue < w.clue) \(alsoHas) THEN 1 ELSE 0 END
            FROM person_clue w WHERE w.kind = \(kind)
            AND (w.clue, w.person) > (\(cursor?.key ?? first.text), \(cursor?.person ?? 0)) AND w.clue < \(first.end)
            ORDER BY w.clue, w.person LIMIT \(limit)
            """
    }
}
