import Foundation

/// A statement's place in the order of storing.
struct StatementPlace: Equatable, Sendable {
    let stored: Int64
    let seq: Int64
}

/// Where a page ended, and what its first page could see: a later page shows neither a duplicate nor a gap.
package struct StatementCursor: Sendable, Equatable {
    let place: StatementPlace
    let horizon: Horizon

    /// The cursor as it travels in a link.
    package var text: String { Data("\(place.stored).\(place.seq).\(horizon.text)".utf8).base64URLText }

    init(place: StatementPlace, horizon: Horizon) {
        self.place = place
        self.horizon = horizon
    }

    /// Nil for a text that is no cursor.
    package init?(text: String) {
        guard text.utf8.count <= 32_768, let data = Data(base64URLText: text) else { return nil }
        let parts = String(decoding: data, as: UTF8.self).split(
            separator: ".", maxSplits: 2, omittingEmptySubsequences: false
        )
        guard parts.count == 3, let stored = Int64(parts[0]), let seq = Int64(parts[1]),
            let horizon = Horizon(text: String(parts[2]))
        else { return nil }
        self.init(place: StatementPlace(stored: stored, seq: seq), horizon: horizon)
    }
}

extension Data {
    /// Base64 for links (RFC 4648 section 5), without padding.
    var base64URLText: String {
        let text = base64EncodedData().compactMap { byte in
            switch byte {
            case UInt8(ascii: "+"): UInt8(ascii: "-")
            case UInt8(ascii: "/"): UInt8(ascii: "_")
            case UInt8(ascii: "="): nil
            default: byte
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    init?(base64URLText text: String) {
        let standard = text.replacing("-", with: "+").replacing("_", with: "/")
        self.init(base64Encoded: standard + String(repeating: "=", count: (4 - standard.utf8.count % 4) % 4))
    }
}
