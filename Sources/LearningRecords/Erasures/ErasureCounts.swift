import ExactJSON

/// How much an erasure destroys, or would.
package struct ErasureCounts: Equatable, Sendable {
    /// What the person did.
    package var statements = 0
    /// Others' statements, and voids of others' statements, that name the person.
    package var mentions = 0
    package var attachments = 0
    package var documents = 0
    package var facts = 0
    package var standings = 0
    package var history = 0
    package var identifiers = 0
    package var attributes = 0
    /// What was done about the person.
    package var events = 0
    /// Events about others that name an identifier of the person.
    package var namedInEvents = 0
    /// Entries of the access log that name the person.
    package var reads = 0
    package var registrations = 0
    package var campaigns = 0
    package var attendance = 0
    /// Names that statements gave.
    package var names = 0
    /// People who were found to be this one, itself among them.
    package var people = 0
    /// Records of the log that are destroyed: statements and events.
    package var records: Int { statements + events }

    /// Under the names that answers and tombstones use.
    package var named: [(name: String, count: Int)] {
        [
            ("statements", statements), ("mentions", mentions), ("attachments", attachments),
            ("documents", documents), ("facts", facts), ("standings", standings), ("standing_history", history),
            ("identifiers", identifiers), ("attributes", attributes), ("events", events),
            ("events_naming", namedInEvents), ("reads", reads), ("registrations", registrations),
            ("campaigns", campaigns), ("attendance", attendance), ("names", names), ("people", people),
        ]
    }

    package var json: [UInt8] {
        var writer = JSONWriter()
        writer.object { object in
            for (name, count) in named { object.member(name, Int64(count)) }
        }
        return writer.bytes
    }
}
