package import Foundation

extension Query.StringInterpolation {
    /// A UUID is bound as its 16 bytes.
    package mutating func appendInterpolation(_ value: UUID) { appendInterpolation(value.storedBytes) }

    package mutating func appendInterpolation(_ value: UUID?) { appendInterpolation(value?.storedBytes) }
}

extension UUID {
    /// The 16 bytes as they are stored, in the order of the text.
    package var storedBytes: [UInt8] {
        withUnsafeBytes(of: uuid) { Array($0) }
    }

    /// Nil unless `bytes` are 16.
    package init?(storedBytes bytes: [UInt8]) {
        guard bytes.count == 16 else { return nil }
        self = bytes.withUnsafeBytes { UUID(uuid: $0.loadUnaligned(as: uuid_t.self)) }
    }
}
