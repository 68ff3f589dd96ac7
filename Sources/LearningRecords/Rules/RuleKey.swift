/// A version of a rule by name.
package struct RuleKey: Hashable, Sendable {
    package let id: String
    package let version: Int64

    package init(id: String, version: Int64) {
        self.id = id
        self.version = version
    }
}
