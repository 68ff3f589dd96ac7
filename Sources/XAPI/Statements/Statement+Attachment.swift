package import ExactJSON

extension Statement {
    /// The header of something attached: a certificate, an essay, a signature (xAPI 1.0.3 Data 2.4.11).
    package struct Attachment: Sendable {
        package let json: JSONValue
        /// IRI of the use that is made of it.
        package let usageType: String
        /// Media type.
        package let contentType: String
        /// Octets.
        package let length: Int64
        /// SHA-2 of the octets, hexadecimal digits in lower case.
        package let sha2: String
        /// Where the octets can be had, in place of sending them.
        package let fileURL: String?

        private static let properties = [
            "usageType", "display", "description", "contentType", "length", "sha2", "fileUrl",
        ]

        static func list(_ json: JSONValue) throws(Violation) -> [Attachment] {
            try json.requireArray(.attachments)
            var attachments: [Attachment] = []
            for element in json.elements { attachments.append(try Attachment(element)) }
            return attachments
        }

        private init(_ json: JSONValue) throws(Violation) {
            try json.requireObject(.attachments)
            var (usageType, contentType, sha2, fileURL): (String?, String?, String?, String?)
            var length: Int64?
            var hasDisplay = false
            for (key, value) in json.members {
                switch key {
                case "usageType": usageType = try value.iri(.attachments)
                case "display":
                    try value.requireLanguageMap(.attachments)
                    hasDisplay = true
                case "description": try value.requireLanguageMap(.attachments)
                case "contentType": contentType = try Self.contentType(value)
                case "length": length = try Self.length(value)
                case "sha2": sha2 = try Self.digest(value)
                case "fileUrl": fileURL = try value.iri(.attachments)
                default: throw .unknown(key, in: json, .attachments, known: Self.properties)
                }
            }
            self.json = json
            guard hasDisplay else { throw .missing("display", in: json, .attachments) }
            self.usageType = try Self.require(usageType, "usageType", in: json)
            self.contentType = try Self.require(contentType, "contentType", in: json)
            self.length = try Self.require(length, "length", in: json)
            self.sha2 = try Self.require(sha2, "sha2", in: json)
            self.fileURL = fileURL
            try requireBinarySignature()
        }
    }
}

extension Statement.Attachment {
    /// Whether its octets are a signature of the statement (Data 2.6).
    package var isSignature: Bool { usageType.isSpelt(like: AttachmentUsageIRI.signature) }

    /// Data 2.6: "a contentType of application/octet-stream". Media types ignore case, and may have parameters.
    private func requireBinarySignature() throws(Violation) {
        guard isSignature, let sent = json[key: "contentType"] else { return }
        let type = contentType.utf8.prefix { $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: " ") }
        guard String(Substring(type)).asciiLowercased == "application/octet-stream" else {
            throw Violation(.signatureContentType, .signatures, sent)
        }
    }

    private static func require<T>(_ value: T?, _ key: String, in json: JSONValue) throws(Violation) -> T {
        guard let value else { throw .missing(key, in: json, .attachments) }
        return value
    }

    private static func contentType(_ json: JSONValue) throws(Violation) -> String {
        let text = try json.text(.attachments)
        guard MediaType.isWellFormed(text) else { throw Violation(.invalidMediaType, .attachments, json) }
        return text
    }

    private static func length(_ json: JSONValue) throws(Violation) -> Int64 {
        guard let length = try json.decimal(.attachments).integer, length >= 0 else {
            throw Violation(.invalidLength, .attachments, json)
        }
        return length
    }

    /// SHA-224, SHA-256, SHA-384 or SHA-512.
    private static func digest(_ json: JSONValue) throws(Violation) -> String {
        let text = try json.text(.attachments)
        guard [56, 64, 96, 128].contains(text.utf8.count), text.utf8.allSatisfy(\.isHexDigit) else {
            throw Violation(.invalidSHA2, .attachments, json)
        }
        return text.asciiLowercased
    }
}
