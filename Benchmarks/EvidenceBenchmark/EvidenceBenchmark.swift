import Completion
import EvidenceVerification
import Foundation
import TransparencyLog
import XAPI

/// What a record costs the log (cutting, keys, commitments, leaf; without the store), and how long the auditor's program
/// takes over a bundle of 100,000 records. The last line of the output is one JSON object.
@main
struct EvidenceBenchmark {
    private static let count = 100_000
    private static let learners = 4_000
    private static let course = "https://rh.example.fr/courses/1"

    static func main() throws {
        let key = try SignerKey(name: "rh.example.fr/releve")
        let path = NSTemporaryDirectory() + "evidence-benchmark.zip"
        defer { unlink(path) }
        var leaves: [TreeHash] = []
        var records: [BundleRecord] = []
        let package = try RecordText(.package, writtenAs: Array(Self.package.utf8))
        func add(_ text: RecordText, at leaf: Int) throws {
            let secret = Array(repeating: UInt8(leaf >> 8 & 255), count: 32)
            let keys = try KeyTree(secret: secret).keys(ofRecord: UInt8(leaf & 255), parts: text.parts)
            let committed = try text.committed(under: keys)
            leaves.append(committed.leaf)
            guard let sealed = try committed.sealed() else { return }
            records.append(BundleRecord(leaf: UInt64(leaf), json: sealed.json, seal: sealed.seal))
        }
        let committing = try seconds {
            for leaf in 0..<count { try add(leaf == 0 ? package : try statement(leaf).text(), at: leaf) }
        }
        let periods = try Periods(ofStatements: count)
        for (place, period) in periods.all.enumerated() {
            try add(RecordText(.period, writtenAs: period.record.json), at: count + place)
        }
        var frontier = Frontier()
        for leaf in leaves { frontier.append(leaf) }
        let checkpoint = try Checkpoint(origin: key.verifierKey.name, size: UInt64(leaves.count), root: frontier.root)
        let head = BundleHead(
            asOf: Instant(microseconds: 1_767_225_600_000_000), question: BundleQuestion(course: course),
            note: try checkpoint.signed(by: [key])
        )
        let building = try seconds { try write(head, records, periods, to: path) }
        var truth = EvidenceTruth.unknown
        let verifying = seconds { truth = VerifyBundle(keys: [key.verifierKey])(path) { _ in } }
        let perRecord = committing / Double(count) * 1_000_000
        print(
            "\(truth); \(perRecord) µs to commit to and seal a record; built in \(building) s, verified in \(verifying) s"
        )
        print("{\"commit_us\":\(perRecord),\"build_s\":\(building),\"verify_s\":\(verifying),\"truth\":\"\(truth)\"}")
    }

    private static func write(
        _ head: BundleHead, _ records: [BundleRecord], _ periods: Periods, to path: String
    ) throws {
        FileManager.default.createFile(atPath: path, contents: nil)
        guard let file = FileHandle(forWritingAtPath: path) else { return }
        var writer = try BundleWriter(head) { try file.write(contentsOf: Data($0)) }
        for record in records {
            try writer.add(record, kind: record.leaf == 0 ? .package : record.leaf < count ? .statement : .period)
        }
        let claims = (0..<learners).compactMap { learner in
            writer.book.claim(
                of: .actor(identifier(learner).canonical), in: course, asOf: head.asOf
            )
        }
        let answer = try writer.finish(JointProof(path: []), claims: claims)
        let asked = writer.book.subjects(of: answer).map { subject, activities in
            (seal: periods.seals[subject] ?? [], activities: activities)
        }
        try writer.add(SealFile(key: periods.key.verifier, seals: asked.map(\.seal)))
        for (place, period) in periods.all.enumerated() {
            let from = period.record.range.lowerBound
            try writer.add(PeriodView(of: period.index, leaf: UInt64(count + place), from: from, asked: asked))
        }
        try writer.end()
        try file.close()
    }

    /// Summaries of the log, as the service makes them.
    private struct Periods {
        let key: PeriodKey
        private(set) var all: [(record: PeriodRecord, index: PeriodIndex)] = []
        private(set) var seals: [PeriodSubject: [UInt8]] = [:]

        init(ofStatements count: Int) throws {
            key = try PeriodKey()
            for start in stride(from: 0, to: count, by: 4_096) {
                let range = UInt64(start)..<UInt64(min(start + 4_096, count))
                var mentions = PeriodMentions()
                if start == 0 { mentions.add(.package, Array(package.utf8), leaf: 0) }
                for leaf in range where leaf > 0 {
                    let name = identifier(Int(leaf) % learners).canonical
                    mentions.add(statementOf: name, about: course + "/a", leaf: leaf)
                }
                var known = seals
                let index = try PeriodIndex(of: mentions, from: range.lowerBound) { [key] subject in
                    if let seal = known[subject] { return seal }
                    let seal = try key.seal(of: subject)
                    known[subject] = seal
                    return seal
                }
                seals = known
                let at = Instant(microseconds: 1_767_225_000_000_000)
                all.append((PeriodRecord(range, at: at, key: key.verifier.digest, index: index, open: mentions), index))
            }
        }
    }

    private static func seconds(_ work: () throws -> Void) rethrows -> Double {
        let start = ContinuousClock.now
        try work()
        return (ContinuousClock.now - start) / .seconds(1)
    }

    private static func identifier(_ learner: Int) -> InverseFunctionalIdentifier {
        .account(homePage: "https://rh.example.fr", name: "\(learner)")
    }

    private static let package = """
        {"course":"\(course)","version":1,"source":"cegos","sha256":"00","size":1,"at":"2026-01-01T00:00:00.000Z","items":[\
        {"activity":"\(course)","identifier":"","title":"Gestion du temps","kind":"course","parent":null,\
        "launchable":false,"mastery_score":null,"move_on":null},\
        {"activity":"\(course)/a","identifier":"A","title":"Module A","kind":"sco","parent":0,"launchable":true,\
        "mastery_score":null,"move_on":null}],"answer":{"standard":"scorm12"}}
        """

    /// Some 1,100 bytes, with six parts.
    private static func statement(_ number: Int) -> StatementRecord {
        let learner = number % learners
        let verb = number % 7 == 0 ? "completed" : "experienced"
        let raw = """
            {"actor":{"objectType":"Agent","name":"Agent \(learner)","account":{"homePage":"https://rh.example.fr",\
            "name":"\(learner)"}},"verb":{"id":"http://adlnet.gov/expapi/verbs/\(verb)","display":{"fr":"a suivi"}},\
            "object":{"id":"\(course)/a","definition":{"name":{"fr":"Module A : prioriser ses activités"},"description":\
            {"fr":"\(String(repeating: "Savoir distinguer l’urgent de l’important. ", count: 6))"},\
            "type":"http://adlnet.gov/expapi/activities/module"}},"result":{"duration":"PT\(number % 59)M",\
            "response":"Oui","extensions":{"https://w3id.org/xapi/cmi5/result/extensions/progress":\(number % 100)}},\
            "context":{"instructor":{"mbox":"mailto:formateur@example.fr"},"platform":"CEGOS","extensions":\
            {"https://w3id.org/xapi/video/extensions/volume":0.5}},"timestamp":"2025-12-31T09:12:44.120Z"}
            """
        return StatementRecord(
            id: UUID(
                uuid: (
                    0, 0, 0, 0, 0, 0, 0x40, 0, 0x80, 0, 0, 0, 0, UInt8(number >> 16), UInt8(number >> 8 & 255),
                    UInt8(number & 255)
                )),
            stored: Instant(microseconds: 1_767_172_000_000_000 + Int64(number)), version: .v1_0_3, source: "cegos",
            authority: Array(
                #"{"objectType":"Agent","account":{"homePage":"https://rh.example.fr","name":"cegos"}}"#.utf8),
            raw: Array(raw.utf8)
        )
    }
}
