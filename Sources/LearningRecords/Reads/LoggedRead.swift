package import Foundation

/// One read of learners' data, or several that are alike: who read what, when and why. Never a name or an identifier of a
/// learner.
package struct LoggedRead: Equatable, Sendable {
    /// In what reads must be alike to be one entry.
    package struct Content: Hashable, Sendable {
        package var key: String
        /// What the key is called.
        package var keyName: String
        /// Method and template: `GET /api/v1/people/{id}/records`.
        package var route: String
        /// Whom the question named.
        package var person: UUID?
        /// SHA-256 of `canonical` of the identifier that the question named.
        package var actor: [UInt8]?
        /// What else was asked, as `name=value`, without what the caller was free to write.
        package var question = ""
        package var inspection: UUID?
        /// As the caller gave it.
        package var purpose: String?
        /// Of the answer.
        package var status = 200

        package init(key: String, keyName: String, route: String) {
            self.key = key
            self.keyName = keyName
            self.route = route
        }
    }

    package internal(set) var content: Content
    /// Of the first: µs since 1970.
    package let at: Int64
    /// How many were alike.
    package internal(set) var times: Int64 = 1
}
