package import Persistence

/// Documents of the State and profile resources (Communication 2.2), by what they belong to.
///
/// `agent` and `activity` are numbers of `term`, 0 where the resource has none; `registration` is empty where there is
/// none; `long_id` is there only where the id is too long for an index key. A small content stands in the row, behind
/// everything that is asked without it; of a larger one the row has the digest of its `blob`.
package struct Migration0006Documents: Migration {
    package static let number = 6

    package init() {}

    package func run(in transaction: any Transaction) throws {
        try transaction.execute(
            """
            CREATE TABLE document (
                number \(Fragment.identity), resource SMALLINT NOT NULL, agent BIGINT NOT NULL,
                activity BIGINT NOT NULL, registration \(Fragment.binary) NOT NULL, key \(Fragment.binary) NOT NULL,
                long_id \(Fragment.binary), updated BIGINT NOT NULL, type TEXT NOT NULL,
                sha1 \(Fragment.binary) NOT NULL, blob \(Fragment.binary), content \(Fragment.binary),
                CONSTRAINT document_key UNIQUE (resource, agent, activity, registration, key)
            )
            """
        )
    }
}
