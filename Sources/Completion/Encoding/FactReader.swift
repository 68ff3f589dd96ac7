import Foundation

/// Takes facts from bytes; whatever the bytes are, it answers or throws.
struct FactReader {
    private let bytes: [UInt8]
    private(set) var offset = 0
    private var witnesses: [Witness] = []

    init(_ bytes: [UInt8]) throws(InvalidFacts) {
        self.bytes = bytes
        guard try byte() == Facts.encodingVersion else { throw invalid }
        let count = try count(ofSize: 32)
        witnesses.reserveCapacity(count)
        for _ in 0..<count {
            let effective = Int64(bitPattern: try fixed())
            let stored = Int64(bitPattern: try fixed())
            let witness = Witness(effective: effective, stored: stored, statement: try uuid())
            guard witnesses.last.map({ $0 < witness }) ?? true else { throw invalid }
            witnesses.append(witness)
        }
    }

    var isAtEnd: Bool { offset == bytes.count }
    var invalid: InvalidFacts { InvalidFacts(offset: offset) }

    mutating func byte() throws(InvalidFacts) -> UInt8 {
        guard offset < bytes.count else { throw invalid }
        defer { offset += 1 }
        return bytes[offset]
    }

    mutating func compact() throws(InvalidFacts) -> UInt64 {
        var number: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 64, by: 7) {
            let byte = try byte()
            let bits = UInt64(byte & 0x7F)
            guard shift < 63 || bits <= 1 else { throw invalid }
            number |= bits << shift
            if byte < 0x80 {
                guard byte != 0 || shift == 0 else { throw invalid }
                return number
            }
        }
        throw invalid
    }

    /// How many things follow, each of which takes at least `size` bytes.
    mutating func count(ofSize size: Int) throws(InvalidFacts) -> Int {
        guard let count = Int(exactly: try compact()), count <= (bytes.count - offset) / size else { throw invalid }
        return count
    }

    mutating func fixed() throws(InvalidFacts) -> UInt64 {
        guard bytes.count - offset >= 8 else { throw invalid }
        defer { offset += 8 }
        return bytes.withUnsafeBytes { UInt64(bigEndian: $0.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) }
    }

    mutating func uuid() throws(InvalidFacts) -> UUID { UUID(halves: (try fixed(), try fixed())) }

    mutating func witness() throws(InvalidFacts) -> Witness {
        guard let place = Int(exactly: try compact()), witnesses.indices.contains(place) else { throw invalid }
        return witnesses[place]
    }

    mutating func mark() throws(InvalidFacts) -> Mark {
        let witness = try witness()
        guard let saying = Saying(rawValue: try byte()) else { throw invalid }
        return Mark(witness, saying)
    }

    mutating func reading() throws(InvalidFacts) -> Reading {
        let witness = try witness()
        let present = try byte()
        guard present > 0, present < 16 else { throw invalid }
        let scaled = try number(present, 1)
        let raw = try number(present, 2)
        let min = try number(present, 4)
        return Reading(
            witness: witness,
            score: Score(scaled: scaled, raw: raw, min: min, max: try number(present, 8))
        )
    }

    /// Nil where `present` lacks the bit.
    private mutating func number(_ present: UInt8, _ bit: UInt8) throws(InvalidFacts) -> Double? {
        guard present & bit != 0 else { return nil }
        let number = Double(bitPattern: try fixed())
        guard number.isFinite else { throw invalid }
        return number
    }
}
