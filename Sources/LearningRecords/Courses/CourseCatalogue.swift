import Synchronization

/// The index of courses, shared by all who ask. It learns of changes from the store, by their numbers.
package final class CourseCatalogue: Sendable {
    private struct State: Sendable {
        var index = CourseIndex()
        /// The last change that the index knows.
        var version: Int64 = -1
    }

    private let state = Mutex(State())

    package init() {}

    var version: Int64 { state.withLock { $0.version } }

    /// - Parameters:
    ///   - courses: all that changed behind some version that the index knows.
    ///   - version: the last change among them.
    func put(_ courses: [CourseIndex.Entry], version: Int64) {
        state.withLock { state in
            // Somebody else may have brought these, or later ones.
            guard version > state.version else { return }
            state.index.put(courses)
            state.version = version
        }
    }

    func search(_ question: CourseIndex.Question) -> [Int64] {
        let index = state.withLock { $0.index }
        return index.search(question)
    }
}
