import Crypto

/// 32 bytes, as four words in place of an array, which would be an allocation for each of millions.
struct Bytes32: Hashable, Sendable {
    static let count = 32

    // As they lie in memory, so that `withUnsafeBytes` gives the bytes again.
    let first: UInt64
    let second: UInt64
    let third: UInt64
    let fourth: UInt64

    /// nil unless these are 32 bytes.
    init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count == Self.count else { return nil }
        self = Array(bytes).withUnsafeBytes { Bytes32(loading: $0) }
    }

    init(_ first: UInt64, _ second: UInt64, _ third: UInt64, _ fourth: UInt64) {
        self.first = first
        self.second = second
        self.third = third
        self.fourth = fourth
    }

    init(_ digest: SHA256Digest) { self = digest.withUnsafeBytes { Bytes32(loading: $0) } }

    private init(loading buffer: UnsafeRawBufferPointer) {
        first = buffer.loadUnaligned(fromByteOffset: 0, as: UInt64.self)
        second = buffer.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
        third = buffer.loadUnaligned(fromByteOffset: 16, as: UInt64.self)
        fourth = buffer.loadUnaligned(fromByteOffset: 24, as: UInt64.self)
    }

    var bytes: [UInt8] { withUnsafeBytes(of: self) { Array($0) } }
}

/// Whoever adds short pieces to a hash one by one pays more for each `update` than for the hash itself: values that stand side
/// by side are added as one piece, out of a tuple, which lies in memory as it is written.
extension SHA256 {
    mutating func update(_ value: Bytes32) { Swift.withUnsafeBytes(of: value) { update(bufferPointer: $0) } }

    mutating func update(_ values: (Bytes32, Bytes32)) {
        Swift.withUnsafeBytes(of: values) { update(bufferPointer: $0) }
    }

    mutating func update(_ values: (Bytes32, Bytes32, Bytes32)) {
        Swift.withUnsafeBytes(of: values) { update(bufferPointer: $0) }
    }

    mutating func update(_ label: [UInt8], _ value: Bytes32) {
        let count = label.count + Bytes32.count
        withUnsafeTemporaryAllocation(byteCount: count, alignment: 1) { message in
            message.copyBytes(from: label)
            Swift.withUnsafeBytes(of: value) { message[label.count...].copyBytes(from: $0) }
            update(bufferPointer: UnsafeRawBufferPointer(message))
        }
    }

    /// - Parameter range: that lies in the bytes.
    mutating func update(_ bytes: [UInt8], in range: Range<Int>) {
        bytes.withUnsafeBytes { update(bufferPointer: UnsafeRawBufferPointer(rebasing: $0[range])) }
    }

    mutating func update(_ bytes: [UInt8]) { bytes.withUnsafeBytes { update(bufferPointer: $0) } }
}
