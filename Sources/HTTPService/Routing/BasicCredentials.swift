import Foundation

/// A key and its secret as `Authorization: Basic` carries them (RFC 7617).
struct BasicCredentials: Equatable {
    let key: String
    let secret: String

    /// Nil for anything but a readable `Basic` header. RFC 7617 section 2 allows no control characters, and no store has a
    /// key with U+0000.
    init?(header: String?) {
        guard let header, header.utf8.count <= 2_048 else { return nil }
        let parts = header.utf8.split(separator: UInt8(ascii: " "), maxSplits: 1)
        guard parts.count == 2, Substring(parts[0]).lowercased() == "basic",
            let data = Data(base64Encoded: Data(parts[1].filter { $0 != UInt8(ascii: " ") })),
            let text = String(validating: data, as: UTF8.self), !text.utf8.contains(0),
            let colon = text.firstIndex(of: ":")
        else { return nil }
        key = String(text[..<colon])
        secret = String(text[text.index(after: colon)...])
    }
}
