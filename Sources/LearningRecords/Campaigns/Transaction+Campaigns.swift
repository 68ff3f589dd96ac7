import Foundation
import Persistence
import XAPI

extension Transaction {
    /// `campaign_uid` finds it.
    func campaign(_ id: UUID) throws -> Campaign? {
        try campaigns("c.uid = \(id)").first
    }

    /// In the order of their numbers; three queries more for each, of which a page has few.
    func campaigns(_ condition: Query) throws -> [Campaign] {
        let rows = try rows(
            """
            SELECT c.id, c.uid, c.title_fr, c.title_en, c.path, c.version, c.at, c.access_key,
                (SELECT d.deadline FROM campaign_deadline d WHERE d.campaign = c.id ORDER BY d.number DESC LIMIT 1)
            FROM campaign c WHERE \(condition)
            """
        )
        return try rows.compactMap { row in
            let number = try row.integer(0)
            guard let path = try path(try row.text(4), version: try row.integer(5)) else { return nil }
            return Campaign(
                id: try row.uuid(1), title: LocalizedText(french: try row.text(2), english: try row.text(3)),
                path: path,
                audience: try audience(ofCampaign: number), deadline: try row.optionalInteger(8) ?? .max,
                startedAt: try row.integer(6), startedBy: try row.text(7), number: number
            )
        }
    }

    private func audience(ofCampaign number: Int64) throws -> [AttributeName: String] {
        try rows("SELECT a.name, a.value FROM campaign_attribute a WHERE a.campaign = \(number)")
            .reduce(into: [:]) { audience, row in
                if let name = AttributeName(rawValue: try row.text(0)) { audience[name] = try row.text(1) }
            }
    }

    func insert(
        _ draft: CampaignDraft, as id: UUID, on path: LearningPath, for audience: [AttributeName: String],
        by key: String
    ) throws -> Campaign {
        let number =
            try rows(
                """
                INSERT INTO campaign (uid, title_fr, title_en, path, version, access_key, at)
                VALUES (\(id), \(draft.title.french), \(draft.title.english), \(path.id), \(path.version), \(key),
                    \(startedAt)) RETURNING id
                """
            ).first?.integer(0) ?? 0
        let values = audience.sorted { $0.key < $1.key }
        let batch = Batch(.texts("name", values.map(\.key.rawValue)), .texts("value", values.map(\.value)))
        try execute(
            """
            INSERT INTO campaign_attribute (campaign, name, value)
            SELECT \(number), k.name, k.value FROM \(batch) AS k
            """
        )
        try setDeadline(of: number, to: draft.deadline, by: key)
        return Campaign(
            id: id, title: draft.title, path: path, audience: audience, deadline: draft.deadline, startedAt: startedAt,
            startedBy: key, number: number
        )
    }

    func setDeadline(of campaign: Int64, to deadline: Int64, by key: String) throws {
        try execute(
            """
            INSERT INTO campaign_deadline (campaign, number, deadline, access_key, at)
            VALUES (\(campaign), (SELECT coalesce(max(d.number), 0) + 1 FROM campaign_deadline d
                WHERE d.campaign = \(campaign)), \(deadline), \(key), \(startedAt))
            """
        )
    }

    func add(_ people: Set<Int64>, to campaign: Campaign, by key: String) throws {
        guard !people.isEmpty else { return }
        try execute(
            """
            INSERT INTO campaign_person (campaign, person, access_key, at)
            SELECT \(campaign.number), k.person, \(key), \(startedAt)
            FROM \(Batch(.integers("person", people.sorted()))) AS k
            """
        )
    }

    func members(of campaign: Campaign, among people: Set<Int64>) throws -> Set<Int64> {
        guard !people.isEmpty else { return [] }
        let rows = try rows(
            """
            SELECT m.person FROM \(Batch(.integers("person", people.sorted()))) AS k
            JOIN campaign_person m ON m.campaign = \(campaign.number) AND m.person = k.person
            """
        )
        return Set(try rows.map { try $0.integer(0) })
    }

    /// Members, one after the other along `campaign_person_key`.
    func members(of campaign: Campaign, after person: Int64, limit: Int) throws -> [Int64] {
        try rows(
            """
            SELECT m.person FROM campaign_person m WHERE m.campaign = \(campaign.number) AND m.person > \(person)
            ORDER BY m.person LIMIT \(limit)
            """
        ).map { try $0.integer(0) }
    }

    /// Everybody who is in the courses of steps that leave no choice.
    func register(
        _ people: Set<Int64>, on path: LearningPath, seed: UUID, by key: String, outlines: CourseOutlines
    ) throws {
        for course in path.steps.filter({ $0.needed == $0.courses.count }).flatMap(\.courses) {
            let seed = UUID(digestOf: seed.storedBytes + Array(course.iri.utf8))
            _ = try register(people, in: course.number, iri: course.iri, seed: seed, by: key, outlines: outlines)
        }
    }
}
