package import Foundation

/// A session's name in sixteen bytes: the UUID that it is, as cmi5 launches make them, or a digest of any other text
/// (cmi5 §9.6.3.1).
package struct SessionKey: Hashable, Comparable, Sendable {
    package let id: UUID

    package init(id: UUID) { self.id = id }

    /// A digest may be made to collide by whoever writes the statements; that would only mix sessions of their own.
    package init(_ text: String) {
        if let id = UUID(uuidString: text) {
            self.id = id
            return
        }
        var digest: UInt128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d
        for byte in text.utf8 {
            digest = (digest ^ UInt128(byte)) &* 0x0000_0000_0100_0000_0000_0000_0000_013b
        }
        id = UUID(halves: (UInt64(truncatingIfNeeded: digest >> 64), UInt64(truncatingIfNeeded: digest)))
    }

    package static func < (one: SessionKey, other: SessionKey) -> Bool { one.id.halves < other.id.halves }
}
