package import LearningRecords
import Persistence

/// The use cases of retention.
package struct RetentionUseCases: Sendable {
    let set: SetRetention
    package let plan: PlanRetention
    package let run: RunRetention
    package let find: FindRetentionRun

    init(
        database: any Database, sweepBlobs: SweepBlobs, bundles: BundleShelf, journal: ErasureJournal?,
        random: @escaping @Sendable (_ count: Int) -> [UInt8]
    ) {
        set = SetRetention(database: database)
        plan = PlanRetention(database: database)
        run = RunRetention(
            database: database, sweepBlobs: sweepBlobs, bundles: bundles, journal: journal, random: random
        )
        find = FindRetentionRun(database: database)
    }
}
