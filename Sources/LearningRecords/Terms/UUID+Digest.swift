import Crypto
import Foundation

extension UUID {
    /// The same for the same bytes: version 8 (RFC 9562 section 5.8) of the beginning of their SHA-256.
    init(digestOf bytes: some Sequence<UInt8>) {
        var digest = Array(SHA256.hash(data: Array(bytes)).prefix(16))
        digest[6] = (digest[6] & 0x0F) | 0x80
        digest[8] = (digest[8] & 0x3F) | 0x80
        self = digest.withUnsafeBytes { UUID(uuid: $0.loadUnaligned(as: uuid_t.self)) }
    }
}
