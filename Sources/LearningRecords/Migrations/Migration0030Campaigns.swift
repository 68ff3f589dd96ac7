package import Persistence

/// Campaigns: who is to follow a path, and until when. A deadline that changes is another row.
package struct Migration0030Campaigns: Migration {
    package static let number = 30

    package init() {}

    package func run(in transaction: any Transaction) throws {
        try transaction.execute(
            """
            CREATE TABLE campaign (
                id \(Fragment.identity), uid \(Fragment.binary) NOT NULL CONSTRAINT campaign_uid UNIQUE,
                title_fr TEXT NOT NULL, title_en TEXT NOT NULL, path TEXT NOT NULL, version BIGINT NOT NULL,
                access_key TEXT NOT NULL, at BIGINT NOT NULL
            )
            """
        )
        try transaction.execute(
            """
            CREATE TABLE campaign_attribute (
                campaign BIGINT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL,
                CONSTRAINT campaign_attribute_key PRIMARY KEY (campaign, name)
            ) \(Fragment.withoutRowID)
            """
        )
        try transaction.execute(
            """
            CREATE TABLE campaign_deadline (
                campaign BIGINT NOT NULL, number BIGINT NOT NULL, deadline BIGINT NOT NULL, access_key TEXT NOT NULL,
                at BIGINT NOT NULL, CONSTRAINT campaign_deadline_key PRIMARY KEY (campaign, number)
            ) \(Fragment.withoutRowID)
            """
        )
        // Who was of the attributes when they were asked.
        try transaction.execute(
            """
            CREATE TABLE campaign_person (
                campaign BIGINT NOT NULL, person BIGINT NOT NULL, access_key TEXT NOT NULL, at BIGINT NOT NULL,
                CONSTRAINT campaign_person_key PRIMARY KEY (campaign, person)
            ) \(Fragment.withoutRowID)
            """
        )
    }
}
