import Foundation

/// Puts facts into bytes: numbers as LEB128, statements as places in a sorted table at the start.
struct FactWriter {
    private(set) var bytes: [UInt8] = []
    /// Each once, in order.
    private let witnesses: [Witness]

    init(_ named: [Witness]) {
        var sorted: [Witness] = []
        for witness in named.sorted() where witness != sorted.last { sorted.append(witness) }
        witnesses = sorted
        bytes.reserveCapacity(64 + sorted.count * 40)
        put(Facts.encodingVersion)
        put(sorted.count)
        for witness in sorted {
            put(UInt64(bitPattern: witness.effective))
            put(UInt64(bitPattern: witness.stored))
            put(witness.statement)
        }
    }

    mutating func put(_ byte: UInt8) { bytes.append(byte) }

    mutating func put(_ count: Int) { put(compact: UInt64(count)) }

    mutating func put(compact number: UInt64) {
        var rest = number
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    mutating func put(_ number: UInt64) {
        withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func put(_ id: UUID) { withUnsafeBytes(of: id.uuid) { bytes.append(contentsOf: $0) } }

    /// Every witness of the facts is in the table.
    mutating func put(_ witness: Witness) {
        var (low, high) = (0, witnesses.count)
        while low < high {
            let middle = (low + high) / 2
            if witnesses[middle] < witness { low = middle + 1 } else { high = middle }
        }
        put(low)
    }

    mutating func put(_ mark: Mark) {
        put(mark.witness)
        put(mark.saying.rawValue)
    }

    mutating func put(_ reading: Reading) {
        put(reading.witness)
        var present: UInt8 = 0
        for (index, number) in reading.score.numbers.enumerated() where number != nil { present |= 1 << UInt8(index) }
        put(present)
        for number in reading.score.numbers { if let number { put(number.bitPattern) } }
    }
}
