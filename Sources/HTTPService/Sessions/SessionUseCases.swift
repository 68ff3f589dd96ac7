import Foundation
import LearningRecords
import Persistence
import XAPI

/// The use cases of sessions held in a room.
struct SessionUseCases: Sendable {
    let create: CreateSession
    let find: FindSessions
    let record: RecordAttendance

    init(
        database: any Database, store: StoreStatements, publicURL: String,
        random: @escaping @Sendable (_ count: Int) -> [UInt8]
    ) {
        create = CreateSession(database: database) { UUID(random: random(16)) }
        find = FindSessions(database: database)
        record = RecordAttendance(
            database: database, store: store,
            authority: ServiceAuthority(database: database, publicURL: publicURL), publicURL: publicURL
        )
    }
}
