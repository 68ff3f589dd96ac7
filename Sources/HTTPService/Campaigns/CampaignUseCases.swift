import Foundation
import LearningRecords
import Persistence
import XAPI

/// The use cases of campaigns.
struct CampaignUseCases: Sendable {
    let start: StartCampaign
    let extend: ExtendCampaign
    let moveDeadline: MoveDeadline
    let find: FindCampaigns
    let people: FindCampaignPeople

    init(
        database: any Database, outlines: CourseOutlines, random: @escaping @Sendable (_ count: Int) -> [UInt8]
    ) {
        let newID: @Sendable () -> UUID = { UUID(random: random(16)) }
        start = StartCampaign(database: database, outlines: outlines, newID: newID)
        extend = ExtendCampaign(database: database, outlines: outlines, newID: newID)
        moveDeadline = MoveDeadline(database: database)
        find = FindCampaigns(database: database)
        people = FindCampaignPeople(database: database)
    }
}
