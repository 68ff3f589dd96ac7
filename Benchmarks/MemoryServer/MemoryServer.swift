import Foundation
import Hummingbird

/// The floor of reading: a handler that returns the bytes of a file from memory, on the server that the service uses.
///
///     MemoryServer PORT FILE
@main
struct MemoryServer {
    static func main() async throws {
        let words = CommandLine.arguments
        guard words.count == 3, let port = Int(words[1]) else { throw Usage() }
        let bytes = ByteBuffer(bytes: try Data(contentsOf: URL(filePath: words[2])))
        let router = Router()
        router.get("**") { _, _ in
            Response(status: .ok, headers: [.contentType: "application/json"], body: .init(byteBuffer: bytes))
        }
        let configuration = ApplicationConfiguration(address: .hostname("127.0.0.1", port: port))
        try await Application(router: router, configuration: configuration).runService()
    }

    struct Usage: Error {}
}
