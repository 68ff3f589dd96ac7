extension Facts {
    static let encodingVersion: UInt8 = 1

    /// The facts as bytes, in their one form: equal facts have equal bytes.
    ///
    /// A version, a table of the statements that give the facts, then the facts, all sorted. A few statements take
    /// some 200 bytes; the bounds of the parts bound the whole.
    package var encoded: [UInt8] {
        let parts = [common] + sessions.values
        var writer = FactWriter(parts.reduce(into: []) { $0.formUnion($1.witnesses) })
        writer.put(UInt8(isTruncated ? 1 : 0))
        writer.put(common)
        writer.put(sessions.count)
        for (session, facts) in sessions.sorted(by: { $0.key < $1.key }) {
            writer.put(session.id)
            writer.put(facts)
        }
        writer.put(modes.count)
        for (session, mode) in modes.sorted(by: { $0.key < $1.key }) {
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
        var sessions: [SessionKey: SessionFacts] = [:]
        var last: SessionKey?
        for _ in 0..<(try reader.count(ofSize: 20)) {
            let session = try reader.session(after: &last)
            sessions[session] = try reader.sessionFacts()
        }
        var modes: [SessionKey: Modes] = [:]
        last = nil
        for _ in 0..<(try reader.count(ofSize: 17)) {
            let session = try reader.session(after: &last)
            modes[session] = Modes(rawValue: try reader.byte())
        }
        let facts = Facts(common: common, sessions: sessions, modes: modes, isTruncated: truncated == 1)
        guard let facts, truncated <= 1, reader.isAtEnd else { throw reader.invalid }
        self = facts
    }
}

extension FactReader {
    fileprivate mutating func session(after last: inout SessionKey?) throws(InvalidFacts) -> SessionKey {
        let session = SessionKey(id: try uuid())
        guard last.map({ $0 < session }) ?? true else { throw invalid }
        last = session
        return session
    }
}
