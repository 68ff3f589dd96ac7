package import ExactJSON

/// A stretch of a statement's bytes that is shown or hidden as one. Those of a statement stand side by side and make up
/// all of it, so that it can be shown without what it says of somebody.
package struct StatementSpan: Equatable, Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        /// Between the others: it tells of nobody.
        case rest
        /// An Agent, whole, by where it stands.
        case actor, object, member, instructor, contextAgent, authority
        /// The name of a Group, or what identifies it.
        case groupName, groupIdentifier
        /// `result.response`; `display`, `description` and `fileUrl` of an attachment.
        case freeText
        /// The value of an extension.
        case extensionValue
    }

    /// Counted from the first byte that was split. Whatever is no rest is one JSON value, quotes or brackets included.
    package let range: Range<Int>
    package let kind: Kind
    /// Whom it identifies. nil for the rest; for texts and extensions, which tell of whoever the statement is about; and
    /// for an Agent that has no identifier, as no valid statement does.
    package let person: InverseFunctionalIdentifier?

    package init(_ kind: Kind, _ range: Range<Int>, of person: InverseFunctionalIdentifier? = nil) {
        self.kind = kind
        self.range = range
        self.person = person
    }

    /// Where a statement has something that may have to be hidden one day: all of its spans but the rest, in order, counted
    /// as its own `range` is. Whom they identify is not looked at.
    package static func hideable(in statement: JSONValue) -> [Range<Int>] {
        var finder = SpanFinder(isNaming: false)
        finder.add(statement: statement)
        return finder.spans.map(\.range)
    }

    /// The spans of a statement as it came.
    package static func list(of bytes: [UInt8]) throws(JSONError) -> [StatementSpan] {
        let root = try JSONDocument(reading: bytes).root
        return list(of: root, in: 0..<bytes.count)
    }

    /// The spans of a statement that was read, counted from its own first byte.
    package static func list(of statement: JSONValue) -> [StatementSpan] {
        list(of: statement, in: statement.range)
    }

    private static func list(of statement: JSONValue, in bytes: Range<Int>) -> [StatementSpan] {
        var finder = SpanFinder(isNaming: true)
        finder.add(statement: statement)
        var spans: [StatementSpan] = []
        var end = bytes.lowerBound
        func append(_ kind: Kind, to place: Int, of person: InverseFunctionalIdentifier? = nil) {
            guard end < place else { return }
            spans.append(StatementSpan(kind, end - bytes.lowerBound..<place - bytes.lowerBound, of: person))
            end = place
        }
        for span in finder.spans {
            append(.rest, to: span.range.lowerBound)
            append(span.kind, to: span.range.upperBound, of: span.person)
        }
        append(.rest, to: bytes.upperBound)
        return spans
    }
}
