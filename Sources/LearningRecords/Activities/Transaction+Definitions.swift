import ExactJSON
import Persistence
import XAPI

/// Who gave a definition.
enum DefinitionOrigin: Int64 {
    // The raw value stands in rows.
    case statements = 1, manifest
}

extension Transaction {
    /// Merges definitions into the canonical ones, each Activity's in their order.
    ///
    /// What would change nothing is only read. What changes is locked first, in the order of the numbers, and merged into
    /// what another writer may have left there meanwhile.
    ///
    /// - Returns: Activities whose canonical definition is another now.
    func learn(_ given: [Int64: [JSONValue]]) throws -> Set<Int64> {
        let before = try definitions(of: Set(given.keys), origin: .statements)
        let changing = given.filter { activity, definitions in
            merged(definitions, into: before[activity]) != before[activity]
        }
        guard !changing.isEmpty else { return [] }
        let locked = try lockDefinitions(of: changing.keys.sorted())
        var new: [Int64: [UInt8]] = [:]
        for (activity, definitions) in changing { new[activity] = merged(definitions, into: locked[activity]) }
        try write(new, origin: .statements)
        return Set(changing.keys)
    }

    /// Bytes of a canonical definition; one that would pass this stays as it is.
    private var largest: Int { 1 << 20 }

    private func merged(_ definitions: [JSONValue], into canonical: [UInt8]?) -> [UInt8]? {
        definitions.reduce(canonical) { canonical, definition in
            let older = canonical.flatMap { try? JSONDocument(reading: $0).root }
            let merged = CanonicalDefinition.merging(older, with: definition)
            return merged.count <= largest ? merged : canonical
        }
    }

    /// The definitions of one origin; `activity_definition_key` finds each.
    func definitions(of activities: Set<Int64>, origin: DefinitionOrigin) throws -> [Int64: [UInt8]] {
        let batch = Batch(.integers("activity", activities.sorted()))
        return try definitions(
            """
            SELECT d.activity, d.definition FROM \(batch) AS k
            JOIN activity_definition d ON d.activity = k.activity AND d.origin = \(origin.rawValue)
            """
        )
    }

    /// Makes the rows that are not there, and locks those that are, which the update without effect does.
    private func lockDefinitions(of activities: [Int64]) throws -> [Int64: [UInt8]] {
        try definitions(
            """
            INSERT INTO activity_definition (activity, origin, definition)
            SELECT k.activity, \(DefinitionOrigin.statements.rawValue), \(Array("{}".utf8))
            FROM \(Batch(.integers("activity", activities))) AS k WHERE true
            ON CONFLICT (activity, origin) DO UPDATE SET origin = excluded.origin RETURNING activity, definition
            """
        )
    }

    private func definitions(_ query: Query) throws -> [Int64: [UInt8]] {
        let rows = try rows(query)
        return Dictionary(
            try rows.map { (try $0.integer(0), try $0.blob(1)) }, uniquingKeysWith: { first, _ in first }
        )
    }

    func write(_ definitions: [Int64: [UInt8]], origin: DefinitionOrigin) throws {
        let sorted = definitions.sorted { $0.key < $1.key }
        let batch = Batch(.integers("activity", sorted.map(\.key)), .blobs("definition", sorted.map(\.value)))
        try execute(
            """
            INSERT INTO activity_definition (activity, origin, definition)
            SELECT k.activity, \(origin.rawValue), k.definition FROM \(batch) AS k WHERE true
            ON CONFLICT (activity, origin) DO UPDATE SET definition = excluded.definition
            """
        )
    }
}

extension Transaction {
    /// Canonical definitions: a manifest's words win over statements'.
    func canonicalDefinitions(of activities: Set<Int64>) throws -> [Int64: [UInt8]] {
        let said = try definitions(of: activities, origin: .statements)
        let published = try definitions(of: activities, origin: .manifest)
        return said.merging(published) { said, published in
            guard let older = try? JSONDocument(reading: said).root,
                let newer = try? JSONDocument(reading: published).root
            else { return published }
            return publishing(newer, over: older)
        }
    }

    /// A text that a manifest gives no language stands for every language, so statements add none.
    private func publishing(_ published: JSONValue, over said: JSONValue) -> [UInt8] {
        let merged = CanonicalDefinition.merging(said, with: published)
        let whole = ["name", "description"].compactMap { key in published[key: key].map { (key: key, map: $0) } }
            .filter { $0.map[key: ManifestDefinition.noLanguage] != nil }
        guard !whole.isEmpty, let document = try? JSONDocument(reading: merged) else { return merged }
        return JSONSplice.splicing(document.root, members: whole.map { ($0.key, Array($0.map.bytes)) })
    }
}
