import Completion
import Foundation
package import Persistence
package import SCORM
package import ZipArchive

/// Takes in a package: checks the archive, reads the manifest, and makes a course or a new version of one.
package struct ImportPackage: Sendable {
    package enum Outcome: Equatable, Sendable {
        case imported(ImportedPackage)
        /// The same bytes are here already; nothing is stored.
        case alreadyHere(ImportedPackage)
        /// What an import would answer; nothing is stored.
        case valid(ImportedPackage)
        case refused(Refusal)
    }

    package enum Refusal: Error, Equatable, Sendable {
        case archive(ZipRefusal)
        case manifest(ManifestRefusal)
    }

    private let database: any Database
    private let files: DigestFiles
    private let outlines: CourseOutlines
    private let publicURL: String
    private let limits: ZipArchive.Limits

    /// - Parameter publicURL: what the IRIs of new courses begin with.
    package init(
        database: any Database, files: DigestFiles, outlines: CourseOutlines, publicURL: String,
        limits: ZipArchive.Limits = ZipArchive.Limits()
    ) {
        self.database = database
        self.files = files
        self.outlines = outlines
        self.publicURL = publicURL
        self.limits = limits
    }

    /// The upload is kept where it is imported, and removed otherwise.
    ///
    /// - Parameter source: who provides the course: `cegos`, `cnfpt`, `internal`, …
    package func callAsFunction(_ upload: Upload, source: String, validate: Bool) async throws -> Outcome {
        defer { files.discard(upload) }
        let publicURL = publicURL
        let opened: OpenedPackage
        do { opened = try OpenedPackage(upload, limits: limits) } catch { return .refused(error) }
        let known = try await database.read { transaction in
            let course = try CourseIdentity(
                source: source, identifier: opened.manifest.identifier, sha256: upload.sha256, publicURL: publicURL,
                known: { try transaction.courseIRI($0) }
            )
            return KnownPackage(
                course: course, newest: try transaction.newestVersion(ofCourse: course.key),
                same: try transaction.package(sha256: upload.sha256, source: source)
            )
        }
        if let same = known.same { return .alreadyHere(same) }
        let package = PackageToStore(opened, upload: upload, source: source, course: known.course)
        if validate { return .valid(package.answer(version: known.newest + 1)) }
        try files.keep(upload)
        return try await store(package)
    }

    private func store(_ package: PackageToStore) async throws -> Outcome {
        try await database.writeAgainOnRace { [outlines] transaction in
            if let same = try transaction.package(sha256: package.upload.sha256, source: package.source) {
                return .alreadyHere(same)
            }
            return .imported(try transaction.store(package, outlines: outlines))
        }
    }
}

/// What the store knows of a package before it is written.
private struct KnownPackage: Sendable {
    let course: CourseIdentity
    let newest: Int64
    let same: ImportedPackage?
}

/// A package whose archive was checked whole and whose manifest was read.
struct OpenedPackage: Sendable {
    let manifest: PackageManifest
    let members: [ZipArchive.Member]
}

extension OpenedPackage {
    init(_ upload: Upload, limits: ZipArchive.Limits) throws(ImportPackage.Refusal) {
        do {
            let archive = try ZipArchive(path: upload.path, limits: limits)
            try archive.verify()
            members = archive.members
            manifest = try ReadPackage()(archive)
        } catch let refusal as ZipRefusal {
            throw .archive(refusal)
        } catch let refusal as ManifestRefusal {
            throw .manifest(refusal)
        } catch {
            throw .archive(.notAZip)
        }
    }
}
