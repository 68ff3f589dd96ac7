import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import TestSupport
import Testing

@testable import HTTPService
@testable import LearningRecords

@Suite("uploads")
struct UploadTests {
    @Test("that meet a full disk are answered with store-full")
    func fullDisk() async throws {
        let spool = UploadSpool(file: try WritableFile(opening: "/dev/full"), path: "/nowhere", limit: 1 << 30)
        try await spool.write([1, 2, 3])
        let error = await #expect(throws: FileFailure.self) { try await spool.finish() }
        #expect(error?.operation == "write")
        let problem = Problem(answering: try #require(error))
        #expect(problem.type == .storeFull)
        #expect(problem.status.code == 507)
    }

    @Test("count until their import has ended, and not after")
    func slot() async throws {
        try await ServiceFixture.run(on: .sqlite) { service in
            var settings = ServiceSettings()
            settings.uploadsAtOnce = 1
            let files = try DigestFiles(folder: service.folder.path())
            let receive = ReceivePackage(files: files, settings: settings) { count in
                (0..<count).map { _ in UInt8.random(in: 0...255) }
            }
            for _ in 0..<2 {
                let size = try await receive(Self.request) { upload in
                    let second = await #expect(throws: Problem.self) { try await receive(Self.request) { _ in } }
                    #expect(second?.type == .tooManyUploads)
                    #expect(second?.headers[.retryAfter] == "30")
                    files.discard(upload)
                    return upload.size
                }
                #expect(size == 3)
            }
            await #expect(throws: CancellationError.self) {
                try await receive(Self.request) { _ in throw CancellationError() }
            }
            _ = try await receive(Self.request) { files.discard($0) }
        }
    }

    private static var request: Request {
        let head = HTTPRequest(
            method: .post,
            scheme: "http",
            authority: "localhost",
            path: "/api/v1/packages",
            headerFields: [.contentType: "application/zip"]
        )
        return Request(head: head, body: RequestBody(buffer: ByteBuffer(bytes: [1, 2, 3])))
    }
}
