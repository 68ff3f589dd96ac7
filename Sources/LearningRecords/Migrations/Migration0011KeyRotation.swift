package import Persistence

/// A key that was given a new secret knows the one before, until when that one is still good, and when it was changed.
package struct Migration0011KeyRotation: Migration {
    package static let number = 11

    package init() {}

    package func run(in transaction: any Transaction) throws {
        try transaction.execute("ALTER TABLE access_key ADD COLUMN old_secret_sha256 \(Fragment.binary)")
        try transaction.execute("ALTER TABLE access_key ADD COLUMN old_secret_until BIGINT")
        try transaction.execute("ALTER TABLE access_key ADD COLUMN rotated_at BIGINT")
    }
}
