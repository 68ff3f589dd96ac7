package import ExactJSON
package import Foundation
package import XAPI

/// A statement as the log commits to it: the bytes that came, with what the service set besides.
package struct StatementRecord: Equatable, Sendable {
    package let id: UUID
    package let stored: Instant
    /// Under which it came.
    package let version: XAPIVersion
    /// The name of the source whose key sent it.
    package let source: String
    /// The Agent of the key that sent it, as JSON.
    package let authority: [UInt8]
    /// The statement as it came, which may have members of these names too.
    package let raw: [UInt8]

    package init(
        id: UUID, stored: Instant, version: XAPIVersion, source: String, authority: [UInt8], raw: [UInt8]
    ) {
        self.id = id
        self.stored = stored
        self.version = version
        self.source = source
        self.authority = authority
        self.raw = raw
    }

    /// - Throws: where the statement is no JSON, as none that was stored is.
    package func text() throws(JSONError) -> RecordText {
        text(spans: StatementSpan.hideable(in: try JSONDocument(reading: raw).root))
    }

    /// - Parameter spans: the hideable ones of the statement, counted from its first byte.
    package func text(spans: [Range<Int>]) -> RecordText {
        var json: [UInt8] = []
        json.reserveCapacity(raw.count + authority.count + source.utf8.count + 160)
        json += #"{"id":""#.utf8
        json += id.canonical.utf8
        json += #"","stored":""#.utf8
        json += stored.rfc3339.utf8
        json += #"","version":""#.utf8
        json += version.header.utf8
        json += #"","source":"#.utf8
        json += JSONText.string(source)
        json += #","authority":"#.utf8
        let hidden = json.count..<json.count + authority.count
        json += authority
        json += #","statement":"#.utf8
        let start = json.count
        json += raw
        json.append(UInt8(ascii: "}"))
        return RecordText(
            .statement, json, spans: [hidden] + spans.map { $0.lowerBound + start..<$0.upperBound + start }
        )
    }

    /// Reads what `text` wrote, with `null` in place of what is hidden; nil for anything else.
    package init?(reading json: [UInt8]) {
        guard let root = try? JSONDocument(reading: json).root,
            let id = root[key: "id"]?.string.flatMap({ UUID(uuidString: $0) }),
            let stored = root[key: "stored"]?.string.flatMap({ Instant(iso8601: $0) }),
            let version = root[key: "version"]?.string.flatMap({ XAPIVersion(header: $0) }),
            let source = root[key: "source"]?.string, let authority = root[key: "authority"],
            let raw = root[key: "statement"], root.count == 6
        else { return nil }
        self.init(
            id: id, stored: stored, version: version, source: source, authority: Array(authority.bytes),
            raw: Array(raw.bytes)
        )
    }
}
