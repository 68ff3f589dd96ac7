/// How a record is cut into parts: first the rest, which tells of nobody, with the places of the gaps; then each span
/// that was cut out, in order. `docs/evidence.md` has the format.
enum RecordLayout {
    /// Bytes of a number in the format.
    private static let wordCount = 4

    /// - Throws: `malformedRecord` unless the spans lie inside the record, in order, and apart from one another.
    static func parts(of record: [UInt8], spans: [Range<Int>]) throws(LogFault) -> [[UInt8]] {
        [try rest(of: record, spans: spans)] + spans.map { Array(record[$0]) }
    }

    /// The first part: how many gaps there are, where in what remains, and what remains.
    ///
    /// - Throws: as `parts` does.
    static func rest(of record: [UInt8], spans: [Range<Int>]) throws(LogFault) -> [UInt8] {
        guard record.count <= Int(UInt32.max), var rest = word(spans.count) else { throw .malformedRecord }
        rest.reserveCapacity((spans.count + 1) * wordCount + record.count)
        var (end, cut) = (0, 0)
        for span in spans {
            guard span.lowerBound >= end, span.upperBound <= record.count else { throw .malformedRecord }
            rest += word(span.lowerBound - cut) ?? []
            (end, cut) = (span.upperBound, cut + span.count)
        }
        end = 0
        for span in spans {
            rest += record[end..<span.lowerBound]
            end = span.upperBound
        }
        rest += record[end...]
        return rest
    }

    /// Reads the first part: the rest, cut at the gaps; one piece more than there are gaps.
    static func pieces(of first: [UInt8]) throws(LogFault) -> [ArraySlice<UInt8>] {
        var head = first[...]
        guard let count = number(&head), count <= head.count / wordCount else { throw .malformedRecord }
        var rest = head.dropFirst(count * wordCount)
        var end = 0
        var pieces: [ArraySlice<UInt8>] = []
        for _ in 0..<count {
            guard let gap = number(&head), gap >= end, gap - end <= rest.count else { throw .malformedRecord }
            pieces.append(rest.prefix(gap - end))
            rest = rest.dropFirst(gap - end)
            end = gap
        }
        return pieces + [rest]
    }

    /// A number as four bytes, the highest first; nil where it does not fit.
    static func word(_ number: Int) -> [UInt8]? {
        UInt32(exactly: number).map { word in withUnsafeBytes(of: word.bigEndian) { Array($0) } }
    }

    static func number(_ bytes: inout ArraySlice<UInt8>) -> Int? {
        guard bytes.count >= wordCount else { return nil }
        defer { bytes = bytes.dropFirst(wordCount) }
        return bytes.prefix(wordCount).reduce(0) { $0 << 8 | Int($1) }
    }
}
