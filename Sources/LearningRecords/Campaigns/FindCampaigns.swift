package import Foundation
package import Persistence

/// Campaigns, and how many people stand where in one.
package struct FindCampaigns: Sendable {
    package struct Counts: Sendable {
        /// Every state has its number.
        package internal(set) var byState: [CampaignState: Int] = Dictionary(
            uniqueKeysWithValues: CampaignState.allCases.map { ($0, 0) }
        )

        package var total: Int { byState.values.reduce(0, +) }
    }

    package struct Report: Sendable {
        package let campaign: Campaign
        package let counts: Counts
        /// As people are of services today, in the order of their names; nil for those who are of none.
        package let services: [(service: String?, counts: Counts)]
        /// µs since 1970.
        package let asOf: Int64
    }

    package static let largestPage = 50
    /// People whose progress is computed at once.
    static let step = 500

    private let database: any Database

    package init(database: any Database) {
        self.database = database
    }

    /// Newest first.
    ///
    /// - Parameter before: the number of the last one that the caller has.
    package func callAsFunction(before number: Int64?, limit: Int) async throws -> (items: [Campaign], next: Int64?) {
        let limit = min(max(limit, 1), Self.largestPage)
        let found = try await database.read { transaction in
            try transaction.campaigns("c.id < \(number ?? .max) ORDER BY c.id DESC LIMIT \(limit)")
        }
        return (found, found.count == limit ? found.last?.number : nil)
    }

    /// - Returns: nil where there is no such campaign.
    package func callAsFunction(_ id: UUID) async throws -> Report? {
        try await database.read { transaction in
            guard let campaign = try transaction.campaign(id) else { return nil }
            var all = Counts()
            var services: [String?: Counts] = [:]
            var last: Int64 = 0
            while true {
                let members = try transaction.members(of: campaign, after: last, limit: Self.step)
                for member in try transaction.standings(of: members, in: campaign) {
                    let service = member.learner.values(on: Day(containing: transaction.startedAt))[.service]
                    all.byState[member.state, default: 0] += 1
                    services[service, default: Counts()].byState[member.state, default: 0] += 1
                }
                guard members.count == Self.step, let end = members.last else { break }
                last = end
            }
            // No service comes first.
            let sorted = services.sorted { ($0.key ?? "") < ($1.key ?? "") }.map { ($0.key, $0.value) }
            return Report(campaign: campaign, counts: all, services: sorted, asOf: transaction.startedAt)
        }
    }
}
