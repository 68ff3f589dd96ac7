import Foundation
package import LearningRecords
import Persistence

/// The use cases of erasure.
package struct ErasureUseCases: Sendable {
    package let erase: ErasePerson
    let find: FindErasures
    let holds: KeepHolds

    init(
        database: any Database, sweepBlobs: SweepBlobs, bundles: BundleShelf, folder: String?,
        random: @escaping @Sendable (_ count: Int) -> [UInt8]
    ) {
        erase = ErasePerson(
            database: database, sweepBlobs: sweepBlobs, bundles: bundles, folder: folder, random: random
        )
        find = FindErasures(database: database)
        holds = KeepHolds(database: database) { UUID(random: random(16)) }
    }
}
