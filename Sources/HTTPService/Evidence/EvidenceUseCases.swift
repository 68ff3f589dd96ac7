package import LearningRecords
import Persistence

/// The use cases of the log.
package struct EvidenceUseCases: Sendable {
    let find: FindEvidence
    package let standing = LogStanding()
    package let signCheckpoint: SignCheckpoint
    package let changeKeys: ChangeLogKeys
    package let resume: ResumeLog
    package let closePeriods: ClosePeriods
    package let bundles: BundleShelf
    package let check: CheckLog
    let witnesses: KeepWitnesses

    init(
        database: any Database, files: LogFiles, bundles: String,
        random: @escaping @Sendable (_ count: Int) -> [UInt8]
    ) {
        find = FindEvidence(database: database, standing: standing)
        signCheckpoint = SignCheckpoint(database: database, files: files, standing: standing)
        changeKeys = ChangeLogKeys(database: database, files: files)
        resume = ResumeLog(database: database, files: files)
        check = CheckLog(database: database, files: files)
        witnesses = KeepWitnesses(database: database, files: files)
        let seals = KnownSeals()
        closePeriods = ClosePeriods(database: database, seals: seals)
        self.bundles = BundleShelf(database: database, folder: bundles, seals: seals, random: random)
    }
}
