import Foundation

/// Base64 with the common alphabet and padding (RFC 4648 4), read strictly: bytes have one spelling.
enum StandardBase64 {
    static func text(of bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }

    /// nil for what `text(of:)` does not write: white space, missing padding, bits that mean nothing.
    static func bytes(of text: some Collection<UInt8>) -> [UInt8]? {
        guard let data = Data(base64Encoded: Data(text)), data.base64EncodedData().elementsEqual(text) else {
            return nil
        }
        return Array(data)
    }
}
