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
    private let open: OpenPackage
    private let removeLeftovers: RemoveLeftovers

    /// - Parameter publicURL: what the IRIs of new courses begin with.
    package init(
        database: any Database, files: DigestFiles, outlines: CourseOutlines, publicURL: String,
        limits: PackageLimits = PackageLimits()
    ) {
        self.database = database
        self.files = files
        self.outlines = outlines
        self.publicURL = publicURL
        open = OpenPackage(limits: limits)
        removeLeftovers = RemoveLeftovers(database: database, files: files)
    }

    /// The upload is kept where it is imported, and removed otherwise.
    ///
    /// - Parameter source: who provides the course: `cegos`, `cnfpt`, `internal`, …
    package func callAsFunction(_ upload: Upload, source: String, validate: Bool) async throws -> Outcome {
        defer { files.discard(upload) }
        let opened: OpenedPackage
        switch try await open(upload) {
        case .failure(let refusal): return .refused(refusal)
        case .success(let package): opened = package
        }
        let known = try await known(of: opened, upload: upload, source: source)
        let package = PackageToStore(opened, upload: upload, source: source, course: known.course)
        if validate, known.same == nil { return .valid(package.answer(version: known.newest + 1)) }
        let outcome =
            if let same = known.same { Outcome.alreadyHere(same) } else { try await store(package, upload) }
        // Whoever imported the same bytes in vain meanwhile has taken the file away.
        if !validate, !files.holds(upload.sha256) { try files.keep(upload) }
        return outcome
    }

    private func known(of opened: OpenedPackage, upload: Upload, source: String) async throws -> KnownPackage {
        try await database.read { [publicURL] transaction in
            let course = try CourseIdentity(
                source: source, identifier: opened.manifest.identifier, sha256: upload.sha256, publicURL: publicURL,
                known: { try transaction.courseIRI($0) }
            )
            return KnownPackage(
                course: course, newest: try transaction.newestVersion(ofCourse: course.key),
                same: try transaction.package(sha256: upload.sha256, source: source)
            )
        }
    }

    /// The file comes first, so that no version is ever without; where the version is then not stored, it goes again.
    private func store(_ package: PackageToStore, _ upload: Upload) async throws -> Outcome {
        try files.keep(upload)
        do { return try await write(package) } catch {
            // A connection that was lost during the commit leaves open whether the version is there.
            if error as? StoreError != .unavailable { try? await removeLeftovers.zips([package.sha256]) }
            throw error
        }
    }

    private func write(_ package: PackageToStore) async throws -> Outcome {
        try await database.writeAgainOnRace { [outlines] transaction in
            if let same = try transaction.package(sha256: package.sha256, source: package.source) {
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
