package import Persistence
package import XAPI

/// Learners whom only statements name: they belong to no person yet. Each comes with people whom it may be.
package struct FindUnknownPeople: Sendable {
    package struct Unknown: Sendable {
        package let identifier: InverseFunctionalIdentifier
        /// That statements gave, the newest first.
        package internal(set) var names: [String] = []
        /// When the last statement was stored that names it: µs since 1970.
        package let lastSeen: Int64?
        /// The likeliest first.
        package internal(set) var suggestions: [Suggestion] = []
        let actor: Int64
        let key: [UInt8]
    }

    package struct Suggestion: Sendable {
        package enum Reason: String, Comparable, Sendable {
            /// The account's name is the person's matricule.
            case matricule
            /// The digest is that of the person's mailbox.
            case mailbox
            /// A name in statements, or in the mailbox, is the person's.
            case name

            package static func < (one: Self, other: Self) -> Bool { one.rank < other.rank }

            private var rank: Int {
                switch self {
                case .mailbox: 0
                case .matricule: 1
                case .name: 2
                }
            }
        }

        package let person: Person
        package let because: Reason
    }

    package struct Page: Sendable {
        package let items: [Unknown]
        package let next: PeopleCursor?
    }

    package static let largestPage = 200
    /// Identifiers that one page looks at; most of them belong to somebody.
    static let mostCandidates = 2_000
    /// For one identifier.
    static let mostSuggestions = 5

    private let database: any Database

    package init(database: any Database) {
        self.database = database
    }

    package func callAsFunction(after cursor: PeopleCursor? = nil, limit: Int = 50) async throws -> Page {
        let limit = min(max(limit, 1), Self.largestPage)
        return try await database.read { transaction in
            var (found, next) = try transaction.unknownLearners(after: cursor, limit: limit)
            let names = try transaction.names(of: found.map(\.actor))
            for place in found.indices { found[place].names = names[found[place].actor] ?? [] }
            return Page(items: try transaction.suggesting(found), next: next)
        }
    }
}

extension Transaction {
    /// Along `term_key`; the keys of `fact`, `person_identifier` and `statement_agent` tell the rest.
    fileprivate func unknownLearners(
        after cursor: PeopleCursor?, limit: Int
    ) throws -> (found: [FindUnknownPeople.Unknown], next: PeopleCursor?) {
        let rows = try rows(
            """
            SELECT t.id, t.key, coalesce(t.text, t.key), CASE WHEN EXISTS (SELECT 1 FROM fact f WHERE f.actor = t.id)
                AND NOT EXISTS (SELECT 1 FROM person_identifier i WHERE i.actor = t.id) THEN 1 ELSE 0 END,
                (SELECT max(a.stored) FROM statement_agent a WHERE a.agent = t.id)
            FROM term t WHERE t.kind = \(Term.Kind.actor.rawValue) AND t.key > \(cursor?.key ?? [])
            ORDER BY t.key LIMIT \(FindUnknownPeople.mostCandidates)
            """
        )
        var found: [FindUnknownPeople.Unknown] = []
        for row in rows {
            let key = try row.blob(1)
            let canonical = String(decoding: try row.blob(2), as: UTF8.self)
            guard try row.integer(3) == 1, let identifier = InverseFunctionalIdentifier(canonical: canonical) else {
                continue
            }
            found.append(
                .init(identifier: identifier, lastSeen: try row.optionalInteger(4), actor: try row.integer(0), key: key)
            )
            if found.count == limit { return (found, PeopleCursor(key: key, person: 0)) }
        }
        guard rows.count == FindUnknownPeople.mostCandidates, let last = rows.last else { return (found, nil) }
        return (found, PeopleCursor(key: try last.blob(1), person: 0))
    }

    /// Names that statements gave, the newest first; `agent_name_key` finds them.
    fileprivate func names(of actors: [Int64]) throws -> [Int64: [String]] {
        guard !actors.isEmpty else { return [:] }
        let rows = try rows(
            """
            SELECT n.agent, n.name, n.learned_at FROM \(Batch(.integers("actor", actors))) AS k
            JOIN agent_name n ON n.agent = k.actor
            """
        )
        let names = try rows.map {
            (try $0.integer(0), String(decoding: try $0.blob(1), as: UTF8.self), try $0.integer(2))
        }
        return Dictionary(grouping: names.sorted { $0.2 > $1.2 }, by: \.0).mapValues { $0.prefix(5).map(\.1) }
    }

    /// One query for the clues of all, one for the people they lead to.
    fileprivate func suggesting(_ found: [FindUnknownPeople.Unknown]) throws -> [FindUnknownPeople.Unknown] {
        let clues = found.map(\.clues)
        let numbers = try people(by: Set(clues.joined().map(\.clue)))
        let few = numbers.mapValues { $0.prefix(FindUnknownPeople.mostSuggestions) }
        let people = try people(numbered: Set(few.values.joined()))
        return zip(found, clues).map { unknown, clues in
            var unknown = unknown
            var seen: Set<Int64> = []
            let all = clues.sorted { $0.because < $1.because }.flatMap { clue, because in
                (few[clue] ?? []).compactMap { people[$0] }.map { (person: $0, because: because) }
            }
            unknown.suggestions = all.filter { seen.insert($0.person.number).inserted }
                .prefix(FindUnknownPeople.mostSuggestions).map { .init(person: $0.person, because: $0.because) }
            return unknown
        }
    }
}

extension FindUnknownPeople.Unknown {
    /// What may lead to a person.
    fileprivate var clues: [(clue: PersonClue, because: FindUnknownPeople.Suggestion.Reason)] {
        var clues = names.map { (PersonClue.name($0), FindUnknownPeople.Suggestion.Reason.name) }
        switch identifier {
        case .account(_, let name):
            clues.append((.matricule(name), .matricule))
            clues.append((.name(name), .name))
        case .mbox(let mailbox):
            let local = mailbox.dropFirst("mailto:".count).prefix { $0 != "@" }
            clues.append((.name(String(local)), .name))
            clues.append((.matricule(String(local)), .matricule))
        case .mboxSHA1Sum(let digest): clues.append((PersonClue(.mailboxDigest, digest.lowercased()), .mailbox))
        case .openID: break
        }
        return clues.filter { !$0.0.text.isEmpty }
    }
}
