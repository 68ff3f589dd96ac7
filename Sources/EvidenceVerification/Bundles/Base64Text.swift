import Foundation

/// Base64 with the common alphabet and padding (RFC 4648 4).
enum Base64Text {
    static func text(of bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }

    static func bytes(of text: String) -> [UInt8]? { Data(base64Encoded: text).map { Array($0) } }
}
