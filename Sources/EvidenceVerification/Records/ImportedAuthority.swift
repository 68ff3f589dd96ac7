import ExactJSON
package import XAPI

/// Statements that were taken over from another system have an authority of their own, which no key can have: an account of
/// this name.
package enum ImportedAuthority {
    package static let accountName = "importé"

    /// The explanation of an answer that rests on such statements.
    package static func remarked(_ text: LocalizedText) -> LocalizedText {
        LocalizedText(
            french: text.french + " Repris d’un autre système.",
            english: text.english + " Taken over from another system."
        )
    }

    /// - Parameter agent: an authority as JSON.
    package static func isIt(_ agent: [UInt8]) -> Bool {
        (try? JSONDocument(reading: agent).root)?[key: "account"]?[key: "name"]?.string == accountName
    }
}
