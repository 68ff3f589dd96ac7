import Foundation
import LearningRecords
import Persistence
import XAPI

/// The use cases of decisions.
struct DecisionUseCases: Sendable {
    let decide: DecideCompletion
    let revoke: RevokeDecision

    init(
        database: any Database, store: StoreStatements, blobs: Blobs, outlines: CourseOutlines, publicURL: String,
        random: @escaping @Sendable (_ count: Int) -> [UInt8]
    ) {
        let authority = ServiceAuthority(database: database, publicURL: publicURL)
        let newID: @Sendable () -> UUID = { UUID(random: random(16)) }
        decide = DecideCompletion(
            database: database, store: store, authority: authority, blobs: blobs, outlines: outlines,
            publicURL: publicURL, newID: newID
        )
        revoke = RevokeDecision(database: database, store: store, authority: authority, newID: newID)
    }
}
