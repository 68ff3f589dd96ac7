package import LearningRecords
import Synchronization

/// What this node erased again when it started, since a backup was restored: `/readyz` tells it as long as the node runs.
package final class RestoredErasures: Sendable {
    private let report = Mutex(EraseAgain.Report())

    init() {}

    package var last: EraseAgain.Report {
        get { report.withLock { $0 } }
        set { report.withLock { $0 = newValue } }
    }
}
