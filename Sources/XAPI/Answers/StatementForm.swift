package import ExactJSON

/// How statements are given back: made once for a request, used for each statement of the answer.
///
/// Every byte of a statement is given back as it came, but for what this type and `ServerMembers` name. Under 2.0
/// timestamps are in UTC; under 1.0.3 they stay as they were sent, and `contextAgents` and `contextGroups` are left out.
/// `docs/decisions/0006-statements-across-versions.md` says why.
package struct StatementForm: Sendable {
    /// The parameter `format` (xAPI 1.0.3 Communication 2.1.3).
    package enum Format: String, Sendable, CaseIterable {
        /// Agents, Activities, Verbs and Groups by their identifiers alone.
        case ids
        /// As they came.
        case exact
        /// Activities with the definitions that the server holds, and one language in each of their maps and the verbs'.
        case canonical
    }

    package let version: XAPIVersion
    package let format: Format
    /// Which language a map is reduced to.
    package let languages: LanguagePriority
    /// The definition that the server holds of an Activity, by its IRI.
    let canonicalDefinition: @Sendable (String) -> [UInt8]?

    /// - Parameters:
    ///   - version: the version that the request names.
    ///   - canonicalDefinition: the server's definition of an Activity as a JSON text; where it holds none, the
    ///     statement's own is given back. Asked for under `canonical` alone, perhaps several times for one IRI.
    package init(
        version: XAPIVersion,
        format: Format = .exact,
        languages: LanguagePriority = LanguagePriority(),
        canonicalDefinition: @escaping @Sendable (String) -> [UInt8]? = { _ in nil },
    ) {
        self.version = version
        self.format = format
        self.languages = languages
        self.canonicalDefinition = canonicalDefinition
    }

    /// A statement as it is given back, behind what is in `bytes`.
    ///
    /// - Parameters:
    ///   - raw: the statement's object as it came, no space around it.
    ///   - needs: what `AnswerNeeds(of:)` said when it came. Where nothing has to be rewritten it is not read again.
    /// - Throws: where `raw`, or a canonical definition, is no JSON, which means that the store is broken.
    package func append(
        _ raw: [UInt8],
        needs: AnswerNeeds,
        setting server: ServerMembers,
        to bytes: inout [UInt8],
    ) throws(JSONError) {
        guard format != .exact || !needs.isDisjoint(with: .rewriting(under: version)) else {
            // Not `+=`, which takes another `dropLast`, of sequences, and goes byte by byte: 6 µs in place of 0.1.
            bytes.append(contentsOf: raw.dropLast())
            server.append(needs, to: &bytes)
            return bytes.append(UInt8(ascii: "}"))
        }
        let authority = try authority(server.authority)
        let statement = try JSONDocument(reading: raw).root
        var rewriting = StatementRewriting(self)
        try rewriting.rewrite(statement, setting: server.members(needs, authority: authority))
        bytes.append(contentsOf: rewriting.edits.applied(to: statement))
    }

    private func authority(_ json: [UInt8]) throws(JSONError) -> [UInt8] {
        guard format == .ids else { return json }
        let actor = try JSONDocument(reading: json).root
        var rewriting = StatementRewriting(self)
        rewriting.rewrite(actor: actor)
        return rewriting.edits.applied(to: actor)
    }
}
