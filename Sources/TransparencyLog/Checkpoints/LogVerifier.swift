/// Which log is believed, and who vouches for it. Whoever checks brings this along: it never comes with what is checked.
package struct LogVerifier: Sendable {
    package let origin: String
    /// The log's keys, old ones too; one of them has to have signed.
    package let keys: [VerifierKey]
    /// Others who may have seen the checkpoint; how many are enough is for the caller to say.
    package let witnesses: [VerifierKey]

    package init(origin: String, keys: [VerifierKey], witnesses: [VerifierKey] = []) {
        self.origin = origin
        self.keys = keys
        self.witnesses = witnesses
    }

    /// Verifies a checkpoint with every signature on it that is by a known key.
    package func checkpoint(in note: SignedNote) throws(LogFault) -> VerifiedCheckpoint {
        let signatures = try note.signatures(of: keys + witnesses)
        let own = signatures.filter { keys.contains($0.key) }
        guard !own.isEmpty else { throw .notSignedByLog }
        let checkpoint = try Checkpoint(reading: note.text)
        guard checkpoint.origin.utf8.elementsEqual(origin.utf8) else { throw .otherLog }
        return VerifiedCheckpoint(
            checkpoint: checkpoint,
            signatures: own,
            cosignatures: signatures.filter { !keys.contains($0.key) }
        )
    }
}

/// A checkpoint that the log signed.
package struct VerifiedCheckpoint: Equatable, Sendable {
    package let checkpoint: Checkpoint
    /// By the log; at least one.
    package let signatures: [VerifiedSignature]
    /// By witnesses.
    package let cosignatures: [VerifiedSignature]
}
