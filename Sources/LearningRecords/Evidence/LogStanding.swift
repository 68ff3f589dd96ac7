import Synchronization

/// Why a node signs no checkpoint. The raw values stand in answers and logs.
package enum LogHalt: String, Error, Sendable, CaseIterable {
    /// It has not compared its tree yet: it has just started.
    case unchecked
    /// There are checkpoints, but the file with the key is gone.
    case keyLost = "key-lost"
    /// The last checkpoint is signed by no key of the file.
    case otherKey = "other-key"
    /// The last checkpoint is that of a log of another name.
    case otherLog = "other-log"
    /// The tree has fewer leaves than the last checkpoint says: an older backup was restored.
    case smallerTree = "smaller-tree"
    /// The tree does not begin with what the last checkpoint says: leaves were changed.
    case otherTree = "other-tree"
    /// The last line of the journal is no checkpoint.
    case unreadableJournal = "unreadable-journal"
}

/// Whether this node signs checkpoints, as it was when it last looked.
package final class LogStanding: Sendable {
    private let current = Mutex<LogHalt?>(.unchecked)

    package init() {}

    /// Nil where it signs.
    package var halt: LogHalt? { current.withLock { $0 } }

    /// - Returns: whether that is news.
    func set(_ halt: LogHalt?) -> Bool {
        current.withLock { current in
            defer { current = halt }
            return current != halt
        }
    }
}
