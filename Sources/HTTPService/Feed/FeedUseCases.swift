import LearningRecords
import Persistence

/// The use cases of those who follow what happens.
struct FeedUseCases: Sendable {
    let findPage: FindFeedPage
    let findItem: FindFeedItem

    init(database: any Database, authorities: Authorities) {
        findPage = FindFeedPage(database: database, authorities: authorities)
        findItem = FindFeedItem(database: database, authorities: authorities)
    }
}
