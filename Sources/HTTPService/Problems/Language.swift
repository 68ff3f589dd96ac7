import XAPI

/// The language of the sentences in an answer. French unless the client prefers English.
package enum Language: String, Sendable, CaseIterable {
    case french = "fr"
    case english = "en"

    /// Reads `Accept-Language` (RFC 9110 section 12.5.4); of two languages liked equally the first wins.
    package init(accepting header: String?) {
        var best: (language: Language, weight: Double)?
        for range in (header ?? "").prefix(1_000).split(separator: ",") {
            let parts = range.split(separator: ";").map { $0.filter { $0 != " " } }
            guard let tag = parts.first?.lowercased().split(separator: "-").first else { continue }
            let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.map { Double($0.dropFirst(2)) ?? 0 } ?? 1
            guard let language = tag == "*" ? .french : Language(rawValue: String(tag)) else { continue }
            if weight > best?.weight ?? 0 { best = (language, weight) }
        }
        self = best?.language ?? .french
    }
}

extension LocalizedText {
    package func text(in language: Language) -> String {
        switch language {
        case .french: french
        case .english: english
        }
    }
}
