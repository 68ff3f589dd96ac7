package import Persistence

/// Every migration, in order; run at start under a lock. Released ones never change: a test holds their digests.
package let migrations: [any Migration.Type] = [
    Migration0001Statements.self,
    Migration0002Keys.self,
    Migration0003Packages.self,
    Migration0004Completions.self,
    Migration0005Blobs.self,
    Migration0006Documents.self,
    Migration0007Definitions.self,
    Migration0008Log.self,
    Migration0009Webhooks.self,
    Migration0010KeyRotation.self,
    Migration0011People.self,
    Migration0012LogTree.self,
    Migration0013WhatCounts.self,
    Migration0014Registrations.self,
    Migration0015Bundles.self,
    Migration0017PastOwners.self,
    Migration0018Catalogue.self,
    Migration0019Sessions.self,
    Migration0021Paths.self,
    Migration0029Choices.self,
    Migration0030Campaigns.self,
    Migration0034Erasures.self,
]
