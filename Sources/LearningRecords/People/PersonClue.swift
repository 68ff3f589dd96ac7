import Crypto
import Foundation
import XAPI

/// Something by which a person is found, with accents and case folded.
struct PersonClue: Hashable, Sendable {
    enum Kind: Int64, Sendable {
        /// A word of a name, a matricule or an identifier; found by its beginning too.
        case word = 1
        /// All words of given and family name, in alphabetical order.
        case name = 2
        case matricule = 3
        /// SHA-1 of a mailbox, under which xAPI knows some agents.
        case mailboxDigest = 4
    }

    let kind: Kind
    let text: [UInt8]

    /// PostgreSQL bounds what an index key may hold.
    private static let longest = 500

    init(_ kind: Kind, _ text: String) {
        self.kind = kind
        self.text = Array(text.utf8.prefix(Self.longest))
    }

    /// The smallest text that is behind all that begin with this one: no UTF-8 holds FF.
    var end: [UInt8] { text + [0xFF] }

    static func mailboxDigest(_ mailbox: String) -> PersonClue {
        PersonClue(.mailboxDigest, hexadecimal(Insecure.SHA1.hash(data: Array(mailbox.utf8))))
    }
}

extension PersonClue {
    /// The words of a text without accents, capitals and punctuation: `Élodie D’Œuvre` has `elodie`, `d`, `oeuvre`.
    static func words(_ text: String) -> [String] {
        var words: [String] = [""]
        for scalar in text.decomposedStringWithCompatibilityMapping.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .nonspacingMark: continue
            case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .otherLetter, .modifierLetter, .decimalNumber:
                words[words.count - 1] += ligatures[scalar] ?? scalar.properties.lowercaseMapping
            default: if words.last?.isEmpty == false { words.append("") }
            }
        }
        return words.filter { !$0.isEmpty }
    }

    private static let ligatures: [Unicode.Scalar: String] = [
        "œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l",
    ]

    /// The whole name, whichever part of it stands first.
    static func name(_ text: String) -> PersonClue { PersonClue(.name, words(text).sorted().joined(separator: " ")) }

    static func matricule(_ text: String) -> PersonClue { PersonClue(.matricule, words(text).joined()) }
}

extension Person {
    /// Everything by which the person is found; nothing where it was merged into another.
    var clues: Set<PersonClue> {
        guard mergedInto == nil else { return [] }
        let texts = [familyName, givenName, matricule ?? ""] + identifiers.map(\.value.searchable)
        var clues = Set(texts.flatMap(PersonClue.words).map { PersonClue(.word, $0) })
        clues.insert(.name(name))
        if let matricule { clues.insert(.matricule(matricule)) }
        for case .mbox(let mailbox) in identifiers.map(\.value) { clues.insert(.mailboxDigest(mailbox)) }
        return clues
    }

    /// Family name first, as lists are read.
    var sortKey: [UInt8] {
        let words = [familyName, givenName].map { PersonClue.words($0).joined(separator: " ") }
        return Array(words.joined(separator: "\u{1}").utf8.prefix(500))
    }
}

extension InverseFunctionalIdentifier {
    /// What a reader would type to find it.
    var searchable: String {
        switch self {
        case .mbox(let mailbox): String(mailbox.dropFirst("mailto:".count))
        case .mboxSHA1Sum(let digest): digest
        case .openID(let uri): uri
        case .account(_, let name): name
        }
    }
}
