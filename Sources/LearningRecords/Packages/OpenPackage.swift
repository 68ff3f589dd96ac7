import Persistence
import SCORM
import ZipArchive

/// Checks a package's archive whole and reads its manifest, on threads of its own: both take seconds of a core, which the
/// threads that answer every other request must not spend. Packages wait in the order they came.
final class OpenPackage: Sendable {
    typealias Work = @Sendable (Upload) -> Result<OpenedPackage, ImportPackage.Refusal>

    private struct Waiting: Sendable {
        let upload: Upload
        let continuation: CheckedContinuation<Result<OpenedPackage, ImportPackage.Refusal>, any Error>
    }

    private let queue = WorkQueue<Waiting>()

    convenience init(limits: PackageLimits) {
        self.init { upload in
            Result { () throws(ImportPackage.Refusal) in try OpenedPackage(upload, limits: limits) }
        }
    }

    /// - Parameter threads: packages that are opened at the same time.
    init(threads: Int = 2, _ open: @escaping Work) {
        for number in 1...max(threads, 1) {
            _ = WorkerThread(name: "package-\(number)") { [queue] in
                while let next = queue.take().first { next.continuation.resume(returning: open(next.upload)) }
            }
        }
    }

    deinit { queue.close() }

    func callAsFunction(_ upload: Upload) async throws -> Result<OpenedPackage, ImportPackage.Refusal> {
        try await withCheckedThrowingContinuation { continuation in
            if !queue.add(Waiting(upload: upload, continuation: continuation)) {
                continuation.resume(throwing: StoreError.unavailable)
            }
        }
    }
}

/// A package whose archive was checked whole and whose manifest was read.
struct OpenedPackage: Sendable {
    let manifest: PackageManifest
    let members: [ZipArchive.Member]
}

extension OpenedPackage {
    init(_ upload: Upload, limits: PackageLimits) throws(ImportPackage.Refusal) {
        do {
            let archive = try ZipArchive(path: upload.path, limits: limits.archive)
            try archive.verify()
            members = archive.members
            manifest = try ReadPackage(leniency: limits.leniency, limits: limits.manifest)(archive)
        } catch let refusal as ZipRefusal {
            throw .archive(refusal)
        } catch let refusal as ManifestRefusal {
            throw .manifest(refusal)
        } catch {
            throw .archive(.notAZip)
        }
    }
}
