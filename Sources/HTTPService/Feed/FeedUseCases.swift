import LearningRecords
import Persistence

/// The use cases of those who follow what happens.
struct FeedUseCases: Sendable {
    let findPage: FindFeedPage
    let findItem: FindFeedItem

    init(database: any Database) {
        findPage = FindFeedPage(database: database)
        findItem = FindFeedItem(database: database)
    }
}
