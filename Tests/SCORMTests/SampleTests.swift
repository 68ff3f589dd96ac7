import Foundation
import Testing

@testable import SCORM

@Suite("sample packages")
struct SampleTests {
    @Test("read as what they are, and nothing is odd but what was made odd", arguments: Sample.all)
    func reading(_ sample: Sample) throws {
        let manifest = try sample.read()
        #expect(manifest.standard == sample.standard)
        #expect(manifest.title == sample.title)
        #expect(manifest.activities.map(\.title) == sample.activities)
        #expect(manifest.activities.count(where: \.isLaunchable) == sample.activities.count)
        #expect(manifest.activities.map(\.masteryScore) == sample.masteryScores)
        #expect(manifest.activities.compactMap(\.moveOn) == sample.moveOn)
        #expect(manifest.findings.map(\.code) == sample.findings, "\(manifest.findings)")
    }

    @Test("no folder lies there that is not in the table")
    func folders() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Sample.root.path(percentEncoded: false))
        #expect(names.sorted() == Sample.all.map(\.name).sorted())
    }
}

/// A folder of `SamplePackages/`, and how it is to be read.
struct Sample: Sendable, CustomTestStringConvertible {
    let name: String
    let standard: Standard
    let title: String
    /// Titles, in document order; each can be launched.
    let activities: [String]
    /// As many as there are activities.
    let masteryScores: [Double?]
    /// Of a cmi5 course's units.
    var moveOn: [String] = []
    var findings: [FindingCode] = []

    var testDescription: String { name }

    static let all = [
        Sample(
            name: "gestion-du-temps",
            standard: .scorm12,
            title: "Gestion du temps",
            activities: ["Gestion du temps"],
            masteryScores: [0.6]
        ),
        Sample(
            name: "egalite-femmes-hommes",
            standard: .scorm2004FourthEdition,
            title: "Égalité femmes-hommes",
            activities: ["Comprendre", "Agir au quotidien", "Cinq questions"],
            masteryScores: [nil, nil, 0.8]
        ),
        Sample(
            name: "diversite",
            standard: .cmi5,
            title: "Diversité",
            activities: ["Comprendre la diversité", "Vérifier ses connaissances"],
            masteryScores: [nil, 0.75],
            moveOn: ["Completed", "CompletedAndPassed"]
        ),
        Sample(
            name: "bureautique",
            standard: .scorm12,
            title: "Bureautique : les bases de l’e-mail à la métropole",
            activities: ["L’e-mail pas à pas : écrire, répondre, se protéger"],
            masteryScores: [0.8],
            findings: [.encodingFallback, .wrappedPackage]
        ),
        Sample(
            name: "ondijon-ville-connectee",
            standard: .tincan,
            title: "OnDijon, la ville connectée",
            activities: ["OnDijon, la ville connectée"],
            masteryScores: [nil]
        ),
        Sample(
            name: "reglement-interieur",
            standard: .imscp,
            title: "Règlement intérieur",
            activities: ["L’essentiel", "Temps de travail et absences", "Vie au travail"],
            masteryScores: [nil, nil, nil]
        ),
    ]

    static var root: URL {
        URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "SamplePackages")
    }

    func read() throws -> PackageManifest {
        let folder = Sample.root.appending(path: name)
        let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path(percentEncoded: false))
        let files = paths.filter { !folder.appending(path: $0, directoryHint: .checkFileSystem).hasDirectoryPath }
        return try ReadPackage().read(paths: files) { path throws(ManifestRefusal) in
            guard let data = try? Data(contentsOf: folder.appending(path: path)) else { throw .unreadable(file: path) }
            return Array(data)
        }
    }
}
