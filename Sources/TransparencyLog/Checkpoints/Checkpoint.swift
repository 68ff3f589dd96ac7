/// What a log says of its tree at one size (C2SP tlog-checkpoint): the text of a note that it signs.
package struct Checkpoint: Equatable, Sendable {
    /// What tells this log from all others, such as `rh.example.fr/releve`.
    package let origin: String
    package let size: UInt64
    package let root: TreeHash
    /// Lines behind the root; they mean nothing to whoever checks the tree.
    package let extensions: [String]

    /// - Throws: `malformedCheckpoint` where a line is empty or would be several.
    package init(origin: String, size: UInt64, root: TreeHash, extensions: [String] = []) throws(LogFault) {
        guard size <= TreeSize.largest, ([origin] + extensions).allSatisfy(Self.isLine) else {
            throw .malformedCheckpoint
        }
        self.origin = origin
        self.size = size
        self.root = root
        self.extensions = extensions
    }

    /// Reads the text of a note.
    package init(reading text: [UInt8]) throws(LogFault) {
        guard let text = String(validating: text, as: UTF8.self), text.utf8.last == UInt8(ascii: "\n") else {
            throw .malformedCheckpoint
        }
        let lines = text.utf8.dropLast().split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        guard lines.count >= 3, let size = TreeSize.number(lines[1]),
            let root = StandardBase64.bytes(of: lines[2]).flatMap({ TreeHash($0) })
        else { throw .malformedCheckpoint }
        try self.init(
            origin: String(Substring(lines[0])),
            size: size,
            root: root,
            extensions: lines.dropFirst(3).map { String(Substring($0)) }
        )
    }

    package var text: [UInt8] {
        let lines = [origin, String(size), StandardBase64.text(of: root.bytes)] + extensions
        return Array((lines.joined(separator: "\n") + "\n").utf8)
    }

    package func signed(by keys: [SignerKey]) throws(LogFault) -> SignedNote {
        try SignedNote(signing: text, by: keys)
    }

    private static func isLine(_ text: String) -> Bool { !text.isEmpty && text.utf8.allSatisfy { $0 >= 0x20 } }
}
