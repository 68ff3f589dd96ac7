import ExactJSON
package import Foundation

/// What the server says of a statement that it has stored.
package struct ServerMembers: Sendable {
    package let id: UUID
    package let stored: Instant
    /// An Agent or a Group as a JSON text.
    package let authority: [UInt8]
    /// The version under which the statement came; it gives `version` where none was sent.
    package let version: XAPIVersion

    package init(id: UUID, stored: Instant, authority: [UInt8], version: XAPIVersion) {
        self.id = id
        self.stored = stored
        self.authority = authority
        self.version = version
    }

    /// The members that the statement lacks, and those that the server always sets, in the order of Data 2.4.
    ///
    /// - Parameter authority: the authority in the form that is asked for.
    func list(for needs: AnswerNeeds, authority: [UInt8]) -> [(key: String, json: [UInt8])] {
        let storedText = JSONText.string(stored.rfc3339)
        var members: [(key: String, json: [UInt8])] = []
        if needs.contains(.id) { members.append(("id", JSONText.string(id.canonical))) }
        if needs.contains(.timestamp) { members.append(("timestamp", storedText)) }
        members.append(("stored", storedText))
        members.append(("authority", authority))
        if needs.contains(.version) { members.append(("version", JSONText.string(version.statementVersion))) }
        return members
    }
}
