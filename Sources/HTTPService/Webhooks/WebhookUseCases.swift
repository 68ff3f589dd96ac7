import LearningRecords
import Persistence

/// The use cases of webhooks.
struct WebhookUseCases: Sendable {
    let create: CreateWebhook
    let list: ListWebhooks
    let delete: DeleteWebhook
    let replay: ReplayWebhook

    init(database: any Database, random: @escaping @Sendable (_ count: Int) -> [UInt8]) {
        create = CreateWebhook(database: database, random: random)
        list = ListWebhooks(database: database)
        delete = DeleteWebhook(database: database)
        replay = ReplayWebhook(database: database)
    }
}
