import Crypto

/// The secret of one part of a record: 32 bytes that look random. Without it nobody can tell what the part said, nor try
/// guesses against its commitment; once it is destroyed, nobody ever can. A `KeyTree` has those of many.
package struct PartKey: Hashable, Sendable {
    package static let byteCount = 32

    package let bytes: [UInt8]

    /// - Throws: `keyLength` for any other length: HMAC would pad a short key and hash a long one, so that two keys could
    ///   stand for one commitment.
    package init(_ bytes: some Collection<UInt8>) throws(LogFault) {
        guard bytes.count == Self.byteCount else { throw .keyLength }
        self.bytes = Array(bytes)
    }

    init(_ digest: SHA256Digest) { bytes = Array(digest) }

    package init(from random: inout some RandomNumberGenerator) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Self.byteCount)
        while bytes.count < Self.byteCount {
            let word: UInt64 = random.next()
            withUnsafeBytes(of: word) { bytes.append(contentsOf: $0) }
        }
        self.bytes = bytes
    }

    /// HMAC-SHA-256 of a part under this key (RFC 2104).
    package func commitment(to part: [UInt8]) -> TreeHash {
        TreeHash(HMAC<SHA256>.authenticationCode(for: part, using: SymmetricKey(data: bytes)))
    }
}
