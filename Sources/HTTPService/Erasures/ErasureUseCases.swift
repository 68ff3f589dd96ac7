import Foundation
package import LearningRecords
import Persistence
import XAPI

/// The use cases of erasure.
package struct ErasureUseCases: Sendable {
    package let erase: ErasePerson
    package let again: EraseAgain
    let find: FindErasures
    let holds: KeepHolds

    init(
        database: any Database, sweepBlobs: SweepBlobs, bundles: BundleShelf, journal: ErasureJournal?, folder: String?,
        random: @escaping @Sendable (_ count: Int) -> [UInt8]
    ) {
        erase = ErasePerson(
            database: database, sweepBlobs: sweepBlobs, bundles: bundles, journal: journal, folder: folder,
            random: random
        )
        again = EraseAgain(
            database: database, keep: KeepErasures(database: database, journal: journal), sweepBlobs: sweepBlobs,
            bundles: bundles, random: random
        )
        find = FindErasures(database: database)
        holds = KeepHolds(database: database) { UUID(random: random(16)) }
    }
}
