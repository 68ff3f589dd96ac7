import ExactJSON
package import TransparencyLog

/// A record as the log commits to it: one JSON text, and what of it may have to be hidden one day.
package struct RecordText: Equatable, Sendable {
    package let kind: RecordKind
    package let json: [UInt8]
    /// In order, each one JSON value.
    package let spans: [Range<Int>]
    /// What is left of parts that were erased, by their places; in the text something else stands there.
    package var erased: [Int: TreeHash] = [:]

    init(_ kind: RecordKind, _ json: [UInt8], spans: [Range<Int>]) {
        self.kind = kind
        self.json = json
        self.spans = spans
    }

    /// Parts of it that have a key each: the rest, then the spans.
    package var parts: Int { spans.count + 1 }

    /// Parts that no claim rests on, and that a bundle therefore hides: what people's attributes were.
    package var needless: Set<Int> {
        guard kind == .personEvent, let root = try? JSONDocument(reading: json).root else { return [] }
        let hidden = (root[key: "changes"]?.elements).map(Array.init)?.filter { change in
            !PersonLedger.shownFields.contains(change[key: "field"]?.string ?? "")
        }
        let ranges = (hidden ?? []).map(\.range)
        return Set(spans.indices.filter { place in ranges.contains { $0.overlaps(spans[place]) } }.map { $0 + 1 })
    }

    /// What its leaf holds.
    ///
    /// - Parameter keys: of the parts, in order.
    /// - Throws: as `committed(under:)` does.
    package func entry(under keys: [PartKey?]) throws(LogFault) -> [UInt8] {
        guard erased.isEmpty else { return try committed(under: keys).entry }
        let known = keys.compactMap { $0 }
        guard known.count == keys.count else { throw .destroyedKey }
        return try CommittedRecord.entry(kind: kind.rawValue, of: json, spans: spans, keys: known)
    }

    /// - Parameter keys: of the parts, in order.
    /// - Throws: `destroyedKey` where one is missing of a part that was not erased.
    package func committed(under keys: [PartKey?]) throws(LogFault) -> CommittedRecord {
        var place = 0
        let whole = try CommittedRecord(kind: kind.rawValue, committing: json, spans: spans) {
            () throws(LogFault) in
            defer { place += 1 }
            // Whatever stands in the place of an erased part, its commitment is put there below.
            if erased[place] != nil { return try PartKey(Array(repeating: 0, count: PartKey.byteCount)) }
            guard keys.indices.contains(place), let key = keys[place] else { throw .destroyedKey }
            return key
        }
        guard !erased.isEmpty else { return whole }
        let parts = whole.parts.enumerated().map { place, part in
            erased[place].map { CommittedRecord.Part.redacted(commitment: $0) } ?? part
        }
        return try CommittedRecord(kind: kind.rawValue, parts: parts)
    }
}
