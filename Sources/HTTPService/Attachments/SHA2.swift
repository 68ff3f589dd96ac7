import Crypto
import NIOCore

/// The hash of the SHA-2 family that a declared digest belongs to, by the digest's length.
enum SHA2 {
    case sha224(SHA224)
    case sha256(SHA256)
    case sha384(SHA384)
    case sha512(SHA512)

    /// Nil for a number of hexadecimal digits that none of them has.
    init?(digits: Int) {
        switch digits {
        case 56: self = .sha224(SHA224())
        case 64: self = .sha256(SHA256())
        case 96: self = .sha384(SHA384())
        case 128: self = .sha512(SHA512())
        default: return nil
        }
    }

    mutating func update(_ bytes: ByteBuffer) {
        bytes.withUnsafeReadableBytes { pointer in
            switch self {
            case .sha224(var hash):
                hash.update(pointer)
                self = .sha224(hash)
            case .sha256(var hash):
                hash.update(bufferPointer: pointer)
                self = .sha256(hash)
            case .sha384(var hash):
                hash.update(bufferPointer: pointer)
                self = .sha384(hash)
            case .sha512(var hash):
                hash.update(bufferPointer: pointer)
                self = .sha512(hash)
            }
        }
    }

    func finalize() -> [UInt8] {
        switch self {
        case .sha224(let hash): hash.finalize()
        case .sha256(let hash): Array(hash.finalize())
        case .sha384(let hash): Array(hash.finalize())
        case .sha512(let hash): Array(hash.finalize())
        }
    }
}
