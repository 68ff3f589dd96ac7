import Crypto

/// A record as the log has it: parts, each behind a commitment, and a leaf over the list of these. A part that is hidden
/// leaves the leaf as it is.
package struct CommittedRecord: Equatable, Sendable {
    package enum Part: Equatable, Sendable {
        case shown([UInt8], key: PartKey)
        /// Somebody hid it; what it said cannot be found out from this.
        case redacted(commitment: TreeHash)

        package var commitment: TreeHash {
            switch self {
            case .shown(let bytes, let key): key.commitment(to: bytes)
            case .redacted(let commitment): commitment
            }
        }
    }

    private static let version: UInt8 = 1
    /// Says what the list is for, so that its hash stands for nothing else.
    private static let label = Array("releve record v1\n".utf8)

    /// What the record is: the number that the log's keeper gave its kind.
    package let kind: UInt8
    /// The rest first, then the spans; at least one.
    package let parts: [Part]

    package init(kind: UInt8, parts: [Part]) throws(LogFault) {
        guard !parts.isEmpty, UInt32(exactly: parts.count) != nil else { throw .malformedRecord }
        self.kind = kind
        self.parts = parts
    }

    /// Commits to a record.
    ///
    /// - Parameters:
    ///   - record: one JSON text.
    ///   - spans: what may have to be hidden one day, each one JSON value, in order.
    ///   - key: gives a key that was never used; called once for the rest and once for each span.
    package init(
        kind: UInt8, committing record: [UInt8], spans: [Range<Int>], key: () throws(LogFault) -> PartKey
    ) throws(LogFault) {
        var parts: [Part] = []
        for bytes in try RecordLayout.parts(of: record, spans: spans) { parts.append(.shown(bytes, key: try key())) }
        try self.init(kind: kind, parts: parts)
    }

    /// What the log's leaf holds, 34 bytes: version, kind, and the hash of the list of commitments.
    package var entry: [UInt8] {
        Self.entry(kind: kind, parts.map(\.commitment))
    }

    /// The entry of a record that is shown whole: what `entry` gives, without the record being cut up first.
    ///
    /// - Parameters:
    ///   - spans: what may have to be hidden one day, each one JSON value, in order.
    ///   - keys: one for the rest and one for each span.
    package static func entry(
        kind: UInt8, of record: [UInt8], spans: [Range<Int>], keys: [PartKey]
    ) throws(LogFault) -> [UInt8] {
        guard let first = keys.first, keys.count == spans.count + 1 else { throw .malformedRecord }
        let rest = first.commitment(to: try RecordLayout.rest(of: record, spans: spans))
        let others = zip(keys.dropFirst(), spans).map { key, span in key.commitment { $0.update(record, in: span) } }
        return entry(kind: kind, [rest] + others)
    }

    private static func entry(kind: UInt8, _ commitments: [TreeHash]) -> [UInt8] {
        var list = label + (RecordLayout.word(commitments.count) ?? [])
        list.reserveCapacity(list.count + commitments.count * TreeHash.byteCount)
        for commitment in commitments { withUnsafeBytes(of: commitment.value) { list += $0 } }
        return [version, kind] + Bytes32(SHA256.hash(data: list)).bytes
    }

    package var leaf: TreeHash { .leaf(entry) }

    /// The same record with some parts hidden; the leaf stays.
    ///
    /// - Parameter places: of the parts; 0 hides the rest, and with it the record.
    package func redacting(_ places: Set<Int>) -> CommittedRecord {
        var redacted = parts
        for place in places where parts.indices.contains(place) {
            redacted[place] = .redacted(commitment: parts[place].commitment)
        }
        return CommittedRecord(kind: kind, redacted: redacted)
    }

    private init(kind: UInt8, redacted parts: [Part]) {
        self.kind = kind
        self.parts = parts
    }
}
