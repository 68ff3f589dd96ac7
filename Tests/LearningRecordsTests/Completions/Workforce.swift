import Completion
import Foundation
import Persistence
import TestSupport
import XAPI

@testable import LearningRecords

/// A small employer that grows at random from a seed: people whose attributes change, actors whom nobody knows, courses of two
/// sources, completions over some months, registrations.
struct Workforce: Sendable {
    let people: PeopleStore
    let courses: [SampleCourse]
    let ids: [UUID]

    static let values: [AttributeName: [String]] = [
        .service: ["Voirie", "Parcs", "Écoles"], .metier: ["Jardinier", "Agent d’accueil"],
        .employer: ["Ville", "CCAS"],
        .category: ["A", "B", "C"],
    ]

    static func grow(in records: RecordStore, seed: UInt64) async throws -> Workforce {
        var random = SplitMix64(seed: seed)
        var courses: [SampleCourse] = []
        for number in 0..<3 {
            courses.append(
                try await SampleCourse.store(
                    in: records, items: ["A"], digest: UInt8(number + 1), source: number == 0 ? "cnfpt" : "cegos",
                    identifier: "COURSE-\(number)", title: "Cours \(number)"
                )
            )
        }
        let people = PeopleStore(records)
        var ids: [UUID] = []
        for number in 0..<20 {
            var draft = PersonDraft()
            (draft.familyName, draft.matricule) = ("Nom \(number)", "\(number)")
            draft.identifiers = [PeopleStore.account("\(number)")]
            draft.values = values(using: &random)
            guard case .created(let person) = try await people.save(draft, by: "drh") else { continue }
            ids.append(person.id)
        }
        let workforce = Workforce(people: people, courses: courses, ids: ids)
        for number in 0..<100 { try await workforce.happen(number, using: &random) }
        return workforce
    }

    /// Some have a service that changed, some none.
    private static func values(using random: inout SplitMix64) -> [PersonDraft.Value] {
        values.sorted { $0.key < $1.key }.flatMap { name, choices -> [PersonDraft.Value] in
            guard Int.random(in: 0..<5, using: &random) > 0 else { return [] }
            let (old, new) = (choices.randomElement(using: &random), choices.randomElement(using: &random))
            return [.init(name, old), .init(name, new, from: Day("2020-02-15"))]
        }
    }

    private func happen(_ number: Int, using random: inout SplitMix64) async throws {
        let course = courses[Int.random(in: 0..<courses.count, using: &random)]
        // The last four are nobody's.
        let agent = "\(Int.random(in: 0..<24, using: &random))"
        let month = Int.random(in: 1...4, using: &random)
        let day = "2020-0\(month)-1\(number % 10)"
        let time = #","timestamp":"\#(day)T12:\#(10 + number % 50):00Z","result":{"duration":"PT\#(number % 40)M"}"#
        let verb = ["initialized", "completed", "completed", "failed"][Int.random(in: 0..<4, using: &random)]
        switch Int.random(in: 0..<10, using: &random) {
        case 0:
            let target = RegisterPeople.Target.everybody([.service: "Parcs"])
            _ = try await people.register(target, in: course.iri, by: "drh")
        case 1:
            let person = ids[Int.random(in: 0..<ids.count, using: &random)]
            _ = try await people.register(.person(person), in: course.iri, by: "drh")
        case 2:
            let target = numberedID(Int.random(in: 0...number, using: &random))
            _ = try await people.records.store([voiding(numberedID(number, group: 1), target)])
        case 3:
            if number % 2 == 0 {
                _ = try await people.merge(ids[1], into: ids[0], by: "drh")
            } else {
                _ = try await people.split(ids[1], from: ids[0], by: "drh")
            }
        default:
            let text = CompletionScenario.says(number, verb, course.items[0], agent: agent, more: time)
            _ = try await people.records.store([text])
        }
    }

    /// All lines, read page by page.
    func lines(limit: Int = 4, _ ask: (inout FindCompletions.Request) -> Void = { _ in }) async throws
        -> [CompletionAnswer]
    {
        var request = FindCompletions.Request()
        request.limit = limit
        ask(&request)
        let find = FindCompletions(database: people.records.database, outlines: people.records.outlines)
        var lines: [CompletionAnswer] = []
        while case .found(let page) = try await find(request) {
            lines += page.items
            guard let next = page.next else { break }
            request.cursor = CompletionCursor(text: next.text)
        }
        return lines
    }
}

extension PeopleStore {
    var register: RegisterPeople {
        RegisterPeople(database: records.database, outlines: records.outlines, newID: { UUID() })
    }
}

extension CompletionAnswer {
    /// Who, and where.
    var key: String {
        "\(learner.person?.id.uuidString ?? learner.actor?.canonical ?? "-") \(course.id) \(evaluation.status.rawValue)"
    }
}
