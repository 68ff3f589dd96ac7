import Foundation
import TestSupport
import Testing

@Suite("releve import")
struct ImportTests {
    /// Two courses and a file that is none.
    private static func run(_ body: (ReleveCommand) async throws -> Void) async throws {
        try await ReleveCommand.run { releve in
            for name in ["a", "b"] { try releve.write("\(name).zip", .course(name)) }
            try releve.write("bad.zip", Array("no zip".utf8))
            try await body(releve)
        }
    }

    @Test("imports each file, under its own source where one is named, and says so")
    func sources() async throws {
        try await Self.run { releve in
            try releve.write("x=y.zip", .course("c"))
            let outcome = try releve("import --data data --source cnfpt cegos=a.zip b.zip x=y.zip")
            #expect(outcome.code == 0, "\(outcome.complaints)")
            #expect(outcome.output.contains("a.zip: “a”, version 1, "))
            #expect(outcome.complaints.isEmpty)
            #expect(releve.names(in: "data/packages").filter { $0.hasSuffix(".zip") }.count == 3)
            #expect(releve.names(in: "data/packages").count == 3, "no upload is left")
            let server = try await LiveServer(
                environment: ["RELEVE_ADMIN_KEY": "k", "RELEVE_ADMIN_SECRET": "s"], in: releve.folder)
            for (file, source) in [("a.zip", "cegos"), ("b.zip", "cnfpt"), ("x=y.zip", "cnfpt")] {
                let digest = try Shell.run("sha256sum '\(file)'", in: releve.folder).prefix(64)
                let answer = try Shell.run(
                    "curl -s -u k:s \(server.address)/api/v1/packages/\(digest)", in: releve.folder)
                #expect(answer.contains("\"source\":\"\(source)\""), "\(file): \(answer)")
            }
            #expect(try await server.stop(keepingFolder: true) == 0)
        }
    }

    @Test("the same bytes again are the version that exists; another source has a course of its own")
    func again() async throws {
        try await Self.run { releve in
            let first = try releve("import --data data a.zip").output
            #expect(try releve("import --data data a.zip").output == first)
            let other = try releve("import --data data cegos=a.zip").output
            #expect(other != first && other.contains("version 1"))
            #expect(releve.names(in: "data/packages").count == 1)
        }
    }

    @Test("--validate answers, and stores nothing")
    func validate() async throws {
        try await Self.run { releve in
            let outcome = try releve("import --data data --validate a.zip")
            #expect(outcome.code == 0)
            #expect(outcome.output.contains("“a”, version 1"))
            #expect(releve.names(in: "data/packages").isEmpty)
            #expect(try releve("import --data data --validate a.zip bad.zip").code == 1)
            #expect(
                try releve("import --data data --if-empty a.zip").output.contains("“a”"), "the store is empty still")
        }
    }

    @Test("--if-empty does nothing where there is a course, and --quiet says nothing")
    func ifEmpty() async throws {
        try await Self.run { releve in
            let first = try releve("import --data data --if-empty --quiet a.zip b.zip")
            #expect(first.code == 0 && first.output.isEmpty, "\(first)")
            #expect(releve.names(in: "data/packages").count == 2, "both, although the first made the store hold one")
            try releve.write("c.zip", .course("c"))
            let second = try releve("import --data data --if-empty c.zip bad.zip")
            #expect(second.code == 0 && second.output.isEmpty && second.complaints.isEmpty, "\(second)")
            #expect(releve.names(in: "data/packages").count == 2)
        }
    }

    @Test(
        "a file that is refused makes the exit code 1, and the others are imported",
        arguments: [
            ("a.zip bad.zip b.zip", "bad.zip: "), ("bad.zip a.zip b.zip", "bad.zip: "),
            ("a.zip absent.zip b.zip", "absent.zip: "), ("a.zip . b.zip", ".: "),
        ]
    )
    func refused(files: String, complaint: String) async throws {
        try await Self.run { releve in
            let outcome = try releve("LC_ALL=C releve import --data data \(files)")
            #expect(outcome.code == 1)
            #expect(outcome.complaints.hasPrefix(complaint), "\(outcome.complaints)")
            #expect(outcome.complaints.split(separator: "\n").count == 1)
            #expect(releve.names(in: "data/packages").count == 2)
        }
    }

    @Test("a refusal is said in the language of the session")
    func language() async throws {
        try await Self.run { releve in
            let french = try releve("LC_ALL=fr_FR.UTF-8 releve import --data data bad.zip").complaints
            #expect(french == "bad.zip : Ce fichier n’est pas une archive zip.\n")
            let english = try releve("LC_ALL=C releve import --data data bad.zip").complaints
            #expect(english == "bad.zip: This file is not a zip archive.\n")
        }
    }

    @Test(
        "the limits of packages are obeyed, wherever they are set",
        arguments: [
            "releve import --member-limit 1", "RELEVE_MEMBER_LIMIT=1 releve import",
            "releve import --config limits.json",
            "releve import --inflated-limit 9", "releve import --member-size-limit 9",
            "releve import --manifest-limit 9",
            "releve import --manifest-depth-limit 3", "releve import --manifest-element-limit 3",
            "releve import --upload-limit 99",
        ]
    )
    func limits(line: String) async throws {
        try await Self.run { releve in
            try releve.write("limits.json", Array(#"{"member-limit": 1}"#.utf8))
            let outcome = try releve("\(line) --data data a.zip")
            #expect(outcome.code == 1, "\(outcome)")
            #expect(!outcome.complaints.isEmpty)
            #expect(releve.names(in: "data/packages").isEmpty)
        }
    }

    @Test(
        "what cannot be understood ends with 64, and makes nothing",
        arguments: [
            "import --data data", "import --data data --member-limit 0 a.zip", "import --data data --nonsense a.zip",
            "import --data data --cmi5-leniency title a.zip", "import --data data --manifest-depth-limit 257 a.zip",
        ]
    )
    func usage(line: String) async throws {
        try await Self.run { releve in
            let outcome = try releve(line)
            #expect(outcome.code == 64, "\(outcome)")
            #expect(releve.names(in: "data").isEmpty)
        }
    }
}
