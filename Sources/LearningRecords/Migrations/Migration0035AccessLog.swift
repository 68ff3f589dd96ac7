package import Persistence

/// Who read learners' data. A row of `access_batch` is one record of the log; rows of `access_read` are what it says, in the
/// order of `place`. None of them is changed, but by the erasure of somebody whom they name.
package struct Migration0035AccessLog: Migration {
    package static let number = 35

    package init() {}

    package func run(in transaction: any Transaction) throws {
        try transaction.execute("CREATE TABLE access_batch (id \(Fragment.identity), at BIGINT NOT NULL)")
        // `actor` is the SHA-256 of an identifier.
        try transaction.execute(
            """
            CREATE TABLE access_read (
                batch BIGINT NOT NULL, place BIGINT NOT NULL, at BIGINT NOT NULL, access_key TEXT NOT NULL,
                key_name TEXT NOT NULL, route TEXT NOT NULL, person \(Fragment.binary), actor \(Fragment.binary),
                question TEXT NOT NULL, inspection \(Fragment.binary), purpose TEXT, status BIGINT NOT NULL,
                times BIGINT NOT NULL, CONSTRAINT access_read_place PRIMARY KEY (batch, place)
            ) \(Fragment.withoutRowID)
            """
        )
        try transaction.execute("CREATE INDEX access_read_at ON access_read (at, batch, place)")
        try transaction.execute("CREATE INDEX access_read_key ON access_read (access_key, at, batch, place)")
        try transaction.execute(
            "CREATE INDEX access_read_person ON access_read (person, at, batch, place) WHERE person IS NOT NULL"
        )
        try transaction.execute(
            "CREATE INDEX access_read_actor ON access_read (actor, batch, place) WHERE actor IS NOT NULL"
        )
    }
}
