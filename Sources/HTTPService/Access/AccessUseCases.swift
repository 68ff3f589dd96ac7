import LearningRecords
import Persistence

/// The use cases of access codes.
struct AccessUseCases: Sendable {
    let give: GiveAccessCodes
    let take: TakeAccessCode
    let find: FindByAccessCode
    /// Where a code is typed.
    let address: String

    init(database: any Database, publicURL: String, random: @escaping @Sendable (_ count: Int) -> [UInt8]) {
        give = GiveAccessCodes(database: database, publicURL: publicURL, random: random)
        take = TakeAccessCode(database: database)
        find = FindByAccessCode(database: database)
        address = publicURL
    }
}
