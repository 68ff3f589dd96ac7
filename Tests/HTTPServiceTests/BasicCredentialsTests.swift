import Foundation
import Testing

@testable import HTTPService

@Suite("a key in a header")
struct BasicCredentialsTests {
    @Test("is read from HTTP Basic", arguments: ["Basic", "basic", "BASIC"])
    func read(scheme: String) throws {
        let header = "\(scheme) " + Data("key:se:cret".utf8).base64EncodedString()
        let credentials = try #require(BasicCredentials(header: header))
        #expect(credentials.key == "key")
        #expect(credentials.secret == "se:cret")
    }

    @Test(
        "is not read from anything else",
        arguments: [
            nil, "", "Basic", "Basic ", "Bearer a2V5OnM=", "Basic !!!", "Basic a2V5", "Basic /w==",
            "Basic " + Data("a\0:b".utf8).base64EncodedString(), "Basic " + Data("a:\0".utf8).base64EncodedString(),
            "Basic " + String(repeating: "A", count: 4_000),
        ] as [String?]
    )
    func refused(header: String?) {
        #expect(BasicCredentials(header: header) == nil)
    }
}
