import Persistence

/// The schema of these tests.
struct Migration0001Things: Migration {
    static let number = 1

    func run(in transaction: any Transaction) throws {
        try transaction.execute(
            """
            CREATE TABLE thing (
                id \(Fragment.identity), key \(Fragment.binary) NOT NULL CONSTRAINT thing_key UNIQUE, number BIGINT,
                real DOUBLE PRECISION, text TEXT, bytes \(Fragment.binary),
                CONSTRAINT thing_number CHECK (number <> 13)
            )
            """
        )
        try transaction.execute("CREATE INDEX thing_number_index ON thing (number, id)")
    }
}

struct Migration0002Pairs: Migration {
    static let number = 2

    func run(in transaction: any Transaction) throws {
        try transaction.execute(
            """
            CREATE TABLE pair (a BIGINT NOT NULL, b BIGINT NOT NULL, value BIGINT, PRIMARY KEY (a, b))
            \(Fragment.withoutRowID)
            """
        )
        // A migration that ran twice would fail here.
        try transaction.execute("INSERT INTO pair (a, b, value) VALUES (0, 0, 0)")
    }
}

let testMigrations: [any Migration.Type] = [Migration0001Things.self, Migration0002Pairs.self]

extension Transaction {
    func count(_ table: Query) throws -> Int64 { try rows("SELECT count(*) FROM \(table)").first?.integer(0) ?? -1 }

    func insert(key: [UInt8], number: Int64? = nil) throws {
        try execute("INSERT INTO thing (key, number) VALUES (\(key), \(number))")
    }
}

extension Database {
    func count(_ table: Query) async throws -> Int64 { try await read { try $0.count(table) } }
}
