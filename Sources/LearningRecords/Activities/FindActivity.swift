import ExactJSON
package import Persistence

/// An Activity as a whole: its id, and its canonical definition where there is one (Communication 2.5).
package struct FindActivity: Sendable {
    private let database: any Database

    package init(database: any Database) {
        self.database = database
    }

    /// - Returns: an Activity Object as JSON, also of an Activity that was never named.
    package func callAsFunction(_ iri: String) async throws -> [UInt8] {
        let definition = try await database.read { transaction -> [UInt8]? in
            let term = Term.activity(iri)
            guard let number = try transaction.numbers(of: [term])[term] else { return nil }
            return try transaction.canonicalDefinitions(of: [number])[number]
        }
        var writer = JSONWriter()
        writer.object { activity in
            activity.member("objectType", "Activity")
            activity.member("id", iri)
            if let definition { activity.member("definition", json: definition) }
        }
        return writer.bytes
    }
}
