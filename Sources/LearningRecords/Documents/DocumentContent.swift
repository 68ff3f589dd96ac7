import Crypto

/// What a document holds: its bytes as they came, and the content type that they came with.
package struct DocumentContent: Sendable, Equatable {
    package let type: String
    package let bytes: [UInt8]

    package init(type: String, bytes: [UInt8]) {
        self.type = type
        self.bytes = bytes
    }

    /// Whether the content says that it is JSON: `application/json`, with or without parameters.
    package var isJSON: Bool {
        let essence = type.prefix { $0 != ";" }.filter { $0 != " " && $0 != "\t" }
        return essence.lowercased() == "application/json"
    }

    var sha1: [UInt8] { Array(Insecure.SHA1.hash(data: bytes)) }

    /// The opaque part of an entity tag: SHA-1 in small hexadecimal digits (1.0.3 Communication 3.1).
    package static func tag(of bytes: [UInt8]) -> String { hexadecimal(Insecure.SHA1.hash(data: bytes)) }
}
