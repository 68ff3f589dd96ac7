/// A proof that a leaf is in a log, to be checked without it (C2SP tlog-proof): checkpoint, number and path as one text.
package struct LogProof: Equatable, Sendable {
    private static let firstLine = "c2sp.org/tlog-proof@v1"

    package let inclusion: InclusionProof
    package let note: SignedNote
    /// Anything; nothing vouches for it.
    package let extra: [UInt8]?

    package init(_ inclusion: InclusionProof, note: SignedNote, extra: [UInt8]? = nil) {
        self.inclusion = inclusion
        self.note = note
        self.extra = extra
    }

    package init(reading bytes: [UInt8]) throws(LogFault) {
        var lines = ProofLines(bytes)
        let version = lines.next() ?? []
        guard version.elementsEqual(Self.firstLine.utf8) else {
            throw version.starts(with: "c2sp.org/tlog-proof@".utf8) ? .unknownProofVersion : .malformedProof
        }
        extra = try lines.next(after: "extra ").map { text throws(LogFault) in
            guard let bytes = StandardBase64.bytes(of: text) else { throw .malformedProof }
            return bytes
        }
        guard let index = lines.next(after: "index ").flatMap({ TreeSize.number($0) }) else { throw .malformedProof }
        inclusion = InclusionProof(index: index, path: try lines.path())
        note = try SignedNote(reading: Array(lines.rest))
    }

    package var bytes: [UInt8] {
        let extra = extra.map { "extra \(StandardBase64.text(of: $0))\n" } ?? ""
        let head = "\(Self.firstLine)\n\(extra)index \(inclusion.index)\n"
        return Array(head.utf8) + ProofLines.bytes(of: inclusion.path) + note.bytes
    }
}

extension LogVerifier {
    /// Verifies all that a proof says of a leaf: the log signed a checkpoint, and the leaf is in the tree that it names.
    package func verify(_ proof: LogProof, of leaf: TreeHash) throws(LogFault) -> ProvenLeaf {
        let verified = try checkpoint(in: proof.note)
        let checkpoint = verified.checkpoint
        try proof.inclusion.verify(leaf: leaf, inSize: checkpoint.size, root: checkpoint.root)
        return ProvenLeaf(index: proof.inclusion.index, in: verified)
    }
}

/// What a proof has shown: this leaf has this number in the log, at the size of this checkpoint.
package struct ProvenLeaf: Equatable, Sendable {
    package let index: UInt64
    package let checkpoint: VerifiedCheckpoint

    init(index: UInt64, in checkpoint: VerifiedCheckpoint) {
        self.index = index
        self.checkpoint = checkpoint
    }
}
