import Crypto
package import Foundation
package import XAPI

/// What statements repeat and the store keeps once, under a number: a verb, an activity, an actor. A person has a number of
/// the same kind, so that a learner is either.
package struct Term: Sendable {
    package enum Kind: Int64, Sendable { case verb = 1, activity, actor, person }

    package let kind: Kind
    /// An IRI, or the canonical form of an inverse functional identifier.
    package let text: String

    package static func verb(_ iri: String) -> Term { Term(kind: .verb, text: iri) }
    package static func activity(_ iri: String) -> Term { Term(kind: .activity, text: iri) }
    package static func actor(_ identifier: InverseFunctionalIdentifier) -> Term {
        Term(kind: .actor, text: identifier.canonical)
    }
    package static func person(_ id: UUID) -> Term { Term(kind: .person, text: id.canonical) }

    /// PostgreSQL refuses an index key over a third of a page, so a longer text is known by its digest.
    private static let longestKey = 1_000

    /// The bytes that are unique per kind: the text, or `FF` (which begins no UTF-8) and its SHA-256.
    var key: [UInt8] {
        let bytes = Array(text.utf8)
        return bytes.count <= Self.longestKey ? bytes : [0xFF] + SHA256.hash(data: bytes)
    }

    /// The text where the key is a digest.
    var longText: [UInt8]? { text.utf8.count <= Self.longestKey ? nil : Array(text.utf8) }
}

/// Compared scalar by scalar: `é` composed and decomposed are two terms, as they are two spellings in statements.
extension Term: Hashable {
    package static func == (one: Term, other: Term) -> Bool {
        one.kind == other.kind && one.text.utf8.elementsEqual(other.text.utf8)
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(kind)
        var text = text
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}
