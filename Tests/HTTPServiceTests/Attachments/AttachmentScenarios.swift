import Crypto
import Testing

@testable import HTTPService

/// A request with attachments, and what becomes of it. Sections are those of xAPI 1.0.3 Communication.
struct AttachmentScenario: CustomTestStringConvertible {
    let testDescription: String
    let bytes: [UInt8]
    let type: String
    let status: Int
    var problem: String?
    var pointer: String?
    /// Octets that the statement has afterwards, in the order of its attachments.
    var stored: [[UInt8]] = []

    static let mixed = "multipart/mixed; boundary=\"\(MixedRequest.boundary)\""

    static func refuse(
        _ sentence: String, _ request: MixedRequest, type: String = mixed, status: Int = 400,
        _ problem: String = "invalid-attachments", at pointer: String? = nil
    ) -> Self {
        Self(
            testDescription: sentence, bytes: request.bytes, type: type, status: status, problem: problem,
            pointer: pointer
        )
    }

    static func accept(_ sentence: String, _ request: MixedRequest, _ stored: [[UInt8]] = []) -> Self {
        Self(testDescription: sentence, bytes: request.bytes, type: mixed, status: 200, stored: stored)
    }
}

extension AttachmentScenario {
    private static let one = Array("here".utf8)
    private static let two = Array("over".utf8)
    private static let declared = attachmentJSON(sha256(one))
    private static let statementWithOne = statementJSON(attachments: [declared])
    private static let plain =
        #"{"actor":{"mbox":"mailto:a@example.fr"},"verb":{"id":"urn:v"},"object":{"id":"urn:a"}}"#

    private static func with(_ change: (inout MixedRequest) -> Void) -> MixedRequest {
        var request = MixedRequest(statementWithOne, [.attachment(one)])
        change(&request)
        return request
    }

    static let forms = [
        refuse("1.5.2, RFC 2046 5.1: no boundary", with { _ in }, type: "multipart/mixed", "invalid-body"),
        refuse(
            "RFC 2046 5.1.1: an empty boundary", with { _ in }, type: "multipart/mixed; boundary=\"\"", "invalid-body"),
        refuse(
            "RFC 2046 5.1.1: another boundary than in the body", with { _ in }, type: "multipart/mixed; boundary=x",
            "invalid-body"),
        refuse("RFC 2046 5.1.1: the last boundary is missing", with { $0.end = "" }, "invalid-body"),
        refuse(
            "RFC 2046 5.1.1: a boundary that is no last one at the end",
            with { $0.end = "\r\n--\(MixedRequest.boundary)\r\n" }, "invalid-body"),
        refuse(
            "RFC 2046 5.1.1: the boundary goes on", with { $0.end = "\r\n--\(MixedRequest.boundary)x--" },
            "invalid-body"),
        refuse("RFC 2046 5.1.1: no parts", with { $0.parts = [] }, "invalid-body"),
        refuse("RFC 822 3.1: a header that is none", with { $0.parts[1].headers.append("Content") }, "invalid-body"),
        refuse(
            "RFC 822: a hash given twice", with { $0.parts[1].headers.append("X-Experience-API-Hash: \(sha256(two))") },
            "invalid-body"),
        refuse(
            "headers without end", with { $0.parts[1].headers.append("A: " + String(repeating: "a", count: 20_000)) },
            "invalid-body"),
        refuse(
            "parts without end", with { $0.parts += Array(repeating: .attachment(one), count: 1_000) }, status: 413,
            "too-large"),
        refuse("1.5: another multipart type", with { _ in }, type: "multipart/form-data; boundary=x", "invalid-body"),
        refuse(
            "1.5.2: the first part is of another type",
            MixedRequest(statementWithOne, [.attachment(one)], first: ["Content-Type: text/plain"]), "invalid-body"),
        refuse(
            "1.5.2: the first part is encoded",
            MixedRequest(
                statementWithOne, [.attachment(one)],
                first: ["Content-Type: application/json", "Content-Transfer-Encoding: base64"]), "invalid-body"),
        refuse("1.5.2: the attachment comes first", with { $0.parts.swapAt(0, 1) }, "invalid-body"),
        refuse("1.5.2: the first part is no JSON", MixedRequest("here", [.attachment(one)]), "invalid-json"),
        refuse("1.5.2: the first part is no statement", MixedRequest("{}", [.attachment(one)]), "invalid-statement"),
        refuse(
            "2.4.11: a key twice in the first part", MixedRequest(#"{"actor":1,"actor":2}"#), "invalid-statement",
            at: "/actor"),
    ]

    static let parts = [
        refuse("1.5.2: a part without hash", with { $0.parts[1] = .attachment(one, hash: nil) }),
        refuse("1.5.2: a hash without digits", with { $0.parts[1] = .attachment(one, hash: "") }),
        refuse("1.5.2: a hash that is none", with { $0.parts[1] = .attachment(one, hash: "abc") }),
        refuse("1.5.2: a part in base64", with { $0.parts[1] = .attachment(one, encoding: "base64") }),
        refuse("1.5.2: a part in 8bit", with { $0.parts[1] = .attachment(one, encoding: "8bit") }),
        refuse("1.5.2: bytes of another hash", with { $0.parts[1] = .attachment(two, hash: sha256(one)) }),
        refuse("1.5.2: no bytes at all", with { $0.parts[1] = .attachment([], hash: sha256(one)) }),
        refuse("1.5.2: a part of no attachment", with { $0.parts.append(.attachment(two)) }),
        refuse("1.5.2: statements in a second part", with { $0.parts.insert($0.parts[0], at: 1) }),
        refuse("1.5.2: a part beside a statement without attachments", MixedRequest(plain, [.attachment(one)])),
        refuse(
            "1.5.2, 2.4.11: another content type", with { $0.parts[1] = .attachment(one, type: "image/png") },
            at: "/attachments/0/contentType"),
        refuse(
            "1.5.2, 2.4.11: another charset",
            MixedRequest(
                statementJSON(attachments: [attachmentJSON(sha256(one), type: "text/plain; charset=ascii")]),
                [.attachment(one, type: "text/plain; charset=utf-8")]),
            at: "/attachments/0/contentType"
        ),
        refuse(
            "1.5.2, 2.4.11: another Content-Length",
            with { $0.parts[1] = .attachment(one, more: ["Content-Length: 5"]) }, at: "/attachments/0/length"),
        refuse("1.5.2: neither fileUrl nor part", MixedRequest(statementWithOne), at: "/attachments/0"),
        refuse(
            "1.5.2: one of two parts is missing",
            MixedRequest(statementJSON(attachments: [declared, attachmentJSON(sha256(two))]), [.attachment(one)]),
            at: "/attachments/1"
        ),
        refuse(
            "1.5.2: in the second statement of a batch",
            MixedRequest(
                "[\(statementWithOne),\(statementJSON(attachments: [attachmentJSON(sha256(two))]))]", [.attachment(one)]
            ),
            at: "/1/attachments/0"
        ),
        refuse(
            "2.4.11: in a SubStatement",
            MixedRequest(
                #"{"actor":{"mbox":"mailto:a@example.fr"},"verb":{"id":"urn:v"},"object":"#
                    + statementJSON(attachments: [declared]).replacing(
                        "{\"actor\"", with: "{\"objectType\":\"SubStatement\",\"actor\"") + "}"
            ),
            at: "/object/attachments/0"
        ),
        Self(
            testDescription: "1.5.1, 1.5.2: application/json without fileUrl", bytes: Array(statementWithOne.utf8),
            type: "application/json", status: 400, problem: "invalid-attachments", pointer: "/attachments/0"
        ),
    ]

    static let accepted = [
        accept("1.5.2: a statement and its attachment", with { _ in }, [one]),
        accept("1.5.2: no attachments at all", MixedRequest(plain)),
        accept(
            "1.5.2: fileUrl alone",
            MixedRequest(statementJSON(attachments: [attachmentJSON(sha256(one), url: "https://ex.fr/a")]))),
        accept(
            "1.5.2: fileUrl, and the part too",
            MixedRequest(
                statementJSON(attachments: [attachmentJSON(sha256(one), url: "https://ex.fr/a")]), [.attachment(one)]),
            [one]),
        accept(
            "1.5.2: fileUrl for one, a part for the other",
            MixedRequest(
                statementJSON(attachments: [attachmentJSON(sha256(two), url: "https://ex.fr/a"), declared]),
                [.attachment(one)]), [one]
        ),
        accept(
            "1.5.2: parts in another order",
            MixedRequest(
                statementJSON(attachments: [declared, attachmentJSON(sha256(two))]),
                [.attachment(two), .attachment(one)]), [one, two]),
        accept("1.5.2: one part twice is taken once", with { $0.parts.append($0.parts[1]) }, [one]),
        accept(
            "1.5.2: two attachments of one hash",
            MixedRequest(statementJSON(attachments: [declared, declared]), [.attachment(one)]), [one]),
        accept(
            "1.5.2 SHOULD: no transfer encoding is binary", with { $0.parts[1] = .attachment(one, encoding: nil) },
            [one]),
        accept("RFC 2045 6.1: Binary in any case", with { $0.parts[1] = .attachment(one, encoding: "Binary") }, [one]),
        accept("1.5.2 SHOULD: no content type", with { $0.parts[1] = .attachment(one, type: nil) }, [one]),
        accept(
            "1.5.2 SHOULD: no content type in the first part",
            MixedRequest(statementWithOne, [.attachment(one)], first: []), [one]),
        accept(
            "1.5.2: a charset in the first part",
            MixedRequest(
                statementWithOne, [.attachment(one)], first: ["content-type: application/JSON; charset=utf-8"]), [one]),
        accept(
            "1.5.2, the example: a parameter that only the statement has",
            MixedRequest(
                statementJSON(attachments: [attachmentJSON(sha256(one), type: "text/plain; charset=ascii")]),
                [.attachment(one)]), [one]
        ),
        accept(
            "2.4.11: a Content-Length that fits", with { $0.parts[1] = .attachment(one, more: ["Content-Length: 4"]) },
            [one]),
        accept(
            "2.4.11: capital digits",
            MixedRequest(statementJSON(attachments: [attachmentJSON(sha256(one).uppercased())]), [.attachment(one)]),
            [one]),
        accept("2.4.11: SHA-224", with224, [one]),
        accept(
            "2.4.11: SHA-384",
            MixedRequest(statementJSON(attachments: [attachmentJSON(sha384)]), [.attachment(one, hash: sha384)]), [one]),
        accept(
            "2.4.11: SHA-512",
            MixedRequest(statementJSON(attachments: [attachmentJSON(sha512)]), [.attachment(one, hash: sha512)]), [one]),
        accept(
            "RFC 2046 5.1.1: what looks like a boundary inside the data",
            MixedRequest(statementJSON(attachments: [attachmentJSON(sha256(tricky))]), [.attachment(tricky)]), [tricky]
        ),
        accept(
            "an empty attachment",
            MixedRequest(statementJSON(attachments: [attachmentJSON(sha256([]), length: 0)]), [.attachment([])]), [[]]),
        accept(
            "RFC 2046 5.1.1: a preamble and an epilogue", with { ($0.preamble, $0.end) = ("hello", $0.end + "bye") },
            [one]),
    ]

    private static let sha384 = hex(SHA384.hash(data: one))
    private static let sha512 = hex(SHA512.hash(data: one))
    private static let with224: MixedRequest = {
        var hash = SHA224()
        hash.update(one)
        let digest = hex(hash.finalize())
        return MixedRequest(statementJSON(attachments: [attachmentJSON(digest)]), [.attachment(one, hash: digest)])
    }()
    private static let tricky = Array(
        "--abc\r\n-\r\n --\(MixedRequest.boundary)--\n--\(MixedRequest.boundary)\r--\(MixedRequest.boundary)\r\n\0".utf8
    )
}
