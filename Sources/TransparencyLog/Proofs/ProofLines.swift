/// The lines before the checkpoint in a text that proves something.
struct ProofLines {
    private(set) var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { rest = bytes[...] }

    /// The next line without its line feed; nil where none ends.
    mutating func next() -> ArraySlice<UInt8>? {
        guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
        defer { rest = rest[end...].dropFirst() }
        return rest[..<end]
    }

    /// What stands behind `word` in the next line; nil where that begins otherwise, and is left to be read.
    mutating func next(after word: String) -> ArraySlice<UInt8>? {
        guard rest.starts(with: word.utf8) else { return nil }
        return next()?.dropFirst(word.utf8.count)
    }

    /// Hashes in base64, one a line, and the empty line behind them.
    mutating func path() throws(LogFault) -> [TreeHash] {
        var path: [TreeHash] = []
        while let line = next() {
            guard !line.isEmpty else { return path }
            guard path.count < TreeSize.longestProof,
                let hash = StandardBase64.bytes(of: line).flatMap({ TreeHash($0) })
            else { throw .malformedProof }
            path.append(hash)
        }
        throw .malformedProof
    }

    static func bytes(of path: [TreeHash]) -> [UInt8] {
        Array((path.map { StandardBase64.text(of: $0.bytes) + "\n" }.joined() + "\n").utf8)
    }
}
