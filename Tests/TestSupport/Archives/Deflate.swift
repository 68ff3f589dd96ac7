/// Deflate streams by hand (RFC 1951).
package enum Deflate {
    /// Blocks that hold their bytes as they are.
    package static func storedBlocks(_ content: [UInt8]) -> [UInt8] {
        var blocks: [UInt8] = []
        var rest = content[...]
        repeat {
            let part = rest.prefix(65_535)
            rest = rest.dropFirst(part.count)
            let length = UInt16(part.count)
            blocks += ByteWriter([rest.isEmpty ? 1 : 0]).adding(length).adding(~length).bytes + part
        } while !rest.isEmpty
        return blocks
    }

    /// 1 + 1032 × `count` zero bytes from about `count` bytes: one block whose code spends one bit on “258 bytes again”
    /// and one bit on “from one byte before”. No stream swells more.
    package static func zeros(thousands count: Int) -> [UInt8] {
        var bits = BitWriter()
        bits.add(1, width: 1)  // the last block
        bits.add(2, width: 2)  // with codes of its own
        bits.add(286 - 257, width: 5)
        bits.add(0, width: 5)  // one distance
        bits.add(18 - 4, width: 4)
        // Lengths of the codes for 18, 2 and 1, in the standard's order of all code lengths.
        for length in [0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 2] { bits.add(length, width: 3) }
        let (one, two) = ([true, false], [true, true])
        bits.add(two)  // literal 0: two bits
        bits.addAbsent(138)
        bits.addAbsent(117)
        bits.add(two)  // 256, the end: two bits
        bits.addAbsent(28)
        bits.add(one)  // 285, length 258: one bit
        bits.add(one)  // distance 1: one bit
        bits.add([true, false])  // literal 0
        for _ in 0..<(4 * count) { bits.add(0, width: 2) }  // 285, distance 1
        bits.add([true, true])  // the end
        return bits.bytes
    }
}

/// Bits from the lowest of each byte on.
private struct BitWriter {
    private(set) var bytes: [UInt8] = []
    private var used = 8

    package mutating func add(_ bit: Bool) {
        if used == 8 {
            bytes.append(0)
            used = 0
        }
        if bit { bytes[bytes.count - 1] |= 1 << used }
        used += 1
    }

    /// A number: its lowest bit first.
    package mutating func add(_ number: Int, width: Int) {
        for place in 0..<width { add(number >> place & 1 == 1) }
    }

    /// A code: as it is written down.
    package mutating func add(_ code: [Bool]) {
        for bit in code { add(bit) }
    }

    /// `count` symbols without a code: 18, whose code is the bit 0, and how many above eleven.
    package mutating func addAbsent(_ count: Int) {
        add(false)
        add(count - 11, width: 7)
    }
}

package enum CRC32 {
    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { crc, _ in crc & 1 == 1 ? (crc >> 1) ^ 0xEDB8_8320 : crc >> 1 }
    }

    package static func of(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(UInt32.max) { crc, byte in (crc >> 8) ^ table[Int((crc ^ UInt32(byte)) & 0xFF)] }
    }
}
