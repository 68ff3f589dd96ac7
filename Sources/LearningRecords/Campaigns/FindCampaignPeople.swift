package import Foundation
package import Persistence

/// One person of a campaign, and how far they are.
package struct CampaignMember: Sendable {
    package let learner: CompletionAnswer.Learner
    package let progress: PathProgress
    package let state: CampaignState
    let number: Int64
}

/// The people of a campaign, a page at a time: those who are late, those who have not begun.
package struct FindCampaignPeople: Sendable {
    package struct Request: Sendable {
        package var campaign: UUID
        package var state: CampaignState?
        /// As they are today.
        package var attributes: [AttributeName: String] = [:]
        package var limit = 50
        package var cursor: CompletionCursor?

        package init(campaign: UUID) { self.campaign = campaign }
    }

    package struct Page: Sendable {
        package let campaign: Campaign
        package let items: [CampaignMember]
        package let next: CompletionCursor?
        /// µs since 1970.
        package let asOf: Int64
    }

    package static let largestPage = 1_000

    private let database: any Database

    package init(database: any Database) {
        self.database = database
    }

    /// - Returns: nil where there is no such campaign.
    package func callAsFunction(_ request: Request) async throws -> Page? {
        let limit = min(max(request.limit, 1), Self.largestPage)
        return try await database.read { transaction in
            guard let campaign = try transaction.campaign(request.campaign) else { return nil }
            let today = Day(containing: transaction.startedAt)
            var items: [CampaignMember] = []
            var last = request.cursor?.learner ?? 0
            var hasMore = true
            while hasMore, items.count <= limit {
                let members = try transaction.members(of: campaign, after: last, limit: FindCampaigns.step)
                items += try transaction.standings(of: members, in: campaign).filter { member in
                    let values = member.learner.values(on: today)
                    return (request.state ?? member.state) == member.state
                        && request.attributes.allSatisfy { values[$0] ?? "" == $1 }
                }
                hasMore = members.count == FindCampaigns.step
                last = members.last ?? last
            }
            let shown = Array(items.prefix(limit))
            let next = items.count > limit ? shown.last?.number : nil
            return Page(
                campaign: campaign, items: shown, next: next.map { CompletionCursor(learner: $0, course: 0) },
                asOf: transaction.startedAt
            )
        }
    }
}

extension Transaction {
    /// Whoever was merged into another since has no line of their own.
    func standings(of members: [Int64], in campaign: Campaign) throws -> [CampaignMember] {
        let numbers = Set(members)
        let standings = try pathStandings(of: members, on: campaign.path)
        let learners = try shownLearners(numbers, try learners(numbered: numbers), asked: AskedLearner())
        let merged = try mergedPeople(among: numbers)
        return members.filter { !merged.contains($0) }.compactMap { number in
            guard let learner = learners[number] else { return nil }
            let progress = PathProgress(of: campaign.path, standings: standings[number] ?? [:], at: startedAt)
            let state = CampaignState(progress, deadline: campaign.deadline, at: startedAt)
            return CampaignMember(learner: learner, progress: progress, state: state, number: number)
        }
    }
}
