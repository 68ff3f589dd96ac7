import Completion
import EvidenceVerification
import Foundation
import TestSupport
import Testing
import TransparencyLog
import XAPI
import ZipArchive

@testable import LearningRecords

@Suite("bundles that somebody changed")
struct TamperedBundleTests {
    /// A few in each run; `RELEVE_FLIPS=10000` for as many as that.
    private static let flips = ProcessInfo.processInfo.environment["RELEVE_FLIPS"].flatMap { Int($0) } ?? 1_000

    @Test("a flipped bit of any file in it is never true", .timeLimit(.minutes(60)))
    func flipped() async throws {
        try await EvidenceStore.run(on: .sqlite) { store in
            _ = try await store.build(BundleQuestion(actor: PeopleStore.account("seule")), since: 3)
            let members = try store.members()
            let flips = Self.flips
            try await withThrowingTaskGroup(of: Int.self) { group in
                for worker in 0..<2 {
                    group.addTask {
                        var random = SplitMix64(seed: UInt64(worker))
                        for _ in 0..<flips / 2 {
                            // Each file as often as any other, so that the small ones are not left out.
                            let file = Int.random(in: 0..<members.count, using: &random)
                            let place = Int.random(in: 0..<members[file].content.count, using: &random)
                            let bit = UInt8(1) << UInt8.random(in: 0...7, using: &random)
                            var changed = members
                            changed[file].content[place] ^= bit
                            try store.write(changed, to: "changed\(worker).zip")
                            let (truth, lines) = store.verify("changed\(worker).zip")
                            #expect(truth != .holds, "\(members[file].path), byte \(place), bit \(bit): \(lines)")
                        }
                        return flips / 2
                    }
                }
                var count = 0
                for try await done in group { count += done }
                #expect(count == flips)
            }
        }
    }

    @Test("a flipped bit of the archive itself, or a cut, is never true")
    func raw() async throws {
        try await EvidenceStore.run(on: .sqlite) { store in
            _ = try await store.build(BundleQuestion(actor: PeopleStore.account("seule")))
            let bytes = Array(try Data(contentsOf: URL(filePath: store.path("bundle.zip"))))
            var random = SplitMix64(seed: 4)
            for round in 0..<1_500 {
                var changed = bytes
                if round % 3 == 0 {
                    changed.removeLast(Int.random(in: 1..<bytes.count, using: &random))
                } else {
                    // The directory at the end as often as all the rest.
                    let first = round % 3 == 1 ? 0 : bytes.count - 1_200
                    changed[Int.random(in: first..<bytes.count, using: &random)] ^= 1 << UInt8(round % 8)
                }
                try Data(changed).write(to: URL(filePath: store.path("changed.zip")))
                let (truth, lines) = store.verify("changed.zip")
                #expect(truth == .fails, "\(lines)")
            }
        }
    }

    /// What somebody with time does to a bundle, and what comes of it.
    private static let forgeries:
        [(name: String, truth: EvidenceTruth, change: @Sendable (inout [(path: String, content: [UInt8])]) -> Void)] = [
            ("nothing", .holds, { _ in }),
            ("an answer that the records do not give", .fails, { $0.replace("in_progress", with: "completed") }),
            ("another time", .fails, { $0.replace(#""as_of":"20"#, with: #""as_of":"21"#) }),
            ("a line left out", .fails, { $0.set("claims.json", to: "[]") }),
            ("another question", .fails, { $0.replace("\"status\":null", with: "\"status\":\"completed\"") }),
            ("a file more", .fails, { $0.append(("note.txt", Array("lisez-moi".utf8))) }),
            ("two files in another order", .fails, { $0.swapAt(0, 1) }),
            ("a file fewer", .fails, { $0.removeAll { $0.path == "summary.html" } }),
            ("no records", .fails, { $0.removeAll { $0.path.hasPrefix("records/") } }),
            ("no periods", .fails, { $0.removeAll { $0.path.hasPrefix("periods/") || $0.path == "seals.json" } }),
            ("other seals", .fails, { $0.replace(#""seals":[""#, with: #""seals":["AAAA"#) }),
            (
                "a later version of the form", .unknown,
                { $0.replace("\"version\":2,\"as_of\"", with: "\"version\":3,\"as_of\"") }
            ),
            ("another form", .fails, { $0.replace("releve-bundle", with: "other-bundle") }),
            ("no proof", .fails, { $0.set("proof", to: "") }),
            ("a proof of something else", .fails, { $0.set("proof", to: String(repeating: "A", count: 43) + "=\n") }),
        ]

    @Test("is found out, whatever else is made to fit")
    func forged() async throws {
        try await EvidenceStore.run(on: .sqlite) { store in
            _ = try await store.build(BundleQuestion(course: store.course.iri))
            for (name, truth, change) in Self.forgeries {
                var members = try store.members()
                change(&members)
                try store.write(members, to: "changed.zip")
                let found = store.verify("changed.zip")
                #expect(found.truth == truth, "\(name): \(found.lines)")
            }
            for file in ["nothing-there.zip", "journal"] { #expect(store.verify(file).truth == .fails) }
        }
    }
}

extension [(path: String, content: [UInt8])] {
    /// In every file.
    fileprivate mutating func replace(_ text: String, with other: String) {
        for place in indices {
            let changed = String(decoding: self[place].content, as: UTF8.self).replacing(text, with: other)
            self[place].content = [UInt8](changed.utf8)
        }
    }

    fileprivate mutating func set(_ path: String, to text: String) {
        for place in indices where self[place].path == path { self[place].content = [UInt8](text.utf8) }
    }
}
