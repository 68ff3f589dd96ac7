import ExactJSON
import SCORM
import XAPI

/// What a manifest says of an activity, as a definition.
struct ManifestDefinition {
    var titles: [LanguageString]
    let title: String?
    let description: String?
    /// An IRI.
    var type: String?

    /// The language of a text that its manifest gives none: undetermined (ISO 639-2).
    static let noLanguage = "und"

    var json: [UInt8] {
        var writer = JSONWriter()
        writer.object { definition in
            let named =
                titles.isEmpty ? [title].compactMap { $0 }.map { LanguageString(language: nil, text: $0) } : titles
            if !named.isEmpty { definition.member("name") { Self.write(named, to: &$0) } }
            if let description {
                let text = LanguageString(language: named.first?.language, text: description)
                definition.member("description") { Self.write([text], to: &$0) }
            }
            if let type { definition.member("type", type) }
        }
        return writer.bytes
    }

    private static func write(_ texts: [LanguageString], to writer: inout JSONWriter) {
        var seen: Set<String> = []
        writer.object { map in
            for text in texts {
                let tag = text.language.flatMap { LanguageTag.isWellFormed($0) ? $0 : nil } ?? noLanguage
                if seen.insert(tag).inserted { map.member(tag, text.text) }
            }
        }
    }
}

extension ManifestDefinition {
    /// A tincan.xml names the type of an activity by its IRI; other standards have words of their own for it.
    init(_ activity: PackageManifest.Activity) {
        self.init(
            titles: activity.titles, title: activity.title, description: activity.description,
            type: IRI.isValid(activity.type) ? activity.type : nil
        )
    }
}
