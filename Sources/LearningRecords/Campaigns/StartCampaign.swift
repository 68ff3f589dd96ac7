package import Foundation
package import Persistence

/// Starts a campaign: everybody of its audience today is asked, and registered in the courses that the path needs of all.
package struct StartCampaign: Sendable {
    package enum Outcome: Sendable {
        case started(Campaign)
        case refused(CampaignRefusal)
    }

    private let database: any Database
    private let outlines: CourseOutlines
    private let newID: @Sendable () -> UUID

    package init(database: any Database, outlines: CourseOutlines, newID: @escaping @Sendable () -> UUID) {
        self.database = database
        self.outlines = outlines
        self.newID = newID
    }

    /// - Parameter key: who asks.
    package func callAsFunction(_ draft: CampaignDraft, by key: String) async throws -> Outcome {
        let (id, seed) = (newID(), newID())
        return try await database.writeAgainOnRace { [outlines] transaction in
            guard draft.deadline > transaction.startedAt else { return .refused(.deadlineIsOver) }
            guard let path = try transaction.path(draft.path, version: nil) else { return .refused(.unknownPath) }
            let audience = draft.audience ?? path.audience
            guard !audience.isEmpty else { return .refused(.nobodyAsked) }
            let people = try transaction.people(of: audience)
            guard people.count <= RegisterPeople.mostPeople else { return .refused(.tooManyPeople) }
            try transaction.lockPeople(people)
            let campaign = try transaction.insert(draft, as: id, on: path, for: audience, by: key)
            try transaction.add(people, to: campaign, by: key)
            try transaction.register(people, on: path, seed: seed, by: key, outlines: outlines)
            return .started(campaign)
        }
    }
}

package enum CampaignRefusal: Error, Equatable, Sendable {
    case unknownCampaign
    case unknownPath
    case unknownPerson
    /// Neither the path nor the campaign says for whom it is.
    case nobodyAsked
    case tooManyPeople
    /// Nobody can do anything before it.
    case deadlineIsOver
}

/// Asks those who have come to the audience since a campaign started, or one person more.
package struct ExtendCampaign: Sendable {
    package enum Outcome: Sendable {
        /// How many were asked now.
        case extended(Campaign, added: Int)
        case refused(CampaignRefusal)
    }

    private let database: any Database
    private let outlines: CourseOutlines
    private let newID: @Sendable () -> UUID

    package init(database: any Database, outlines: CourseOutlines, newID: @escaping @Sendable () -> UUID) {
        self.database = database
        self.outlines = outlines
        self.newID = newID
    }

    /// - Parameters:
    ///   - person: nil for everybody of the audience.
    ///   - key: who asks.
    package func callAsFunction(_ id: UUID, person: UUID?, by key: String) async throws -> Outcome {
        let seed = newID()
        return try await database.writeAgainOnRace { [outlines] transaction in
            guard let campaign = try transaction.campaign(id) else { return .refused(.unknownCampaign) }
            let people: Set<Int64>
            if let person {
                guard let number = try transaction.livingPerson(person) else { return .refused(.unknownPerson) }
                people = [number]
            } else {
                people = try transaction.people(of: campaign.audience)
            }
            guard people.count <= RegisterPeople.mostPeople else { return .refused(.tooManyPeople) }
            try transaction.lockPeople(people)
            let new = people.subtracting(try transaction.members(of: campaign, among: people))
            try transaction.add(new, to: campaign, by: key)
            try transaction.register(new, on: campaign.path, seed: seed, by: key, outlines: outlines)
            return .extended(campaign, added: new.count)
        }
    }
}

/// Moves the deadline of a campaign; what it was before is kept.
package struct MoveDeadline: Sendable {
    private let database: any Database

    package init(database: any Database) {
        self.database = database
    }

    /// - Parameters:
    ///   - deadline: µs since 1970.
    ///   - key: who asks.
    /// - Returns: nil where there is no such campaign.
    package func callAsFunction(_ id: UUID, to deadline: Int64, by key: String) async throws -> Campaign? {
        try await database.writeAgainOnRace { transaction in
            guard let campaign = try transaction.campaign(id) else { return nil }
            if campaign.deadline != deadline { try transaction.setDeadline(of: campaign.number, to: deadline, by: key) }
            return try transaction.campaign(id)
        }
    }
}
