import ExactJSON

/// What tells one Agent or identified Group from all others (xAPI 1.0.3 Data 2.4.2.3).
///
/// Equal when `canonical` is equal: an `mbox` ignores the case of its domain and an `mbox_sha1sum` that of its digits
/// (Data 2.3.1); everything else is compared scalar by scalar, so composed and decomposed letters stay two accounts.
package enum InverseFunctionalIdentifier: Sendable {
    /// `mailto:` and an address.
    case mbox(String)
    /// SHA-1 of a mailto IRI, 40 hexadecimal digits.
    case mboxSHA1Sum(String)
    case openID(String)
    case account(homePage: String, name: String)
}

extension InverseFunctionalIdentifier {
    /// Between home page and name in `canonical`; no IRI can hold it.
    private static let separator: Character = "\u{1F}"

    /// One unambiguous text for the identifier, the key under which it is stored: `mbox:mailto:a@b.fr`,
    /// `mbox_sha1sum:<hex>`, `openid:<URI>`, `account:<homePage>U+001F<name>`.
    package var canonical: String {
        switch self {
        case .mbox(let mailbox): "mbox:" + Self.foldingDomain(mailbox)
        case .mboxSHA1Sum(let digest): "mbox_sha1sum:" + digest.asciiLowercased
        case .openID(let uri): "openid:" + uri
        case .account(let homePage, let name): "account:" + homePage + String(Self.separator) + name
        }
    }

    /// Reads what `canonical` wrote; nil for anything else.
    package init?(canonical text: String) {
        guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let value = String(text[text.utf8.index(after: colon)...])
        switch text[..<colon] {
        case "mbox": self = .mbox(value)
        case "mbox_sha1sum": self = .mboxSHA1Sum(value)
        case "openid": self = .openID(value)
        case "account":
            guard let unit = value.utf8.firstIndex(of: 0x1F) else { return nil }
            self = .account(homePage: String(value[..<unit]), name: String(value[value.utf8.index(after: unit)...]))
        default: return nil
        }
    }

    /// The smallest Agent with this identifier: `{"objectType":"Agent","mbox":"mailto:a@b.fr"}`, in UTF-8.
    package var agentJSON: [UInt8] {
        var json = Array(#"{"objectType":"Agent","#.utf8)
        func append(_ name: String, _ value: String, in bytes: inout [UInt8]) {
            bytes += Array("\"\(name)\":".utf8) + JSONText.string(value)
        }
        switch self {
        case .mbox(let mailbox): append("mbox", mailbox, in: &json)
        case .mboxSHA1Sum(let digest): append("mbox_sha1sum", digest, in: &json)
        case .openID(let uri): append("openid", uri, in: &json)
        case .account(let homePage, let name):
            json += Array(#""account":{"#.utf8)
            append("homePage", homePage, in: &json)
            json.append(UInt8(ascii: ","))
            append("name", name, in: &json)
            json.append(UInt8(ascii: "}"))
        }
        json.append(UInt8(ascii: "}"))
        return json
    }

    private static func foldingDomain(_ mailbox: String) -> String {
        guard let at = mailbox.utf8.lastIndex(of: UInt8(ascii: "@")) else { return mailbox }
        let domain = String(mailbox[at...])
        let folded = domain.asciiLowercased
        return folded.isSpelt(like: domain) ? mailbox : mailbox[..<at] + folded
    }
}

extension InverseFunctionalIdentifier: Hashable {
    package static func == (left: Self, right: Self) -> Bool { left.canonical.isSpelt(like: right.canonical) }

    package func hash(into hasher: inout Hasher) { hasher.combine(Spelling(canonical)) }
}
