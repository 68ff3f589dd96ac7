import ExactJSON

extension InverseFunctionalIdentifier {
    /// Reads one member of an Agent or Group; nil where the key names no identifier.
    init?(_ key: String, _ value: JSONValue) throws(Violation) {
        switch key {
        case "mbox": self = .mbox(try Self.mailbox(value))
        case "mbox_sha1sum": self = .mboxSHA1Sum(try Self.digest(value))
        case "openid":
            let uri = try value.text(.identifier)
            guard IRI.isURI(uri) else { throw Violation(.invalidURI, .identifier, value) }
            self = .openID(uri)
        case "account": self = try Self.account(value)
        default: return nil
        }
    }

    private static func digest(_ value: JSONValue) throws(Violation) -> String {
        let text = try value.text(.identifier)
        guard text.utf8.count == 40, text.utf8.allSatisfy(\.isHexDigit) else {
            throw Violation(.invalidSHA1, .identifier, value)
        }
        return text
    }

    private static func mailbox(_ value: JSONValue) throws(Violation) -> String {
        let text = try value.text(.identifier)
        guard text.utf8.starts(with: "mailto:".utf8), IRI.isValid(text), isAddress(text.utf8.dropFirst(7)) else {
            throw Violation(.invalidMailbox, .identifier, value)
        }
        return text
    }

    /// One address: a local part, one `@`, a domain of dot-separated labels. Letters beyond ASCII are welcome in both.
    private static func isAddress(_ address: Substring.UTF8View) -> Bool {
        guard let at = address.firstIndex(of: UInt8(ascii: "@")), at > address.startIndex else { return false }
        let domain = address[at...].dropFirst()
        let local = address[..<at]
        guard let last = domain.last, domain.first != UInt8(ascii: "."), last != UInt8(ascii: ".") else { return false }
        return local.allSatisfy { $0 >= 0x80 || $0 == UInt8(ascii: "%") || ASCIISet.mailboxLocalPart.contains($0) }
            && domain.allSatisfy { $0 >= 0x80 || ASCIISet.mailboxDomain.contains($0) }
    }

    private static func account(_ json: JSONValue) throws(Violation) -> InverseFunctionalIdentifier {
        try json.requireObject(.account)
        var homePage: String?
        var name: String?
        for (key, value) in json.members {
            switch key {
            case "homePage": homePage = try value.iri(.account)
            case "name":
                let text = try value.text(.account)
                guard !text.isBlank else { throw Violation(.blank, .account, value) }
                name = text
            default: throw .unknown(key, in: json, .account, known: ["homePage", "name"])
            }
        }
        guard let homePage else { throw .missing("homePage", in: json, .account) }
        guard let name else { throw .missing("name", in: json, .account) }
        return .account(homePage: homePage, name: name)
    }
}
