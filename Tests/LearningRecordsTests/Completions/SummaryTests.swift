import Completion
import Foundation
import Persistence
import TestSupport
import Testing
import XAPI

@testable import LearningRecords

extension Workforce {
    func summary(
        by dimension: SummarizeCompletions.Dimension, course: String? = nil,
        attributes: [AttributeName: String] = [:]
    ) async throws -> SummarizeCompletions.Summary? {
        var request = SummarizeCompletions.Request(by: dimension)
        request.course = course
        request.attributes.values = attributes
        let summarize = SummarizeCompletions(database: people.records.database)
        guard case .found(let summary) = try await summarize(request) else { return nil }
        return summary
    }

    func fold() async throws -> Int { try await FoldTallies(database: people.records.database)() }
}

extension FindCompletions.Request {
    /// What the link behind a line asks.
    fileprivate mutating func narrow(to key: SummarizeCompletions.Key) {
        switch key {
        case .attribute(let name, let value): attributes.values[name] = value ?? ""
        case .source(let name): source = name
        case .course(let iri, _, _): course = iri
        case .month(let month): completed = month.start..<month.next.start
        }
    }
}

@Suite("summaries of completions")
struct SummaryTests {
    private static let filters: [[AttributeName: String]] = [
        [:], [.employer: "Ville"], [.service: "Parcs", .category: "C"],
    ]

    @Test(
        "every count is the length of the list behind it, and lines add up", arguments: Engine.allCases,
        [UInt64(1), 2, 3]
    )
    func addsUp(engine: Engine, seed: UInt64) async throws {
        try await engine.withRecords { records in
            let workforce = try await Workforce.grow(in: records, seed: seed)
            // Counted partly, not at all, and all of it.
            for round in 0..<3 {
                if round == 1 { while try await workforce.fold() > 0 {} }
                if round == 2 {
                    let more = CompletionScenario.says(900, "completed", workforce.courses[1].items[0], agent: "1")
                    _ = try await records.store([more])
                }
                for dimension in SummarizeCompletions.Dimension.all {
                    for course in [nil, workforce.courses[1].iri] {
                        for attributes in dimension == .month ? [[:]] : Self.filters {
                            try await check(workforce, dimension, course, attributes)
                        }
                    }
                }
            }
        }
    }

    private func check(
        _ workforce: Workforce, _ dimension: SummarizeCompletions.Dimension, _ course: String?,
        _ attributes: [AttributeName: String]
    ) async throws {
        let asked = try await workforce.summary(by: dimension, course: course, attributes: attributes)
        let summary = try #require(asked)
        let name = Comment(rawValue: "\(dimension.name) \(course ?? "-") \(attributes)")
        for line in summary.lines {
            let list = try await workforce.lines(limit: 500) {
                ($0.course, $0.attributes.values) = (course, attributes)
                $0.narrow(to: line.key)
            }
            for status in CompletionStatus.allCases {
                let count = list.count { $0.evaluation.status == status }
                #expect(Int(line.tally[status]) == count, "\(name) \(line.key) \(status)")
            }
        }
        let everything = try await workforce.lines(limit: 500) {
            ($0.course, $0.attributes.values) = (course, attributes)
            if dimension == .month { $0.completed = 0..<Int64.max }
        }
        #expect(Int(summary.total.total) == everything.count, name)
    }

    @Test("whatever exists has a line, also where nobody stands", arguments: Engine.allCases)
    func zeros(engine: Engine) async throws {
        try await engine.withRecords { records in
            let course = try await SampleCourse.store(in: records, items: ["A"])
            let people = PeopleStore(records)
            _ = try await people.take("nom;matricule;service;categorie\nUn;1;Voirie;A\nDeux;2;Parcs;\n")
            let workforce = Workforce(people: people, courses: [course], ids: [])
            func keys(_ dimension: SummarizeCompletions.Dimension) async throws -> [String] {
                try await workforce.summary(by: dimension)?.lines.map { line in
                    #expect(line.tally == Tally())
                    switch line.key {
                    case .attribute(_, let value): return value ?? "-"
                    case .source(let name): return name
                    case .course(_, let title, _): return title
                    case .month(let month): return month.text
                    }
                } ?? []
            }
            #expect(try await keys(.attribute(.service)) == ["Parcs", "Voirie", "-"])
            #expect(try await keys(.attribute(.category)) == ["A", "B", "C", "-"])
            #expect(try await keys(.attribute(.employer)) == ["-"])
            #expect(try await keys(.source) == ["cegos"])
            #expect(try await keys(.course) == ["Gestion du temps"])
            #expect(try await keys(.month) == [])
            for (number, day) in ["2020-01-31T23:59:59Z", "2020-03-01T00:00:00Z"].enumerated() {
                let more = #","timestamp":"\#(day)""#
                let text = CompletionScenario.says(number, "completed", course.items[0], agent: "\(number)", more: more)
                _ = try await records.store([text])
            }
            let counts = try await workforce.summary(by: .month)?.lines.map(\.tally.total)
            #expect(counts == [1, 0, 1])
        }
    }

    @Test("months, and what cannot be asked by them", arguments: Engine.allCases)
    func unsupported(engine: Engine) async throws {
        try await engine.withRecords { records in
            let workforce = Workforce(people: PeopleStore(records), courses: [], ids: [])
            let months = try await workforce.summary(by: .month, attributes: [.service: "Voirie"])
            let nothing = try await workforce.summary(by: .course, course: "https://ex.fr/nothing")
            #expect(months == nil && nothing == nil)
        }
    }

    @Test(
        "a month begins and ends",
        arguments: [
            ("1969-12-31T23:59:59Z", "1969-12", "1970-01"), ("2024-02-29T12:00:00Z", "2024-02", "2024-03"),
            ("2026-12-31T23:59:59.999999Z", "2026-12", "2027-01"), ("9999-12-31T00:00:00Z", "9999-12", "9999-12"),
        ]
    )
    func months(time: String, text: String, next: String) throws {
        let month = Month(containing: try #require(Instant(iso8601: time)).microseconds)
        #expect(month.text == text && month.next.text == next)
        #expect(Instant(microseconds: month.start).rfc3339 == text + "-01T00:00:00.000Z")
    }

    @Test(
        "changes and counting at once, through two nodes: nothing is lost or counted twice", arguments: Engine.allCases)
    func race(engine: Engine) async throws {
        try await engine.withNodes(2) { nodes in
            let (one, other) = (try await RecordStore(nodes[0]), try await RecordStore(nodes[1]))
            let course = try await SampleCourse.store(in: one, items: ["A"])
            let workforce = Workforce(people: PeopleStore(one), courses: [course], ids: [])
            for round in 0..<20 {
                let texts = (0..<10).map { number in
                    CompletionScenario.says(
                        round * 10 + number, "completed", course.items[0], agent: "\(round) \(number)")
                }
                async let stored = other.store(texts)
                async let mine = FoldTallies(database: nodes[0])()
                async let others = FoldTallies(database: nodes[1])()
                _ = try await (stored, mine, others)
                let summary = try await workforce.summary(by: .course)
                #expect(summary?.total[.completed] == Int64(round + 1) * 10)
            }
            while try await workforce.fold() > 0 {}
            let summary = try await workforce.summary(by: .source)
            #expect(summary?.total[.completed] == 200)
        }
    }
}
