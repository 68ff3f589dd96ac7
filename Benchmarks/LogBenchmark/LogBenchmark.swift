import ExactJSON
import Foundation
import Glibc
import LearningRecords
import Persistence
import SQLiteStore
import XAPI

/// What the log adds to the CPU of a statement: the same statements are stored on SQLite without the chores of the log, with the
/// tree and its checkpoints, and with summaries of periods besides, in turn. HTTP is left out of all, so the share is the
/// highest that a service could see; and every round seals its 4,000 actors anew, which a service does once. The last line
/// of the output is one JSON object.
@main
struct LogBenchmark {
    private enum Log: String, CaseIterable {
        case none, tree, periods
    }

    private static let rounds = 9
    private static let batches = 200
    private static let batch = 100

    static func main() async throws {
        // Those that are named, else all.
        let named = CommandLine.arguments.dropFirst().compactMap(Log.init)
        let logs = named.isEmpty ? Log.allCases : named
        var rows: [[Double]] = []
        for _ in 0..<rounds {
            var row: [Double] = []
            for log in logs { row.append(try await round(with: log)) }
            rows.append(row)
        }
        let figures = logs.indices.flatMap { place in
            // Against what stood beside it, since the machine is not equally fast all the time.
            let ratios = rows.map { $0[place] / $0[0] }
            return [
                "\"\(logs[place].rawValue)_us\":\(median(rows.map { $0[place] }))",
                "\"\(logs[place].rawValue)_ratio\":\(median(ratios))",
            ]
        }
        print("{\(figures.joined(separator: ","))}")
    }

    private static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

    /// µs of CPU for each statement.
    private static func round(with log: Log) async throws -> Double {
        let folder = FileManager.default.temporaryDirectory.appending(path: "log-benchmark-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let database = try SQLiteDatabase(
            path: folder.appending(path: "releve.sqlite").path(), clock: { Int64(Date().timeIntervalSince1970 * 1e6) }
        )
        try await database.migrate(migrations)
        let random: @Sendable (Int) -> [UInt8] = { count in (0..<count).map { _ in UInt8.random(in: 0...255) } }
        let createKey = CreateKey(database: database, publicURL: "https://rh.example.fr", random: random)
        _ = try await createKey(.init(label: "b", source: "cegos", scopes: [.admin], id: "b", secret: "secret"))
        let authenticate = AuthenticateKey(database: database, clock: { 0 })
        guard let credential = try await authenticate(key: "b", secret: "secret") else { return 0 }
        let fresh = log == .none ? nil : FreshStatements()
        let store = StoreStatements(
            database: database, terms: InternTerms(database: database), outlines: CourseOutlines(),
            learn: LearnFromStatements(), checkSignatures: CheckSignatures(VerifySignature(), clock: { 0 }),
            fresh: fresh, newID: { UUID() }
        )
        let grow = GrowTree(database: database, fresh: fresh, random: random)
        let files = LogFiles(
            keys: folder.appending(path: "key").path(), journal: folder.appending(path: "journal").path(),
            publicURL: "https://rh.example.fr"
        )
        let sign = SignCheckpoint(database: database, files: files, standing: LogStanding())
        let close = ClosePeriods(database: database, seals: KnownSeals())
        let start = cpu()
        for place in 0..<batches {
            let statements = try (0..<batch).map { try statement(place * batch + $0) }
            _ = try await store(StoreStatements.Batch(statements, version: .v1_0_3), as: credential)
            guard log != .none, place % 10 == 9 else { continue }
            _ = try await grow()
            if place % 50 == 49 { _ = try await sign() }
            if log == .periods { _ = try await close() }
        }
        let used = cpu() - start
        try await database.close()
        return used / Double(batches * batch) * 1_000_000
    }

    /// s of this process, all its threads.
    private static func cpu() -> Double {
        var usage = rusage()
        // RUSAGE_SELF, which Glibc has under another type.
        getrusage(0, &usage)
        func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1_000_000 }
        return seconds(usage.ru_utime) + seconds(usage.ru_stime)
    }

    /// Some 1,100 bytes.
    private static func statement(_ number: Int) throws -> Statement {
        let learner = number % 4_000
        let text = """
            {"actor":{"objectType":"Agent","name":"Agent \(learner)","account":{"homePage":"https://rh.example.fr",\
            "name":"\(learner)"}},"verb":{"id":"http://adlnet.gov/expapi/verbs/experienced","display":{"fr":"a suivi"}},\
            "object":{"id":"https://rh.example.fr/courses/\(number % 60)","definition":{"name":{"fr":"Module A : prioriser"},\
            "description":{"fr":"\(String(repeating: "Savoir distinguer l’urgent de l’important. ", count: 6))"},\
            "type":"http://adlnet.gov/expapi/activities/module"}},"result":{"duration":"PT\(number % 59)M",\
            "response":"Oui","extensions":{"https://w3id.org/xapi/cmi5/result/extensions/progress":\(number % 100)}},\
            "context":{"instructor":{"mbox":"mailto:formateur@example.fr"},"platform":"CEGOS","extensions":\
            {"https://w3id.org/xapi/video/extensions/volume":0.5}},"timestamp":"2025-12-31T09:12:44.120Z"}
            """
        return try Statement(reading: try JSONDocument(reading: Array(text.utf8)).root, version: .v1_0_3)
    }
}
