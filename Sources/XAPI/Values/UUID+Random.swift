package import Foundation

extension UUID {
    /// Version 4 (RFC 9562 section 5.4) of 16 random bytes; fewer are filled up with zeros.
    package init(random bytes: [UInt8]) {
        var padded = Array(bytes.prefix(16)) + Array(repeating: 0, count: max(0, 16 - bytes.count))
        padded[6] = (padded[6] & 0x0F) | 0x40
        padded[8] = (padded[8] & 0x3F) | 0x80
        self = padded.withUnsafeBytes { UUID(uuid: $0.loadUnaligned(as: uuid_t.self)) }
    }
}
