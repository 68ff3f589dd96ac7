package import Persistence

/// What was erased is erased again after a restore. `again` names the erasure that a tombstone repeats. `line` is what the
/// journal of erasures does not have yet; it names a person by their id, so it goes as soon as the journal has it.
package struct Migration0040ErasedAgain: Migration {
    package static let number = 40

    package init() {}

    package func run(in transaction: any Transaction) throws {
        try transaction.execute("ALTER TABLE erasure ADD COLUMN again \(Fragment.binary)")
        try transaction.execute("ALTER TABLE erasure ADD COLUMN line \(Fragment.binary)")
        try transaction.execute("CREATE INDEX erasure_again ON erasure (again) WHERE again IS NOT NULL")
        try transaction.execute("CREATE INDEX erasure_line ON erasure (id) WHERE line IS NOT NULL")
    }
}
