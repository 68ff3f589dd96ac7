/// A proof that a log has only grown since an older checkpoint: the older size, the path and the newer checkpoint as one
/// text. It is what a witness is sent (C2SP tlog-witness, `add-checkpoint`), so that one form serves both.
package struct ConsistencyNote: Equatable, Sendable {
    package let proof: ConsistencyProof
    package let note: SignedNote

    package init(_ proof: ConsistencyProof, note: SignedNote) {
        self.proof = proof
        self.note = note
    }

    package init(reading bytes: [UInt8]) throws(LogFault) {
        var lines = ProofLines(bytes)
        guard let oldSize = lines.next(after: "old ").flatMap({ TreeSize.number($0) }) else { throw .malformedProof }
        proof = ConsistencyProof(oldSize: oldSize, path: try lines.path())
        note = try SignedNote(reading: Array(lines.rest))
    }

    package var bytes: [UInt8] {
        Array("old \(proof.oldSize)\n".utf8) + ProofLines.bytes(of: proof.path) + note.bytes
    }
}

extension LogVerifier {
    /// Verifies that the log, as it was when somebody kept `old`, is the beginning of the log as this proof shows it.
    package func verify(_ proof: ConsistencyNote, since old: Checkpoint) throws(LogFault) -> VerifiedCheckpoint {
        let verified = try checkpoint(in: proof.note)
        guard old.origin.utf8.elementsEqual(origin.utf8) else { throw .otherLog }
        guard proof.proof.oldSize == old.size else { throw .proofLength }
        let new = verified.checkpoint
        try proof.proof.verify(oldRoot: old.root, size: new.size, root: new.root)
        return verified
    }
}
