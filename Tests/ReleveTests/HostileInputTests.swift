import Foundation
import HTTPService
import TestSupport
import Testing

@Suite("input that wants to harm")
struct HostileInputTests {
    /// What the allocator may keep of the largest document once it is gone, in KiB.
    private static let memoryBound = 64 << 10

    @Test("is refused with a Problem; the program lives on, its memory is flat, and nothing is left on disk")
    func refused() async throws {
        let code = try await HostileServer.run { hostile in
            // What every import needs once: threads, schemas, caches.
            for request in HostileRequest.all.prefix(20) { _ = try Self.send(request, to: hostile) }
            let before = try hostile.server.memory("VmRSS")
            for request in HostileRequest.all {
                let answer = try Self.send(request, to: hostile)
                #expect(answer.problem == request.problem, "\(request.name): \(answer.text.prefix(300))")
                #expect((400..<500).contains(answer.status), "\(request.name): \(answer.status)")
                if let words = request.says { #expect(answer.text.contains(words), "\(request.name): \(answer.text)") }
                #expect(try hostile.leftovers == [], "\(request.name)")
            }
            let after = try hostile.server.memory("VmRSS")
            #expect(after - before < Self.memoryBound, "\(before >> 10) MiB before, \(after >> 10) MiB after")
            #expect(try hostile.isAlive())
            #expect(try !hostile.hasFailed())
        }
        #expect(code == 0, "it ends as it should")
    }

    private static func send(_ request: HostileRequest, to hostile: HostileServer) throws -> HostileServer.Answer {
        try hostile.send(request.method, request.path, contentType: request.contentType, body: request.body)
    }

    @Test("that breaks off in the middle of an upload leaves nothing")
    func brokenOff() async throws {
        let code = try await HostileServer.run { hostile in
            let credential = Data("root:s3cret".utf8).base64EncodedString()
            let head = "POST /api/v1/packages HTTP/1.1\r\nHost: x\r\nAuthorization: Basic \(credential)\r\n"
            let zip = "Content-Type: application/zip\r\n"
            for rest in ["Content-Length: 1000\r\n\r\nPK", "Transfer-Encoding: chunked\r\n\r\n5\r\nPK\u{3}"] {
                _ = try hostile.sendRaw(head + zip + rest)
                for _ in 0..<100 where try !hostile.leftovers.isEmpty { try await Task.sleep(for: .milliseconds(50)) }
                #expect(try hostile.leftovers == [], "\(rest)")
            }
            let announced = try hostile.sendRaw(head + zip + "Content-Length: 99999999999\r\n\r\n")
            #expect(announced.hasPrefix("HTTP/1.1 413"), "refused by the announced length: \(announced)")
            #expect(try hostile.isAlive())
            #expect(try !hostile.hasFailed(), "a client that goes away is no failure of the service")
        }
        #expect(code == 0)
    }

    @Test("never shows what an external entity names")
    func canary() async throws {
        let code = try await HostileServer.run { hostile in
            let secret = "canary-\(UUID().uuidString)"
            let file = hostile.server.folder.appending(path: "canary.txt")
            try Data("<!ENTITY c '\(secret)'>".utf8).write(to: file)
            for document in CanaryDocument.all(naming: "file://\(file.path())") {
                let answer = try hostile.importPackage(ZipWriter(ZipEntry(document.file, document.text)).bytes)
                #expect(!answer.text.contains("canary-"), "\(document.name)")
                #expect(!answer.text.contains("root:"), "\(document.name)")
                #expect(answer.status == document.status, "\(document.name): \(answer.status) \(answer.text)")
                guard answer.status == 201, let digest = answer.text.firstMatch(of: /"sha256":"([0-9a-f]+)"/) else {
                    continue
                }
                let kept = try hostile.send("GET", "/api/v1/packages/\(digest.output.1)", contentType: "", body: [])
                #expect(kept.status == 200 && !kept.text.contains("canary-"), "\(document.name)")
            }
            #expect(try hostile.isAlive())
        }
        #expect(code == 0)
    }
}
