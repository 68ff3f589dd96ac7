import Foundation
import Testing

@testable import SCORM

/// A package made from one of our clean manifests: what is changed in it, what the archive holds, what is found.
struct PackageScenario: Sendable, CustomTestStringConvertible {
    enum Base: String, CaseIterable, Sendable {
        case scorm12, scorm2004, cmi5, tincan

        var text: String {
            let folder = URL(filePath: #filePath).deletingLastPathComponent()
            return (try? String(contentsOf: folder.appending(path: "Manifests/\(rawValue).xml"), encoding: .utf8)) ?? ""
        }

        var name: String {
            switch self {
            case .scorm12, .scorm2004: "imsmanifest.xml"
            case .cmi5: "cmi5.xml"
            case .tincan: "tincan.xml"
            }
        }

        /// Without the manifest itself.
        var files: [String] {
            switch self {
            case .scorm12: ["lecon/index.html", "lecture libre.html"]
            case .scorm2004: ["contenu/jeu/quiz.html"]
            case .cmi5: ["alerter/index.html"]
            case .tincan: ["jeu/index.html"]
            }
        }
    }

    let testDescription: String
    let base: Base
    var edits: [(from: String, to: String)] = []
    /// Instead of the manifest's name and the base's files.
    var files: [String]?
    /// Instead of the edited text.
    var bytes: [UInt8]?
    var leniency: ReadPackage.Leniency = []
    /// Exactly these are found, in any order and number.
    var findings: Set<FindingCode> = []
    /// The code of a refusal.
    var refusal: String?
    /// Where a finding must point.
    var line: Int?

    init(
        _ name: String,
        _ base: Base,
        _ edits: KeyValuePairs<String, String> = [:],
        files: [String]? = nil,
        bytes: [UInt8]? = nil,
        leniency: ReadPackage.Leniency = [],
        findings: Set<FindingCode> = [],
        refusal: String? = nil,
        line: Int? = nil
    ) {
        testDescription = "\(base.rawValue): \(name)"
        self.base = base
        self.edits = edits.map { ($0.key, $0.value) }
        self.files = files
        self.bytes = bytes
        self.leniency = leniency
        self.findings = findings
        self.refusal = refusal
        self.line = line
    }

    /// - Throws: an expectation where an edit changes nothing.
    func read() throws -> Result<PackageManifest, ManifestRefusal> {
        var text = base.text
        for edit in edits {
            try #require(text.contains(edit.from), "“\(edit.from)” is not in the manifest")
            text = text.replacing(edit.from, with: edit.to)
        }
        let content = bytes ?? Array(text.utf8)
        do {
            return .success(
                try ReadPackage(leniency: leniency).read(paths: files ?? [base.name] + base.files) { _ in content }
            )
        } catch { return .failure(error) }
    }
}
