/// How many leaves a tree may have, and how sizes are written.
package enum TreeSize {
    /// More than a database can number.
    package static let largest = UInt64(Int64.max)
    /// No proof in a tree of that size has more hashes.
    static let longestProof = 63

    /// A size or an index in ASCII decimal digits without leading zeros (C2SP tlog-checkpoint); nil where it is spelt
    /// otherwise, or too large.
    static func number(_ text: some Collection<UInt8>) -> UInt64? {
        guard !text.isEmpty, text.count <= 19, text.allSatisfy({ (0x30...0x39).contains($0) }),
            text.first != 0x30 || text.count == 1
        else { return nil }
        let number = UInt64(String(decoding: text, as: UTF8.self))
        return number.flatMap { $0 <= largest ? $0 : nil }
    }
}
