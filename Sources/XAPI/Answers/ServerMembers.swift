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

    /// Goes over the members that the statement lacks, and those that the server always sets, in the order of Data 2.4.
    ///
    /// - Parameters:
    ///   - authority: the authority in the form that is asked for.
    ///   - body: takes the name, and what writes the value as a JSON text behind what is there.
    func forEach(
        _ needs: AnswerNeeds,
        authority: [UInt8],
        _ body: (_ key: String, _ write: (inout [UInt8]) -> Void) -> Void,
    ) {
        if needs.contains(.id) { body("id") { Self.quote(&$0, id.appendCanonical) } }
        if needs.contains(.timestamp) { body("timestamp") { Self.quote(&$0, stored.appendRFC3339) } }
        body("stored") { Self.quote(&$0, stored.appendRFC3339) }
        body("authority") { $0 += authority }
        if needs.contains(.version) { body("version") { $0 += JSONText.string(version.statementVersion) } }
    }

    /// Neither an identifier nor a time holds what would have to be escaped.
    private static func quote(_ text: inout [UInt8], _ write: (inout [UInt8]) -> Void) {
        text.append(UInt8(ascii: "\""))
        write(&text)
        text.append(UInt8(ascii: "\""))
    }
}
