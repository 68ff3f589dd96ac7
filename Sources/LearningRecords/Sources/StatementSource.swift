/// Where statements come from: a content provider, an outside trainer, a serious game; with the keys that speak for it, and
/// the courses for which it is believed.
package struct StatementSource: Sendable, Equatable {
    package enum Trust: Sendable, Equatable {
        case all
        /// IRIs. Elsewhere its statements count for nothing.
        case courses([String])
    }

    /// What it is called in keys and packages: `cegos`.
    package let name: String
    /// What people call it.
    package let label: String?
    package let trust: Trust
    /// When that was last changed, in µs since 1970; nil where it never was.
    package let trustedSince: Int64?
    package let keys: [ListKeys.Key]

    /// Courses on a list.
    package static let mostCourses = 10_000

    /// 1 to 64 letters, digits, dots, hyphens and underscores.
    package static func isName(_ text: String) -> Bool { text.wholeMatch(of: /[A-Za-z0-9._-]{1,64}/) != nil }
}
