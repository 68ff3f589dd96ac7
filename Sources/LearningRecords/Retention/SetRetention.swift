package import Persistence

/// Sets schedules, and lists them with who set them and when.
package struct SetRetention: Sendable {
    package enum Outcome: Sendable {
        /// A new version; or the one in force, where nothing differs.
        case set(RetentionSchedule, isNew: Bool)
        case tooMany
    }

    private let database: any Database

    package init(database: any Database) {
        self.database = database
    }

    /// - Parameter key: the key that asks.
    package func callAsFunction(
        _ id: String, to draft: RetentionSchedule.Draft, by key: String
    ) async throws -> Outcome {
        try await database.writeAgainOnRace { transaction in
            let all = try transaction.retentionSchedules()
            let last = all.last { $0.id == id }
            if let last, last.draft == draft { return .set(last, isNew: false) }
            guard last != nil || Set(all.map(\.id)).count < RetentionSchedule.most else { return .tooMany }
            let schedule = RetentionSchedule(
                id: id, version: (last?.version ?? 0) + 1, draft: draft, key: key, at: transaction.startedAt
            )
            try transaction.insert(schedule)
            return .set(schedule, isNew: true)
        }
    }

    /// In the order of ids and versions.
    ///
    /// - Parameter all: with every version that ever held.
    package func list(all: Bool = false) async throws -> [RetentionSchedule] {
        let schedules = try await database.read { try $0.retentionSchedules() }
        return all ? schedules : schedules.inForce
    }
}

extension [RetentionSchedule] {
    /// The last version of each, of these in the order of versions.
    var inForce: [RetentionSchedule] {
        enumerated().filter { place, schedule in
            let next = place + 1 < count ? self[place + 1] : nil
            return next?.id != schedule.id
        }.map(\.element)
    }
}

extension Transaction {
    /// Every version; `retention_schedule_key` gives the order.
    func retentionSchedules() throws -> [RetentionSchedule] {
        try rows(
            """
            SELECT s.id, s.version, s.name, s.category, s.period, s.attribute, s.audience, s.enabled, s.access_key, s.at
            FROM retention_schedule s WHERE s.id > '' ORDER BY s.id, s.version
            """
        ).compactMap { row in
            guard let category = RetentionSchedule.Category(rawValue: try row.text(3)),
                let period = RetentionPeriod(try row.text(4))
            else { return nil }
            let draft = RetentionSchedule.Draft(
                name: try row.text(2), category: category, period: period,
                attribute: try row.optionalText(5).flatMap(AttributeName.init(rawValue:)),
                audience: try RetentionSchedule.Draft.audience(stored: try row.blob(6)),
                isEnabled: try row.integer(7) == 1
            )
            return RetentionSchedule(
                id: try row.text(0), version: try row.integer(1), draft: draft, key: try row.text(8),
                at: try row.integer(9)
            )
        }
    }

    fileprivate func insert(_ schedule: RetentionSchedule) throws {
        let draft = schedule.draft
        try execute(
            """
            INSERT INTO retention_schedule
                (id, version, name, category, period, attribute, audience, enabled, access_key, at)
            VALUES (\(schedule.id), \(schedule.version), \(draft.name), \(draft.category.rawValue),
                \(draft.period.text), \(draft.attribute?.rawValue), \(draft.audienceJSON),
                \(draft.isEnabled ? 1 as Int64 : 0), \(schedule.key), \(schedule.at))
            """
        )
    }
}
