/// A seal is what stands beside a record's text so that its leaf can be made again: where its spans are, and each part's key,
/// or its commitment where it is hidden. It is kept with the record, and goes along where the record is shown.
/// `docs/evidence.md` has the format.
extension CommittedRecord {
    private static let sealVersion: UInt8 = 1

    private enum Tag: UInt8 {
        case key = 0
        case commitment = 1
    }

    /// The record's text and its seal; nil where its rest is hidden: then the entry is all that is left of it.
    package func sealed() throws(LogFault) -> (json: [UInt8], seal: [UInt8])? {
        guard let content = try content() else { return nil }
        var seal = [Self.sealVersion, kind] + (RecordLayout.word(content.spans.count) ?? [])
        for span in content.spans {
            guard let start = RecordLayout.word(span.lowerBound), let count = RecordLayout.word(span.count) else {
                throw .malformedRecord
            }
            seal += start + count
        }
        for part in parts {
            switch part {
            case .shown(_, let key): seal += [Tag.key.rawValue] + key.bytes
            case .redacted(let commitment): seal += [Tag.commitment.rawValue] + commitment.bytes
            }
        }
        return (content.json, seal)
    }

    /// Reads a record with its seal.
    ///
    /// - Throws: `malformedRecord` unless they fit together: spans in order, keys for what is shown, `null` where a
    ///   commitment stands for what is hidden.
    package init(json: [UInt8], seal: [UInt8]) throws(LogFault) {
        var rest = seal[...]
        guard rest.popFirst() == Self.sealVersion, let kind = rest.popFirst(),
            let spans = Self.spans(&rest),
            rest.count == (spans.count + 1) * (1 + PartKey.byteCount)
        else { throw .malformedRecord }
        var parts: [Part] = []
        for bytes in try RecordLayout.parts(of: json, spans: spans) {
            parts.append(try Self.part(bytes, &rest))
        }
        guard case .shown? = parts.first else { throw .malformedRecord }
        try self.init(kind: kind, parts: parts)
    }

    /// Whether they lie in the record is seen when it is cut.
    private static func spans(_ rest: inout ArraySlice<UInt8>) -> [Range<Int>]? {
        guard let count = RecordLayout.number(&rest), count <= rest.count / 8 else { return nil }
        var spans: [Range<Int>] = []
        for _ in 0..<count {
            guard let start = RecordLayout.number(&rest), let length = RecordLayout.number(&rest) else { return nil }
            spans.append(start..<start + length)
        }
        return spans
    }

    private static func part(_ bytes: [UInt8], _ rest: inout ArraySlice<UInt8>) throws(LogFault) -> Part {
        let tag = rest.popFirst().flatMap(Tag.init)
        let secret = rest.prefix(PartKey.byteCount)
        rest = rest.dropFirst(PartKey.byteCount)
        switch tag {
        case .key: return .shown(bytes, key: try PartKey(secret))
        case .commitment:
            guard bytes == placeholder, let commitment = TreeHash(secret) else { throw .malformedRecord }
            return .redacted(commitment: commitment)
        case nil: throw .malformedRecord
        }
    }
}
