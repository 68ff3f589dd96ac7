package import Foundation

/// What one row of facts is about: one actor, activity, registration, source and session class.
///
/// Actor, activity and source are interned numbers; a missing registration is the UUID of zeros. Keys sort by their
/// members in the order of declaration, so that writers lock rows in one order.
package struct FactKey: Hashable, Comparable, Sendable {
    package let actor: Int64
    package let activity: Int64
    package let registration: UUID
    package let source: Int64
    package let sessionClass: SessionClass
    package let isDefinedByCMI5: Bool

    package init(
        actor: Int64,
        activity: Int64,
        registration: UUID,
        source: Int64,
        sessionClass: SessionClass,
        isDefinedByCMI5: Bool
    ) {
        self.actor = actor
        self.activity = activity
        self.registration = registration
        self.source = source
        self.sessionClass = sessionClass
        self.isDefinedByCMI5 = isDefinedByCMI5
    }

    package static func < (one: FactKey, other: FactKey) -> Bool {
        if one.actor != other.actor { return one.actor < other.actor }
        if one.activity != other.activity { return one.activity < other.activity }
        if one.registration != other.registration { return one.registration.halves < other.registration.halves }
        if one.source != other.source { return one.source < other.source }
        if one.sessionClass != other.sessionClass { return one.sessionClass.rawValue < other.sessionClass.rawValue }
        return !one.isDefinedByCMI5 && other.isDefinedByCMI5
    }

    /// The source that is the service itself: what it says of a course are decisions.
    package static let serviceSource: Int64 = 0

    /// What records call that source; no key can have it.
    package static let serviceSourceName = "relevé"

    package var isOfService: Bool { source == Self.serviceSource }

    /// Whether the statements behind this key name a registration.
    package var hasRegistration: Bool { registration.halves != (0, 0) }
}

extension UUID {
    /// The sixteen bytes as two big-endian numbers, which order as the bytes do.
    var halves: (UInt64, UInt64) {
        withUnsafeBytes(of: uuid) {
            (
                UInt64(bigEndian: $0.loadUnaligned(fromByteOffset: 0, as: UInt64.self)),
                UInt64(bigEndian: $0.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
            )
        }
    }

    init(halves: (UInt64, UInt64)) {
        let bytes = (halves.0.bigEndian, halves.1.bigEndian)
        self.init(uuid: withUnsafeBytes(of: bytes) { $0.loadUnaligned(as: uuid_t.self) })
    }
}
