package import Persistence

/// Whose an identifier was at a time is found by the identifier.
package struct Migration0017PastOwners: Migration {
    package static let number = 17

    package init() {}

    package func run(in transaction: any Transaction) throws {
        try transaction.execute("CREATE INDEX person_event_actor ON person_event (actor, id) WHERE actor IS NOT NULL")
    }
}
