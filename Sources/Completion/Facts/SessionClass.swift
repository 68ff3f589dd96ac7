/// In which mode the content was open when a statement came: only `normal` and `unknown` ones may count towards
/// completion.
///
/// Raw values are stored; never renumber (cmi5 §10.2.2 launchMode; SCORM `cmi.mode`, `cmi.core.lesson_mode`).
package enum SessionClass: Int64, Sendable, CaseIterable {
    case normal = 0
    case browse = 1
    case review = 2
    /// The statement names a session and not its mode; the LMS's `launched` statement of that session has it.
    case unknown = 3

    /// Whether what was done in this mode never counts.
    package var isPreview: Bool { self == .browse || self == .review }
}
