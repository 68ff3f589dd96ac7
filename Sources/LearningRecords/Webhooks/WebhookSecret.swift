import Crypto
import Foundation

/// What a webhook's requests are signed with, as Standard Webhooks has it: 32 random bytes, `whsec_` and base64 as text.
struct WebhookSecret: Equatable, Sendable {
    let bytes: [UInt8]

    var text: String { "whsec_" + Data(bytes).base64EncodedString() }

    /// `v1,` and the HMAC-SHA256 of id, time and body with dots between them.
    func signature(id: String, timestamp: String, body: [UInt8]) -> String {
        let signed = Array("\(id).\(timestamp).".utf8) + body
        let code = HMAC<SHA256>.authenticationCode(for: signed, using: SymmetricKey(data: bytes))
        return "v1," + Data(code).base64EncodedString()
    }
}
