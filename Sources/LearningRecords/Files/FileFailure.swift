import Foundation

/// A file operation that the system refused: what, and its `errno`.
package struct FileFailure: Error, Equatable {
    package let operation: String
    package let code: Int32

    /// Whether there is no room left, on the disk or in a quota.
    package var isFull: Bool { code == ENOSPC || code == EDQUOT }

    /// What the last system call on this thread left in `errno`.
    package static func last(_ operation: String) -> FileFailure { FileFailure(operation: operation, code: errno) }
}
