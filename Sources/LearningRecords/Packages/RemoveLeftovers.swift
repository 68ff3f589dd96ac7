package import Foundation
package import Persistence

/// Removes what imports that did not end left in the folder of packages: uploads that broke off, and zips that no version
/// refers to.
package struct RemoveLeftovers: Sendable {
    private let database: any Database
    private let files: DigestFiles
    private let blobs: DigestFiles?

    /// - Parameter blobs: the folder of other contents, of which only uploads that broke off are removed here.
    package init(database: any Database, files: DigestFiles, blobs: DigestFiles? = nil) {
        self.database = database
        self.files = files
        self.blobs = blobs
    }

    /// Called at start. What is younger than `time` may belong to an import that another node or process is at.
    package func callAsFunction(before time: Date) async throws {
        try files.discardSpooled(before: time)
        try blobs?.discardSpooled(before: time)
        try await zips(try files.kept(before: time))
    }

    /// Those of the zips that no version refers to.
    ///
    /// An import of the same bytes may commit at any moment. It looks for its file after its commit, and puts it there
    /// where it is missing; one that looked before the file was set aside had committed by then, which the second reading
    /// sees.
    func zips(_ digests: [[UInt8]]) async throws {
        let aside = try await unreferenced(digests).filter { files.setAside($0) }
        guard !aside.isEmpty else { return }
        let orphans = Set((try? await unreferenced(aside)) ?? [])
        for digest in aside {
            if orphans.contains(digest) { files.removeAside(digest) } else { try files.putBack(digest) }
        }
    }

    private func unreferenced(_ digests: [[UInt8]]) async throws -> [[UInt8]] {
        guard !digests.isEmpty else { return [] }
        let known = try await database.read { try $0.packages(among: digests) }
        return digests.filter { !known.contains($0) }
    }
}

extension Transaction {
    /// Digests that a version of a course has; `course_version_sha256` finds each.
    fileprivate func packages(among digests: [[UInt8]]) throws -> Set<[UInt8]> {
        let batch = Batch(.blobs("sha256", digests))
        let rows = try rows("SELECT v.sha256 FROM \(batch) AS k JOIN course_version v ON v.sha256 = k.sha256")
        return Set(try rows.map { try $0.blob(0) })
    }
}
