import CLibPQ
import Persistence

/// A query's values in PostgreSQL's binary format, one after another in one buffer.
struct BoundParameters {
    private var buffer: [UInt8] = []
    /// Where each value stands in `buffer`; nil for null.
    private var ranges: [Range<Int>?] = []

    /// - Throws: `StoreError.unsupported` where a value is longer than the protocol can say.
    init(_ query: Query, for slots: [RenderedQuery.Slot]) throws {
        ranges.reserveCapacity(slots.count)
        for slot in slots {
            let start = buffer.count
            switch slot {
            case .value(let parameter, _):
                let isNull = !append(query.value(parameter: parameter))
                ranges.append(isNull ? nil : start..<buffer.count)
            case .column(let parameter, let column, let type):
                guard let batch = query.batch(parameter: parameter) else { throw StoreError.unsupported }
                append(batch.columns[column], type, count: batch.count)
                ranges.append(start..<buffer.count)
            case .ordinal: throw StoreError.unsupported
            }
        }
        // A pointer to an empty value must point somewhere, null being something else.
        buffer.append(0)
        guard buffer.count < Int(Int32.max) else { throw StoreError.unsupported }
    }

    /// What libpq takes: pointers that are good within `body`, lengths, formats.
    func withPointers<T>(
        _ body: (Int32, [UnsafePointer<CChar>?], [Int32], [Int32]) -> T
    ) -> T {
        let lengths = ranges.map { Int32(truncatingIfNeeded: $0?.count ?? 0) }
        let binary = [Int32](repeating: 1, count: ranges.count)
        return buffer.withUnsafeBytes { bytes in
            let pointers = ranges.map { range in
                range.flatMap { bytes.baseAddress?.advanced(by: $0.lowerBound).assumingMemoryBound(to: CChar.self) }
            }
            return body(Int32(ranges.count), pointers, lengths, binary)
        }
    }

    /// False for null, which has no bytes.
    private mutating func append(_ value: SQLValue) -> Bool {
        switch value {
        case .null: return false
        case .integer(let integer): append(bigEndian: integer)
        case .real(let real): append(bigEndian: real.bitPattern)
        case .text(let text): buffer.append(contentsOf: text.utf8)
        case .blob(let bytes): buffer.append(contentsOf: bytes)
        }
        return true
    }

    private mutating func append(bigEndian integer: some FixedWidthInteger) {
        withUnsafeBytes(of: integer.bigEndian) { buffer.append(contentsOf: $0) }
    }

    /// `array_recv`: dimensions, whether a null is there, element type, length, first index; then each with its length.
    private mutating func append(_ column: Batch.Column, _ type: SQLType, count: Int) {
        append(bigEndian: Int32(count == 0 ? 0 : 1))
        append(bigEndian: Int32(1))
        append(bigEndian: PostgresType.scalar(type))
        guard count > 0 else { return }
        append(bigEndian: Int32(truncatingIfNeeded: count))
        append(bigEndian: Int32(1))
        for row in 0..<count { appendElement(column[row]) }
    }

    private mutating func appendElement(_ value: SQLValue) {
        let mark = buffer.count
        append(bigEndian: Int32(-1))
        guard append(value) else { return }
        let length = Int32(truncatingIfNeeded: buffer.count - mark - 4)
        withUnsafeBytes(of: length.bigEndian) { bytes in
            buffer.replaceSubrange(mark..<mark + 4, with: bytes)
        }
    }
}
