import XAPI

/// What cmi5 §13.1.4 and §8.1 ask of an AU's URL.
enum LaunchURLRule {
    /// Query parameters that the LMS adds at launch.
    static let reserved: Set<String> = ["endpoint", "fetch", "actor", "registration", "activityId"]

    /// Nil where the URL is right; whether a relative one names an entry is not judged here.
    static func fault(in url: LaunchReference) -> FindingCode? {
        guard isReference(url.text) else { return .cmi5URLInvalid }
        switch url.kind {
        case .empty: return .cmi5URLInvalid
        case .scheme: return .cmi5URLScheme
        case .absolute where !isIRI(url.text): return .cmi5URLInvalid
        case .absolute, .relative, .protocolRelative, .rootRelative: break
        }
        return reservedParameter(in: url.text) == nil ? nil : .cmi5ReservedQuery
    }

    static func isIRI(_ text: String) -> Bool { IRI.isValid(text) }

    /// The characters of RFC 3986, and those beyond ASCII, which names of files in French often have.
    private static func isReference(_ text: String) -> Bool {
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%") {
                guard UInt8(hexadecimal: rest.prefix(2)) != nil else { return false }
                rest = rest.dropFirst(2)
            } else if byte < 0x80 {
                guard byte > 0x20, byte < 0x7F, !forbidden.contains(byte) else { return false }
            }
        }
        return true
    }

    private static let forbidden = Set("\"<>\\^`{|}".utf8)

    private static func reservedParameter(in url: String) -> String? {
        guard let mark = url.firstIndex(of: "?") else { return nil }
        let query = url[mark...].dropFirst().prefix { $0 != "#" }
        return query.split(separator: "&").lazy
            .map { LaunchReference.percentDecoded(String($0.prefix { $0 != "=" })) }
            .first { reserved.contains($0) }
    }
}
