import Persistence
import XAPI

extension Transaction {
    /// By person the identifier that statements of the service's own name: the first one that came; who has none gets an
    /// account of the service's own.
    func speakers(of people: Set<Int64>, publicURL: String, by key: String) throws -> [Int64: Int64] {
        var actors: [Int64: Int64] = [:]
        var nameless: [Int64: Term] = [:]
        for (number, person) in try self.people(numbered: people) {
            if let first = person.firstIdentifier {
                actors[number] = first.actor
            } else {
                nameless[number] = .actor(.account(homePage: publicURL, name: person.id.canonical))
            }
        }
        guard !nameless.isEmpty else { return actors }
        let terms = try intern(Set(nameless.values))
        let given = nameless.compactMap { person, term in terms[term].map { (actor: $0, person: person) } }
        try attach(given)
        try record(given.map { NewPersonEvent(kind: .attached, person: $0.person, actor: $0.actor) }, by: key)
        for (actor, person) in given { actors[person] = actor }
        return actors
    }
}

extension Person {
    /// The one that came first.
    var firstIdentifier: Identifier? { identifiers.min { ($0.since, $0.actor) < ($1.since, $1.actor) } }
}
