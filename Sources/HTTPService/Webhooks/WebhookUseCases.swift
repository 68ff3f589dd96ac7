package import LearningRecords
import Persistence
package import XAPI

/// The use cases of webhooks.
package struct WebhookUseCases: Sendable {
    let create: CreateWebhook
    let list: ListWebhooks
    let delete: DeleteWebhook
    let replay: ReplayWebhook

    private let database: any Database
    private let authorities: Authorities
    private let random: @Sendable (_ count: Int) -> [UInt8]

    init(
        database: any Database, authorities: Authorities, random: @escaping @Sendable (_ count: Int) -> [UInt8]
    ) {
        create = CreateWebhook(database: database, random: random)
        list = ListWebhooks(database: database)
        delete = DeleteWebhook(database: database)
        replay = ReplayWebhook(database: database)
        self.database = database
        self.authorities = authorities
        self.random = random
    }

    /// - Parameter version: of xAPI, in which statements are sent.
    package func deliver(in version: XAPIVersion, by send: @escaping DeliverWebhooks.Send) -> DeliverWebhooks {
        DeliverWebhooks(
            database: database, authorities: authorities, version: version, random: random, send: send
        )
    }
}
