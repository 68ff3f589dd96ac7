package import Foundation
package import XAPI

/// What a caller asks of the statements (Communication 2.1.3), and where the page starts.
package struct StatementFilter: Sendable {
    package var agent: InverseFunctionalIdentifier?
    /// Verb and activity as the IRIs that were asked.
    package var verb: String?
    package var activity: String?
    package var registration: UUID?
    /// Stored after this time, itself not included.
    package var since: Instant?
    /// Stored at this time or before.
    package var until: Instant?
    package var includesRelatedAgents = false
    package var includesRelatedActivities = false
    package var isAscending = false
    /// Statements on a page; the use case bounds it.
    package var limit = 100
    /// Only statements whose authority is this term: `statements/read/mine`.
    package var authority: Int64?
    package var cursor: StatementCursor?

    package init() {}
}

/// Where a page ended, and what its first page could see: a later page shows neither a duplicate nor a gap.
package struct StatementCursor: Sendable, Equatable {
    let stored: Int64
    let seq: Int64
    /// The highest number on SQLite, the snapshot on PostgreSQL.
    let horizon: String

    /// The cursor as it travels in a link.
    package var text: String { Data("\(stored).\(seq).\(horizon)".utf8).base64URLText }

    init(stored: Int64, seq: Int64, horizon: String) {
        self.stored = stored
        self.seq = seq
        self.horizon = horizon
    }

    /// Nil for a text that is no cursor.
    package init?(text: String) {
        guard let data = Data(base64URLText: text) else { return nil }
        let parts = String(decoding: data, as: UTF8.self).split(
            separator: ".", maxSplits: 2, omittingEmptySubsequences: false
        )
        guard parts.count == 3, let stored = Int64(parts[0]), let seq = Int64(parts[1]),
            parts[2].utf8.count <= 16_384, parts[2].utf8.allSatisfy({ $0 == 58 || $0 == 44 || (48...57).contains($0) })
        else { return nil }
        self.init(stored: stored, seq: seq, horizon: String(parts[2]))
    }
}

extension Data {
    /// Base64 for links (RFC 4648 section 5), without padding.
    var base64URLText: String {
        base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    init?(base64URLText text: String) {
        let standard = text.replacing("-", with: "+").replacing("_", with: "/")
        self.init(base64Encoded: standard + String(repeating: "=", count: (4 - standard.utf8.count % 4) % 4))
    }
}
