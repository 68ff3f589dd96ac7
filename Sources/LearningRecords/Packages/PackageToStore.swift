import Completion
import Crypto
import EvidenceVerification
import Foundation
import SCORM
import ZipArchive

/// A package with the names and rows that it gets here.
struct PackageToStore: Sendable {
    struct Item: Sendable {
        let iri: String
        let identifier: String
        let title: String
        let kind: String
        let parent: Int64?
        let isLaunchable: Bool
        let masteryScore: Double?
        let moveOn: String?
    }

    let course: CourseIdentity
    let title: String
    let source: String
    /// Of the zip, or of what a course without package was described by.
    let sha256: [UInt8]
    /// Bytes.
    let size: Int64
    let manifest: PackageManifest
    let members: [ZipArchive.Member]
    /// The course itself, then what its manifest lists.
    let items: [Item]

    init(_ opened: OpenedPackage, upload: Upload, source: String, course: CourseIdentity) {
        self.init(opened, sha256: upload.sha256, size: upload.size, source: source, course: course)
    }

    private init(_ opened: OpenedPackage, sha256: [UInt8], size: Int64, source: String, course: CourseIdentity) {
        let manifest = opened.manifest
        self.source = source
        (self.sha256, self.size) = (sha256, size)
        self.manifest = manifest
        self.members = opened.members
        self.course = course
        title = [manifest.title, manifest.identifier].compactMap { $0 }.first { !$0.isEmpty } ?? "…"
        let iris = course.activityIRIs(of: manifest)
        let root = Item(
            iri: course.iri, identifier: "", title: title, kind: CourseOutline.Item.Kind.course.rawValue, parent: nil,
            isLaunchable: false, masteryScore: nil, moveOn: nil
        )
        items = [root] + zip(manifest.activities, iris).map { Item($0, iri: $1) }
    }

    /// The rule that the course's standard asks for.
    var rule: String { NamedRules.id(forStandard: manifest.standard.rawValue) }

    func answer(version: Int64) -> ImportedPackage {
        let names = manifest.activities.map(\.identifier)
        return ImportedPackage(
            course: .init(id: course.iri, title: title, source: source), version: version,
            sha256: hexadecimal(sha256), standard: manifest.standard.rawValue,
            identifier: manifest.identifier, defaultOrganization: manifest.defaultOrganization,
            activities: zip(manifest.activities, items.dropFirst()).map { activity, item in
                ImportedPackage.Activity(
                    id: item.iri, identifier: activity.identifier, title: item.title, type: activity.type,
                    href: activity.href,
                    parent: activity.parent.flatMap { names.indices.contains($0) ? names[$0] : nil },
                    masteryScore: activity.masteryScore, moveOn: item.moveOn
                )
            },
            findings: manifest.findings.map(ImportedPackage.Finding.init(_:))
        )
    }
}

extension PackageToStore {
    /// A course that has no package: nothing but itself.
    init(_ described: DescribedCourse, course: CourseIdentity) {
        let manifest = PackageManifest(describing: described.title, identifier: described.identifier)
        let text = described.text
        self.init(
            OpenedPackage(manifest: manifest, members: []), sha256: Array(SHA256.hash(data: text)),
            size: Int64(text.count), source: described.source, course: course
        )
    }
}

extension PackageToStore.Item {
    /// Items stand one place further than in the manifest, where the course itself is not counted.
    init(_ activity: PackageManifest.Activity, iri: String) {
        self.init(
            iri: iri, identifier: activity.identifier, title: activity.title ?? activity.identifier,
            kind: (CourseOutline.Item.Kind(rawValue: activity.type) ?? .tincan).rawValue,
            parent: activity.parent.map { Int64($0) + 1 } ?? 0,
            isLaunchable: activity.isLaunchable, masteryScore: activity.masteryScore, moveOn: activity.moveOn
        )
    }
}
