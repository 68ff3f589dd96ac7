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

    /// Bytes that `append` writes, but for the authority, at most.
    package static let longest = 192

    /// The members that the statement lacks, and those that the server always sets, in the order of Data 2.4.
    ///
    /// - Parameter authority: the authority in the form that is asked for.
    func members(_ needs: AnswerNeeds, authority: [UInt8]) -> [(key: String, json: [UInt8])] {
        var members: [(key: String, json: [UInt8])] = []
        if needs.contains(.id) { members.append(("id", JSONText.string(id.canonical))) }
        if needs.contains(.timestamp) { members.append(("timestamp", JSONText.string(stored.rfc3339))) }
        members.append(("stored", JSONText.string(stored.rfc3339)))
        members.append(("authority", authority))
        if needs.contains(.version) { members.append(("version", JSONText.string(version.statementVersion))) }
        return members
    }

    /// Writes these members behind those of an object that has some. (It is done for every statement of an answer; neither
    /// an identifier nor a time holds what would have to be escaped.)
    func append(_ needs: AnswerNeeds, to json: inout [UInt8]) {
        if needs.contains(.id) { Self.append(Keys.id, to: &json, id.appendCanonical) }
        if needs.contains(.timestamp) { Self.append(Keys.timestamp, to: &json, stored.appendRFC3339) }
        Self.append(Keys.stored, to: &json, stored.appendRFC3339)
        json.append(contentsOf: Keys.authority)
        json.append(contentsOf: authority)
        if needs.contains(.version) {
            Self.append(Keys.version, to: &json) { $0.append(contentsOf: version.statementVersion.utf8) }
        }
    }

    private static func append(_ key: [UInt8], to json: inout [UInt8], _ write: (inout [UInt8]) -> Void) {
        json.append(contentsOf: key)
        write(&json)
        json.append(UInt8(ascii: "\""))
    }

    /// What stands before a value; but for the authority's, up to its opening quote.
    private enum Keys {
        static let id = Array(#","id":""#.utf8)
        static let timestamp = Array(#","timestamp":""#.utf8)
        static let stored = Array(#","stored":""#.utf8)
        static let authority = Array(#","authority":"#.utf8)
        static let version = Array(#","version":""#.utf8)
    }
}
