/// Why something of a log does not hold, or cannot be read. The raw value is a code that keeps its spelling: people read
/// its sentence in French or English from the tables of the program that checks.
package enum LogFault: String, Error, Sendable, CaseIterable {
    // the tree
    /// The log has no leaf with this number at this size.
    case indexOutsideTree = "index-outside-tree"
    /// The tree that is said to be older is the larger one.
    case olderTreeIsLarger = "older-tree-is-larger"
    /// A proof has more or fewer hashes than its place and size ask for.
    case proofLength = "proof-length"
    /// The proof that a leaf is in the tree leads to another root than the tree's.
    case otherRoot = "other-root"
    /// The tree does not begin with the older one: something was changed, removed or put in between.
    case inconsistent = "inconsistent"
    /// A hash that the tree needs was not there.
    case missingHash = "missing-hash"

    // tiles
    /// A tile has another length than its width asks for.
    case tileLength = "tile-length"
    /// A bundle of entries ends early, or goes on behind its last entry.
    case malformedBundle = "malformed-bundle"
    /// An entry of more than 65,535 bytes, which no bundle can hold.
    case entryTooLong = "entry-too-long"

    // notes and keys
    /// Not the form of a signed note.
    case malformedNote = "malformed-note"
    /// More bytes or signatures than are read.
    case noteTooLarge = "note-too-large"
    /// A known key did not make the signature that carries its name.
    case wrongSignature = "wrong-signature"
    /// No signature is by a known key.
    case noKnownSignature = "no-known-signature"
    /// Not the form of a key, or a name that no key may have.
    case malformedKey = "malformed-key"
    /// The number of a key is not the one that follows from its name and content.
    case otherKeyID = "other-key-id"
    /// A kind of key that is not understood here.
    case unknownKeyType = "unknown-key-type"

    // checkpoints
    /// The text of a note is not that of a checkpoint.
    case malformedCheckpoint = "malformed-checkpoint"
    /// The checkpoint is that of another log.
    case otherLog = "other-log"
    /// Witnesses signed the checkpoint, the log did not.
    case notSignedByLog = "not-signed-by-log"

    // proofs as text
    /// Not the form of a proof.
    case malformedProof = "malformed-proof"
    /// A proof of another version than those that are read.
    case unknownProofVersion = "unknown-proof-version"

    // records
    /// The key of a part has another length than 32 bytes.
    case keyLength = "key-length"
    /// The parts of a record do not fit together.
    case malformedRecord = "malformed-record"
    /// Not the form in which keys are kept.
    case malformedKeyTree = "malformed-key-tree"
    /// The key of a part was destroyed, so that nothing commits to what it said.
    case destroyedKey = "destroyed-key"
}
