import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore

@testable import HTTPService

/// A `multipart/mixed` body as a client builds it.
struct MixedRequest: Sendable {
    static let boundary = "abcABC0123'()+_,-./:=?"

    struct Part: Sendable {
        var headers: [String]
        var content: [UInt8]

        /// Octets with the headers that Communication 1.5.2 wants; `nil` leaves one out.
        static func attachment(
            _ content: [UInt8], type: String? = "text/plain", encoding: String? = "binary", hash: String? = "sha256",
            more: [String] = []
        ) -> Part {
            let hash = hash == "sha256" ? sha256(content) : hash
            let headers = [
                type.map { "Content-Type: \($0)" }, encoding.map { "Content-Transfer-Encoding: \($0)" },
                hash.map { "X-Experience-API-Hash: \($0)" },
            ]
            return Part(headers: headers.compactMap { $0 } + more, content: content)
        }
    }

    var parts: [Part]
    var preamble = ""
    var end = "\r\n--\(boundary)--\r\n"

    /// - Parameter json: the statements, in a first part as it should be.
    init(_ json: String, _ attachments: [Part] = [], first: [String] = ["Content-Type: application/json"]) {
        parts = [Part(headers: first, content: Array(json.utf8))] + attachments
    }

    var bytes: [UInt8] {
        var bytes = Array(preamble.utf8)
        for part in parts {
            let lines = part.headers.map { $0 + "\r\n" }.joined()
            bytes += Array("\r\n--\(Self.boundary)\r\n\(lines)\r\n".utf8) + part.content
        }
        return bytes + Array(end.utf8)
    }
}

func sha256(_ content: [UInt8]) -> String { hex(SHA256.hash(data: content)) }

func hex(_ bytes: some Sequence<UInt8>) -> String { bytes.map { String(format: "%02x", $0) }.joined() }

/// A statement with these attachments.
func statementJSON(_ id: String? = nil, attachments: [String]) -> String {
    let member = id.map { #""id":"\#($0)","# } ?? ""
    return #"{\#(member)"actor":{"mbox":"mailto:a@example.fr"},"verb":{"id":"urn:v"},"object":{"id":"urn:a"},"#
        + #""attachments":[\#(attachments.joined(separator: ","))]}"#
}

/// An attachment as a statement declares it.
func attachmentJSON(
    _ sha2: String, type: String = "text/plain", length: Int = 4, usage: String = "urn:usage", url: String? = nil
) -> String {
    let url = url.map { #","fileUrl":"\#($0)""# } ?? ""
    return
        #"{"usageType":"\#(usage)","display":{"en":"x"},"contentType":"\#(type.replacing("\"", with: "\\\""))","length":\#(length),"#
        + #""sha2":"\#(sha2)"\#(url)}"#
}

extension ServiceFixture {
    /// Sends bytes; `type` is the content type.
    func send(
        _ method: HTTPRequest.Method = .post, _ uri: String = "/xapi/statements", bytes: [UInt8],
        type: String = "multipart/mixed; boundary=\"\(MixedRequest.boundary)\"", version: String = "1.0.3"
    ) async throws -> TestResponse {
        var fields: HTTPFields = [.contentType: type, .acceptLanguage: "en"]
        fields[.authorization] = Key.writer.authorization
        fields[.experienceAPIVersion] = version
        return try await client.execute(uri: uri, method: method, headers: fields, body: ByteBuffer(bytes: bytes))
    }
}

/// An answer taken apart by searching the whole of it: another way than the service's reader.
struct AnsweredParts {
    struct Part: Equatable {
        let headers: [String]
        let content: [UInt8]
    }

    let parts: [Part]

    init?(_ answer: TestResponse) {
        guard let type = answer.headers[.contentType], type.hasPrefix("multipart/mixed; boundary=") else { return nil }
        let delimiter = Data("--\(type.dropFirst(26))".utf8)
        var rest = Data(answer.body.readableBytesView)[...]
        var pieces: [Data] = []
        while let range = rest.range(of: delimiter) {
            pieces.append(rest[..<range.lowerBound])
            rest = rest[range.upperBound...]
        }
        guard rest == Data("--\r\n".utf8), pieces.first?.isEmpty == true else { return nil }
        parts = pieces.dropFirst().compactMap { piece in
            guard let blank = piece.range(of: Data("\r\n\r\n".utf8)) else { return nil }
            let headers = String(decoding: piece[..<blank.lowerBound], as: UTF8.self).split(separator: "\r\n")
            return Part(headers: headers.map(String.init), content: Array(piece[blank.upperBound...].dropLast(2)))
        }
    }
}
