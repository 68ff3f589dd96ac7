import Completion
import Foundation
import Persistence
import SCORM
import XAPI
import ZipArchive

@testable import LearningRecords
@testable import SCORM

/// A course of two items, stored as an import would, without a zip.
struct SampleCourse: Sendable {
    let iri: String
    let items: [String]

    /// - Parameter items: identifiers of its SCOs or AUs.
    static func store(
        in records: RecordStore, standard: Standard = .scorm12, items: [String] = ["A", "B"], moveOn: String? = nil,
        digest: UInt8 = 1, source: String = "cegos", identifier: String = "COURSE", title: String = "Gestion du temps"
    ) async throws -> SampleCourse {
        let type = standard == .cmi5 ? "au" : standard == .tincan ? "http://adlnet.gov/expapi/activities/course" : "sco"
        let activities = items.map { identifier in
            PackageManifest.Activity(
                identifier: identifier, title: "Module \(identifier)", type: type, href: "index.html",
                isLaunchable: true, moveOn: moveOn
            )
        }
        let manifest = PackageManifest(
            standard: standard, identifier: identifier, title: title, titles: [], description: nil,
            defaultOrganization: "ORG", languages: [], activities: activities, findings: [], file: "imsmanifest.xml",
            folder: ""
        )
        let upload = Upload(path: "", sha256: [UInt8](repeating: digest, count: 32), size: 1)
        let course = CourseIdentity(
            source: source, identifier: identifier, sha256: upload.sha256, publicURL: "https://releve.example.fr",
            known: { _ in nil }
        )
        let package = PackageToStore(
            OpenedPackage(manifest: manifest, members: []), upload: upload, source: source, course: course
        )
        let outlines = records.outlines
        _ = try await records.database.write { try $0.store(package, outlines: outlines) }
        return SampleCourse(iri: course.iri, items: package.items.dropFirst().map(\.iri))
    }
}

extension RecordStore {
    func completions(_ ask: (inout FindCompletions.Request) -> Void) async throws -> [CompletionAnswer] {
        var request = FindCompletions.Request()
        ask(&request)
        let find = FindCompletions(database: database, outlines: outlines)
        guard case .found(let page) = try await find(request) else { return [] }
        return page.items
    }
}
