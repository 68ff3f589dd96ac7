package import ExactJSON

/// The one definition of an Activity that a server puts together from all that it is given (Data 2.4.4.1, Communication
/// 2.5): a value never changes its bytes, only its place.
package enum CanonicalDefinition {
    private static let maps: Set<String> = ["name", "description", "extensions"]

    /// `older` with all that `newer` says. The later wins for each property, and within `name`, `description` and
    /// `extensions` for each language or key. A list of interaction components is the later one's; a component that stays
    /// keeps the languages that only the older had. What fits another `interactionType` alone goes with it.
    ///
    /// Both are valid definitions, and so is the result; the same `newer` again changes nothing.
    ///
    /// - Parameter older: nil where nothing is known yet.
    package static func merging(_ older: JSONValue?, with newer: JSONValue) -> [UInt8] {
        let outdated = older.map { outdatedProperties(of: $0, under: newer) } ?? []
        var writer = JSONWriter(capacity: (older?.range.count ?? 0) + newer.range.count)
        writer.object { writer in
            if let older {
                for (key, value) in older.members where !outdated.contains(key) {
                    writer.member(key, json: merging(key, value, with: newer[key: key]))
                }
            }
            for (key, value) in newer.members where older?[key: key] == nil || outdated.contains(key) {
                writer.member(key, json: value.bytes)
            }
        }
        return writer.bytes
    }

    private static func merging(_ key: String, _ older: JSONValue, with newer: JSONValue?) -> [UInt8] {
        guard let newer else { return Array(older.bytes) }
        if maps.contains(key) { return JSONSplice.merging(older, with: newer) }
        if InteractionType.componentLists.contains(key) { return mergingComponents(older, with: newer) }
        return Array(newer.bytes)
    }

    /// Interaction properties of the older one that mean nothing under the newer one's type.
    private static func outdatedProperties(of older: JSONValue, under newer: JSONValue) -> Set<String> {
        guard let type = newer[key: "interactionType"]?.string, type != older[key: "interactionType"]?.string else {
            return []
        }
        let supported = InteractionType(rawValue: type)?.supportedLists ?? []
        return Set(InteractionType.componentLists).subtracting(supported).union(["correctResponsesPattern"])
    }

    private static func mergingComponents(_ older: JSONValue, with newer: JSONValue) -> [UInt8] {
        var known: [Spelling: JSONValue] = [:]
        for component in older.elements {
            if let id = component[key: "id"]?.string { known[Spelling(id)] = component[key: "description"] }
        }
        var writer = JSONWriter(capacity: newer.range.count)
        writer.array(newer.elements) { writer, component in
            let description = component[key: "id"]?.string.flatMap { known[Spelling($0)] }
            writer.json(describing(component, also: description))
        }
        return writer.bytes
    }

    private static func describing(_ component: JSONValue, also older: JSONValue?) -> [UInt8] {
        guard let older else { return Array(component.bytes) }
        let description = component[key: "description"].map { JSONSplice.merging(older, with: $0) }
        return JSONSplice.splicing(component, members: [("description", description ?? Array(older.bytes))])
    }
}
