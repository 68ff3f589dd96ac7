import Completion
import Foundation
import Persistence
import TestSupport
import Testing
import TransparencyLog
import XAPI

@testable import EvidenceVerification
@testable import LearningRecords

extension EvidenceStore {
    /// Two more courses: lea completed the first of them, and nobody has begun the second.
    fileprivate func addCourses() async throws -> (begun: SampleCourse, untouched: SampleCourse) {
        let begun = try await SampleCourse.store(in: log.records, digest: 2, identifier: "B", title: "Écrire")
        let untouched = try await SampleCourse.store(in: log.records, digest: 3, identifier: "C", title: "Lire")
        _ = try await log.records.store(
            begun.items.enumerated().map { sampleStatement(numberedID(60 + $0), agent: "lea", activity: $1) })
        try await closePeriod()
        return (begun, untouched)
    }

    fileprivate func question(_ courses: [SampleCourse], of people: Set<UUID>? = nil) -> BundleQuestion {
        var question = BundleQuestion()
        (question.courses, question.people) = (Set(courses.map(\.iri)), people)
        return question
    }

    /// In a folder of its own: it removes what it does not know.
    fileprivate var shelf: BundleShelf {
        BundleShelf(database: log.records.database, folder: path("bundles"), seals: seals) {
            (0..<$0).map { _ in UInt8.random(in: 0...255) }
        }
    }

    /// Person and course of each line: `Martin Écrire completed`.
    fileprivate func lines() throws -> [String] {
        let bytes = try #require(try members().first { $0.path == "claims.json" }?.content)
        let claims = try JSONSerialization.jsonObject(with: Data(bytes)) as? [[String: Any]] ?? []
        return claims.map { claim in
            let person = (claim["person"] as? [String: Any])?["name"] as? String ?? "-"
            let course = (claim["course"] as? [String: Any])?["title"] as? String ?? "-"
            return "\(person) \(course) \(claim["status"] ?? "")"
        }.sorted()
    }

    /// What somebody makes who has the program: all files that follow from question and lines, made anew.
    fileprivate func forge(
        _ change: (inout BundleQuestion) -> Void, keeping: (EvidenceClaim) -> Bool = { _ in true }
    ) throws -> (truth: EvidenceTruth, lines: [String]) {
        let file = try BundleFile(path("bundle.zip"))
        let head = try file.head()
        var book = EvidenceBook()
        for number in 0..<file.recordFiles {
            for record in try CheckedRecord.all(in: [file.records(number)]) {
                _ = book.add(record.record, leaf: record.leaf)
            }
        }
        var question = head.question
        change(&question)
        let claims = try EvidenceSubject.all(in: try file.content(BundlePath.claims)).compactMap {
            book.claim(of: $0.learner, in: $0.course, asOf: head.asOf)
        }.filter(keeping)
        let changed = BundleHead(asOf: head.asOf, question: question, note: head.note, growth: head.growth)
        let answer = BundleAnswer(changed, claims: claims, from: book)
        let files = [
            BundlePath.question: question.json, BundlePath.claims: answer.json, BundlePath.summary: answer.page,
        ]
        try write(members().map { ($0.path, files[$0.path] ?? $0.content) }, to: "forged.zip")
        return verify("forged.zip")
    }
}

@Suite("bundles about several courses")
struct BundleCoursesTests {
    @Test("answer about these together, and no other", arguments: Engine.allCases)
    func several(engine: Engine) async throws {
        try await EvidenceStore.run(on: engine) { store in
            let (begun, untouched) = try await store.addCourses()
            let everybody = ["- Gestion du temps in_progress", "- Gestion du temps in_progress"]
            let known = ["Durand Gestion du temps in_progress", "Martin Gestion du temps completed"]
            let table: [(BundleQuestion, [String])] = [
                (store.question([store.course, begun]), everybody + known + ["Martin Écrire completed"]),
                (store.question([begun, untouched]), ["Martin Écrire completed"]),
                (store.question([untouched]), []),
                (
                    store.question([store.course, begun], of: [store.lea, store.tom]),
                    known + ["Durand Écrire not_started", "Martin Écrire completed"]
                ),
                (
                    store.question([begun, untouched], of: [store.lea]),
                    ["Martin Lire not_started", "Martin Écrire completed"]
                ),
            ]
            for (question, expected) in table {
                #expect(try await store.build(question) == .ready(claims: expected.count))
                #expect(try store.lines() == expected.sorted())
                let (truth, lines) = store.verify()
                #expect(truth == .holds, "\(lines)")
            }
            let summary = try store.members().first { $0.path == "summary.html" }?.content ?? []
            #expect(String(decoding: summary, as: UTF8.self).contains("les 2 formations <code>"))
            var unknown = store.question([begun])
            unknown.courses?.insert("https://ex.fr/x")
            #expect(try await store.build(unknown) == .refused(.unknownCourse))
        }
    }

    @Test("what was left out or slipped in is found, whatever else is made to fit", arguments: Engine.allCases)
    func tampered(engine: Engine) async throws {
        try await EvidenceStore.run(on: engine) { store in
            let (begun, untouched) = try await store.addCourses()
            let (a, b, c) = (store.course.iri, begun.iri, untouched.iri)
            _ = try await store.build(store.question([store.course, begun], of: [store.lea, store.tom]))
            #expect(try store.forge { _ in }.truth == .holds)
            let refused = "Line refused: the records do not give this answer (Martin, Écrire)."
            for courses in [[a], [a, c]] {
                let (truth, lines) = try store.forge { $0.courses = Set(courses) }
                #expect(truth == .fails && lines.contains(refused), "a line of no course of the question: \(lines)")
            }
            let leftOut = "Records were left out of the archive."
            let table: [(String, [String], (EvidenceClaim) -> Bool)] = [
                ("all lines of a course", [a, b], { $0.course.id != b }),
                ("one line", [a, b], { $0.course.id != b || $0.learner != .person(store.lea) }),
                ("a course of which nothing is shown", [a, b, c], { _ in true }),
            ]
            for (name, courses, keeps) in table {
                let (truth, lines) = try store.forge({ $0.courses = Set(courses) }, keeping: keeps)
                #expect(truth == .fails && lines.contains(leftOut), "\(name): \(lines)")
            }
        }
    }

    @Test("a course whose records the service hides is missed", arguments: Engine.allCases, [false, true])
    func hidden(engine: Engine, isNamed: Bool) async throws {
        try await EvidenceStore.run(on: engine) { store in
            let (begun, _) = try await store.addCourses()
            let question = store.question([store.course, begun], of: isNamed ? [store.lea] : nil)
            _ = try await store.build(question)
            #expect(store.verify().truth == .holds, "\(store.verify().lines)")
            let kind = RecordKind.package.stored
            try await store.log.records.database.write { transaction in
                try transaction.execute(
                    """
                    DELETE FROM log_entry WHERE kind = \(kind) AND record IN (
                        SELECT v.id FROM course_version v JOIN course c ON c.id = v.course WHERE c.iri = \(begun.iri))
                    """
                )
            }
            _ = try await store.build(question)
            let (truth, lines) = store.verify()
            #expect(truth == .fails && lines.contains("Records were left out of the archive."), "\(lines)")
        }
    }

    @Test("are asked for with courses that are there, in lines that can be read", arguments: Engine.allCases)
    func asked(engine: Engine) async throws {
        try await EvidenceStore.run(on: engine) { store in
            let shelf = store.shelf
            let (a, nowhere) = (store.course.iri, "https://ex.fr/x")
            let asked = try await shelf.ask(BundleQuestion(), in: [a, a], since: nil, by: "a").get()
            let question = try #require(BundleQuestion(reading: asked.question))
            #expect(question.courses == [a] && question.course == nil)
            let refused = try await shelf.ask(BundleQuestion(), in: [a, nowhere], since: nil, by: "a")
            guard case .failure(.unknownCourse(place: 1)) = refused else {
                Issue.record("\(refused)")
                return
            }
            var much = BundleQuestion()
            much.people = Set((0..<9_091).map { _ in UUID() })
            much.courses = Set((0..<11).map { "https://ex.fr/\($0)" })
            guard case .failure(.tooManyLines) = try await shelf.ask(much, since: nil, by: "a") else {
                Issue.record("100,001 lines")
                return
            }
        }
    }

    @Test("whoever is merged is asked for as whom they are, or asked for again", arguments: Engine.allCases)
    func merged(engine: Engine) async throws {
        try await EvidenceStore.run(on: engine) { store in
            let shelf = store.shelf
            let people = PeopleStore(store.log.records)
            let twin = try await people.make("Martin", accounts: ["lea3"])
            _ = try await people.merge(twin, into: store.lea, by: "drh")
            let asked = try await shelf.ask(
                BundleQuestion(person: twin), in: [store.course.iri], since: nil, by: "a"
            ).get()
            #expect(BundleQuestion(reading: asked.question)?.person == store.lea)
            try await store.closePeriod()
            #expect(try await shelf() == 1)
            #expect(try await shelf.find(asked.id)?.claims == 1)
            #expect(store.verify("bundles/\(asked.id).zip").truth == .holds)
            let late = try await shelf.ask(BundleQuestion(), about: [store.tom], since: nil, by: "a").get()
            _ = try await people.merge(store.tom, into: store.lea, by: "drh")
            try await store.closePeriod()
            #expect(try await shelf() == 1)
            #expect(try await shelf.find(late.id)?.outcome == "unknown-person")
        }
    }

    @Test("read what they wrote, and nothing else")
    func question() {
        var question = BundleQuestion()
        question.courses = ["https://ex.fr/b", "https://ex.fr/a"]
        let text =
            #"{"person":null,"actor":null,"course":null,"status":null,"#
            + #""courses":["https://ex.fr/a","https://ex.fr/b"]}"#
        #expect(String(decoding: question.json, as: UTF8.self) == text)
        #expect(BundleQuestion(reading: Array(text.utf8)) == question)
        for (part, other) in [
            (#"["https://ex.fr/a","https://ex.fr/b"]"#, #"["https://ex.fr/b","https://ex.fr/a"]"#),
            (#""https://ex.fr/b"]"#, #""https://ex.fr/a"]"#), (#""https://ex.fr/b"]"#, "7]"),
        ] { #expect(BundleQuestion(reading: Array(text.replacing(part, with: other).utf8)) == nil, "\(other)") }
        let old = #"{"person":null,"actor":null,"course":"https://ex.fr/a","status":null}"#
        #expect(String(decoding: BundleQuestion(course: "https://ex.fr/a").json, as: UTF8.self) == old)
    }

    /// A bundle about one course, and the key of its log; `RELEVE_UPDATE_GOLDEN` makes them where they are not there.
    private static let golden = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Golden")

    @Test("one that was sent before still verifies")
    func released() async throws {
        let file = Self.golden.appending(path: "bundle-of-a-course.zip").path()
        let place = Self.golden.appending(path: "bundle-of-a-course.key")
        if ProcessInfo.processInfo.environment["RELEVE_UPDATE_GOLDEN"] != nil,
            !FileManager.default.fileExists(atPath: file)
        {
            try await EvidenceStore.run(on: .sqlite) { store in
                _ = try await store.build(BundleQuestion(course: store.course.iri))
                try FileManager.default.copyItem(atPath: store.path("bundle.zip"), toPath: file)
                let keys = store.keys.map { $0.text + "\n" }.joined()
                try keys.write(to: place, atomically: true, encoding: .utf8)
            }
        }
        let lines = try String(contentsOf: place, encoding: .utf8).split(separator: "\n")
        let keys = try lines.map { try VerifierKey(text: String($0)) }
        var found: [String] = []
        #expect(VerifyBundle(keys: keys)(file) { found.append($0.text.english) } == .holds, "\(found)")
        #expect(found.contains { $0.hasPrefix("Martin, Gestion du temps: Completed on ") }, "\(found)")
    }
}
