extension Facts {
    static let encodingVersion: UInt8 = 1

    /// The facts as bytes, in their one form: equal facts have equal bytes.
    ///
    /// A version, a table of the statements that give the facts, then the facts, all sorted. A few statements take
    /// some 200 bytes; the bounds of the parts bound the whole.
    package var encoded: [UInt8] {
        var writer = FactWriter(sessions.values.reduce(common.witnesses) { $0 + $1.witnesses })
        writer.put(UInt8(isTruncated ? 1 : 0))
        writer.put(common)
        writer.put(sessions.count)
        for (session, facts) in sessions.elements {
            writer.put(session.id)
            writer.put(facts)
        }
        writer.put(modes.count)
        for (session, mode) in modes.elements {
            writer.put(session.id)
            writer.put(mode.rawValue)
        }
        return writer.bytes
    }

    /// Reads what `encoded` wrote.
    package init(encoded: [UInt8]) throws(InvalidFacts) {
        var reader = try FactReader(encoded)
        let truncated = try reader.byte()
        let common = try reader.sessionFacts()
        let sessions = try reader.sorted(ofSize: 20) { (reader) throws(InvalidFacts) in
            (SessionKey(id: try reader.uuid()), try reader.sessionFacts())
        }
        let modes = try reader.sorted(ofSize: 17) { (reader) throws(InvalidFacts) in
            (SessionKey(id: try reader.uuid()), Modes(rawValue: try reader.byte()))
        }
        let facts = Facts(common: common, sessions: sessions, modes: modes, isTruncated: truncated == 1)
        guard let facts, truncated <= 1, reader.isAtEnd else { throw reader.invalid }
        self = facts
    }
}
