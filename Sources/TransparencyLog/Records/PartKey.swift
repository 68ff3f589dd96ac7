import Crypto

/// The secret of one part of a record: 32 bytes that look random. Without it nobody can tell what the part said, nor try
/// guesses against its commitment; once it is destroyed, nobody ever can. A `KeyTree` has those of many.
package struct PartKey: Hashable, Sendable {
    package static let byteCount = Bytes32.count

    let value: Bytes32

    package var bytes: [UInt8] { value.bytes }

    /// - Throws: `keyLength` for any other length: HMAC would pad a short key and hash a long one, so that two keys could
    ///   stand for one commitment.
    package init(_ bytes: some Collection<UInt8>) throws(LogFault) {
        guard let value = Bytes32(bytes) else { throw .keyLength }
        self.value = value
    }

    init(_ digest: SHA256Digest) { value = Bytes32(digest) }

    package init(from random: inout some RandomNumberGenerator) {
        value = Bytes32(random.next(), random.next(), random.next(), random.next())
    }

    /// HMAC-SHA-256 of a part under this key (RFC 2104).
    package func commitment(to part: [UInt8]) -> TreeHash { commitment { $0.update(part) } }

    /// The same of whatever `message` adds to the hash. It is made from the hash itself: with a key of half a block there is
    /// nothing to HMAC but two pads, and the library's own, which does it for any key, takes four times as long.
    func commitment(to message: (inout SHA256) -> Void) -> TreeHash {
        var inner = SHA256()
        inner.update(block(padded: 0x3636_3636_3636_3636))
        message(&inner)
        let (key, zeros) = block(padded: 0x5C5C_5C5C_5C5C_5C5C)
        var outer = SHA256()
        outer.update((key, zeros, Bytes32(inner.finalize())))
        return TreeHash(outer.finalize())
    }

    /// The key, filled up with zeros to a block of 64 bytes, and this on each word.
    private func block(padded pad: UInt64) -> (key: Bytes32, zeros: Bytes32) {
        (
            Bytes32(value.first ^ pad, value.second ^ pad, value.third ^ pad, value.fourth ^ pad),
            Bytes32(pad, pad, pad, pad)
        )
    }
}
