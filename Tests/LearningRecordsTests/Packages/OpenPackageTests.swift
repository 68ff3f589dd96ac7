import Foundation
import SCORM
import Synchronization
import TestSupport
import Testing
import ZipArchive

@testable import LearningRecords

@Suite("packages being opened")
struct OpenPackageTests {
    private static let upload = Upload(path: "", sha256: [], size: 0)

    @Test("hold up nobody else, however many there are and however long they take", .timeLimit(.minutes(20)))
    func dedicatedThreads() async throws {
        let threads = Mutex<Set<pthread_t>>([])
        let mayGoOn = DispatchSemaphore(value: 0)
        let open = OpenPackage(threads: 2) { _ in
            threads.withLock { _ = $0.insert(pthread_self()) }
            mayGoOn.wait()
            return .failure(.manifest(.noManifest))
        }
        // More than there are threads for tasks: were those used, the task below would never run.
        let packages = ProcessInfo.processInfo.activeProcessorCount * 4
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<packages {
                group.addTask {
                    if case .failure(.manifest(.noManifest)) = try await open(Self.upload) { true } else { false }
                }
            }
            #expect(await Task.detached { 1 }.value == 1)
            for _ in 0..<packages { mayGoOn.signal() }
            for try await isRefused in group { #expect(isRefused) }
        }
        #expect(threads.withLock { $0.count } == 2)
    }

    @Test("are refused by the limits that the service was given")
    func limits() async throws {
        try await PackageFolder.run { folder in
            let upload = try folder.upload()
            var limits = PackageLimits()
            limits.archive.members = 1
            guard case .failure(.archive(.tooManyMembers(limit: 1))) = try await OpenPackage(limits: limits)(upload)
            else {
                Issue.record("two members passed a limit of one")
                return
            }
        }
    }
}
