import HTTPTypes
import Hummingbird
import HummingbirdTesting
import LearningRecords
import SCORM
import TestSupport
import Testing
import ZipArchive

@testable import HTTPService

/// A package, a setting, and what the import then answers.
struct PackageLimitScenario: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let package: ZipWriter
    let set: @Sendable (inout PackageLimits) -> Void
    /// Nil where the package is imported.
    let problem: String?

    init(
        _ sentence: String,
        _ problem: String?,
        of package: ZipWriter = sample,
        set: @escaping @Sendable (inout PackageLimits) -> Void
    ) {
        testDescription = sentence
        self.package = package
        self.set = set
        self.problem = problem
    }

    static let all = archive + manifest + leniency

    private static let archive = [
        PackageLimitScenario("two members of two", nil) { $0.archive.members = 2 },
        PackageLimitScenario("two members of one", "archive-too-large") { $0.archive.members = 1 },
        PackageLimitScenario("as many bytes as allowed", nil) { $0.archive.totalSize = size + 1 },
        PackageLimitScenario("one byte more than allowed", "archive-too-large") { $0.archive.totalSize = size },
        PackageLimitScenario("a member as large as allowed", nil) { $0.archive.memberSize = size },
        PackageLimitScenario("a member one byte too large", "archive-too-large") { $0.archive.memberSize = size - 1 },
        PackageLimitScenario("a thousand times the bytes", "archive-too-large", of: swelling) {
            $0.archive.ratio = 200
        },
        // Its checksum is wrong, which only inflating tells.
        PackageLimitScenario("a ratio that allows it", "unreadable-archive", of: swelling) { $0.archive.ratio = 2_000 },
    ]

    private static let manifest = [
        PackageLimitScenario("a manifest as large as allowed", nil) { $0.manifestBytes = Int(size) },
        PackageLimitScenario("a manifest one byte too large", "manifest-too-large") {
            $0.manifestBytes = Int(size) - 1
        },
        PackageLimitScenario("four levels of four", nil) { $0.manifestDepth = 4 },
        PackageLimitScenario("four levels of three", "manifest-too-large") { $0.manifestDepth = 3 },
        PackageLimitScenario("four elements of four", nil) { $0.manifestElements = 4 },
        PackageLimitScenario("four elements of three", "manifest-too-large") { $0.manifestElements = 3 },
    ]

    private static let leniency = [
        PackageLimitScenario("cmi5 of a draft's namespace", refused, of: course(of: draft)) { _ in },
        PackageLimitScenario("another leniency", refused, of: course(of: draft)) { $0.leniency = .childOrder },
        PackageLimitScenario("that namespace allowed", nil, of: course(of: draft)) { $0.leniency = .namespace },
        PackageLimitScenario("cmi5 in another order", refused, of: course(descriptionFirst: true)) { _ in },
        PackageLimitScenario("that order allowed", nil, of: course(descriptionFirst: true)) {
            $0.leniency = .childOrder
        },
    ]

    private static let refused = "invalid-course-structure"
    private static let draft = "https://w3id.org/xapi/profiles/cmi5/v0/CourseStructure.xsd"

    /// Four elements, four deep.
    private static let text = """
        <tincan xmlns="http://projecttincan.com/tincan.xsd"><activities><activity id="https://ex.fr/a"
        type="http://adlnet.gov/expapi/activities/course"><name>A</name></activity></activities></tincan>
        """
    private static let size = Int64(text.utf8.count)
    static let sample = ZipWriter(ZipEntry("tincan.xml", text), ZipEntry("a", "1"))

    /// Above 64 MiB, where the ratio begins to count.
    private static let swelling = ZipWriter(
        ZipEntry(
            name: Array("zeros".utf8),
            method: 8,
            data: Deflate.zeros(thousands: 66_000),
            crc32: 0,
            size: UInt32(1 + 1032 * 66_000)
        )
    )

    private static func course(
        of namespace: String = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd",
        descriptionFirst: Bool = false
    ) -> ZipWriter {
        let title = #"<title><langstring lang="fr">A</langstring></title>"#
        let description = #"<description><langstring lang="fr">A</langstring></description>"#
        let words = descriptionFirst ? description + title : title + description
        return ZipWriter(
            ZipEntry(
                "cmi5.xml",
                """
                <courseStructure xmlns="\(namespace)"><course id="https://ex.fr/c">\(words)</course>
                <au id="https://ex.fr/a">\(title)\(description)<url>https://ex.fr/a.html</url></au></courseStructure>
                """
            )
        )
    }
}

@Suite("limits of packages")
struct PackageLimitTests {
    @Test("are settings, each with its Problem", arguments: PackageLimitScenario.all)
    func limit(scenario: PackageLimitScenario) async throws {
        var limits = PackageLimits()
        scenario.set(&limits)
        try await ServiceFixture.run(on: .sqlite, packages: limits) { service in
            let answer = try await service.importPackage(scenario.package)
            #expect(answer.problem == scenario.problem, "\(answer.text)")
            #expect(answer.status.code == (scenario.problem == nil ? 201 : 422))
        }
    }

    @Test("so are the agents that a statement may name", arguments: [1, 2, 3])
    func agents(limit: Int) async throws {
        var settings = ServiceSettings()
        settings.agentLimit = limit
        let group = #"{"objectType":"Group","member":[{"mbox":"mailto:a@ex.fr"},{"mbox":"mailto:b@ex.fr"}]}"#
        let statement = #"{"actor":\#(group),"verb":{"id":"urn:v"},"object":{"id":"urn:a"}}"#
        try await ServiceFixture.run(on: .sqlite, settings: settings) { service in
            let answer = try await service.send(.post, "/xapi/statements", body: statement)
            #expect(answer.problem == (limit < 2 ? "invalid-statement" : nil), "\(answer.text)")
            #expect(answer.object["rule"] as? String == (limit < 2 ? "too-many-agents" : nil))
        }
    }
}
