import Foundation
import Persistence
import TestSupport
import Testing
import XAPI

@testable import LearningRecords

@Suite("feedback")
struct FeedbackTests {
    /// One learner's ratings and comments about two activities, some voided, in an order that a seed gives.
    private struct History {
        let texts: [String]
        let kept: [String]
        let ratings: [String]

        init(group: Int) {
            let said: [(stars: Double?, comment: String?, activity: String, day: Int)] = [
                (0.2, nil, "a", 0), (0.4, "Bien", "a", 3), (0.6, nil, "a", 5), (0.8, nil, "a", 1),
                (nil, "Long", "a", 7), (1.0, nil, "b", 2), (0.0, "Non", "b", 2), (0.5, nil, "c", 1),
            ]
            let voided = [2, 5, 7]
            texts =
                said.enumerated().map { place, one in
                    rating(
                        place, one.stars, "https://ex.fr/\(one.activity)", agent: "agent-\(group)",
                        comment: one.comment, day: one.day, group: group
                    )
                } + voided.map { voiding(numberedID(100 + $0, group: group), numberedID($0, group: group)) }
            kept = said.indices.filter { !voided.contains($0) }.map { numberedID($0, group: group) }
            // Of `a` the one of day 3 is the latest that stands; of `b` the other one of its day; of `c` none.
            ratings = [numberedID(1, group: group), numberedID(6, group: group)]
        }
    }

    @Test("any order of arrival, with repetitions and voids, gives the same tables", arguments: Engine.allCases)
    func permutations(engine: Engine) async throws {
        try await engine.withRecords { records in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<100 {
                    if number >= 8 { try await group.next() }
                    group.addTask { try await post(History(group: number).texts, seed: UInt64(number), to: records) }
                }
                try await group.waitForAll()
            }
            let histories = (0..<100).map { History(group: $0) }
            let (kept, ratings) = try await records.database.read { transaction in
                (
                    try transaction.rows("SELECT f.statement FROM feedback f").map { try $0.uuid(0).canonical },
                    try transaction.rows("SELECT r.statement FROM rating r").map { try $0.uuid(0).canonical }
                )
            }
            #expect(kept.sorted() == histories.flatMap(\.kept).sorted())
            #expect(ratings.sorted() == histories.flatMap(\.ratings).sorted())
            #expect(try await records.check().isEmpty)
        }
    }

    /// In a random order, some twice, in batches of random size.
    private func post(_ texts: [String], seed: UInt64, to records: RecordStore) async throws {
        var random = SplitMix64(seed: seed)
        var rest = (texts + texts.filter { _ in Bool.random(using: &random) }).shuffled(using: &random)
        while !rest.isEmpty {
            var batch: [String] = []
            for text in rest.prefix(Int.random(in: 1...5, using: &random)) where !batch.contains(text) {
                batch.append(text)
            }
            rest.removeFirst(batch.count)
            guard case .stored = try await records.store(batch) else { throw RecordStore.Missing() }
        }
    }

    @Test("writers of one rating at once leave what their statements say", arguments: Engine.allCases)
    func races(engine: Engine) async throws {
        try await engine.withRecords { records in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for writer in 0..<8 {
                    group.addTask {
                        for number in 0..<12 {
                            let id = writer * 100 + number
                            let day = (writer * 5 + number * 7) % 15
                            _ = try await records.store([
                                rating(id, Double(number) / 12, "https://ex.fr/a", day: day)
                            ])
                            guard number % 3 > 0 else { continue }
                            _ = try await records.store([voiding(numberedID(5_000 + id), numberedID(id))])
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await records.check().isEmpty)
            let rows = try await records.database.read { try $0.rows("SELECT f.statement FROM feedback f").count }
            #expect(rows == 8 * 4)
        }
    }

    @Test("other statements cause no query about it", arguments: Engine.allCases)
    func untouched(engine: Engine) async throws {
        try await engine.withDatabase { database in
            let spy = QuerySpy(database)
            let records = try await RecordStore(spy)
            let before = Set(spy.queries.map(\.template))
            _ = try await records.store([sampleStatement(numberedID(1)), sampleStatement(numberedID(2))])
            _ = try await records.store([voiding(numberedID(3), numberedID(1))])
            func touching() -> [String] {
                spy.queries.filter { !before.contains($0.template) }.map { $0.sql(for: database.engine) }
                    .filter { $0.contains("feedback") || $0.contains("rating ") }
            }
            #expect(touching().isEmpty, "\(touching())")
            _ = try await records.store([rating(4, 0.8, "https://ex.fr/a")])
            #expect(touching().count == 2)
        }
    }

    @Test("each actor counts once in a course, and every course and source has its line", arguments: Engine.allCases)
    func summary(engine: Engine) async throws {
        try await engine.withRecords { records in
            let one = try await SampleCourse.store(in: records, source: "cegos")
            let two = try await SampleCourse.store(
                in: records, items: ["C"], digest: 2, source: "cnfpt", identifier: "TWO")
            _ = try await records.store([
                rating(1, 0.2, one.items[0], agent: "1", day: 0), rating(2, 0.8, one.items[1], agent: "1", day: 1),
                rating(3, 1, one.iri, agent: "2"), rating(4, 0.5, "https://ex.fr/nowhere"),
            ])
            let summarize = SummarizeFeedback(database: records.database)
            func says() async throws -> [String] {
                try await summarize(after: nil, limit: 50).map { line in
                    "\(line.source) \(line.stars.average.map { "\($0)" } ?? "-") \(line.stars.distribution)"
                }
            }
            #expect(try await says() == ["cegos 4.5 [0, 0, 0, 1, 1]", "cnfpt - [0, 0, 0, 0, 0]"])
            _ = try await records.store([voiding(numberedID(9), numberedID(2))])
            #expect(try await says().first == "cegos 3.0 [1, 0, 0, 0, 1]", "the one before counts again")
            _ = try await records.store([rating(5, 0.5, two.iri, agent: "1")])
            let sources = try await summarize.bySource()
            #expect(sources.map(\.source) == ["cegos", "cnfpt"] && sources.map(\.stars.average) == [3, 2.5])
            let page = try await summarize(after: nil, limit: 1)
            #expect(try await summarize(after: page.last?.number, limit: 1).map(\.iri) == [two.iri])
        }
    }

    @Test("comments of a course come newest first, page by page", arguments: Engine.allCases)
    func comments(engine: Engine) async throws {
        try await engine.withRecords { records in
            let course = try await SampleCourse.store(in: records)
            let places = [course.iri] + course.items
            var texts = (0..<9).map {
                rating($0, nil, places[$0 % 3], agent: "\($0)", comment: "n\($0)", day: $0 * 4 % 9)
            }
            texts.append(rating(20, 0.4, places[0], agent: "x"))
            _ = try await records.store(texts)
            _ = try await records.store([voiding(numberedID(30), numberedID(4))])
            let find = FindComments(database: records.database)
            for limit in [2, 50] {
                var said: [String] = []
                var cursor: CommentCursor?
                repeat {
                    let page = try #require(try await find(course: course.iri, after: cursor, limit: limit))
                    said += page.items.map(\.text)
                    cursor = page.next
                    #expect(cursor.flatMap { CommentCursor(text: $0.text) } == cursor)
                } while cursor != nil
                let expected = (0..<9).filter { $0 != 4 }.sorted { $0 * 4 % 9 > $1 * 4 % 9 }.map { "n\($0)" }
                #expect(said == expected)
            }
            #expect(try await find(course: "urn:x", after: nil, limit: 1)?.items.count == nil)
        }
    }
}
