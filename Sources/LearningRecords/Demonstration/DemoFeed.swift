import Foundation
import XAPI

/// What everybody does, attempt by attempt, as batches of their providers.
struct DemoFeed: Sendable {
    struct Launch: Sendable {
        let course: DemoCourse
        /// Of the course.
        let iri: String
        /// What is launched.
        let activity: String
    }

    struct Part: Sendable {
        let source: String
        /// No two have one id.
        let statements: [[UInt8]]
    }

    let people: [DemoPerson]
    let courses: [Launch]
    /// An account that everybody uses.
    let kiosk: InverseFunctionalIdentifier
    /// µs since 1970.
    let since: Int64
    let until: Int64

    mutating func next(_ chance: inout Chance, atLeast count: Int) -> [Part] {
        var parts: [Part] = []
        var bySource: [String: [(id: UUID, json: [UInt8])]] = [:]
        var drawn = 0
        while drawn < count {
            guard let attempt = attempt(&chance) else { return parts }
            for statement in attempt.statements(&chance) {
                let source = attempt.course.source
                // What is sent twice comes again in the next batch.
                if bySource[source]?.contains(where: { $0.id == statement.id }) == true {
                    parts.append(Part(source: source, statements: (bySource[source] ?? []).map(\.json)))
                    bySource[source] = []
                }
                bySource[source, default: []].append(statement)
                drawn += 1
            }
        }
        let rest = bySource.sorted { $0.key < $1.key }
        return parts + rest.map { Part(source: $0.key, statements: $0.value.map(\.json)) }
    }

    private func attempt(_ chance: inout Chance) -> DemoAttempt? {
        guard let launch = chance.one(of: courses), let person = chance.one(of: people),
            let own = chance.one(of: person.identifiers)
        else { return nil }
        let actor: InverseFunctionalIdentifier =
            switch chance.place(weighing: [95, 2, 3]) {
            case 0: own
            case 1: kiosk
            default: .mbox("mailto:inconnu\(chance.below(50))@ailleurs.example.fr")
            }
        let seconds = (until - since) / 1_000_000
        let begun = since + Int64(chance.below(Int(clamping: seconds))) * 1_000_000
        return DemoAttempt(course: launch.course, activity: launch.activity, actor: actor, begunAt: begun)
    }
}
