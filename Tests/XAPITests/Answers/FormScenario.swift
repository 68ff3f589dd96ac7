import ExactJSON
import Foundation
import Testing
import XAPI

/// A statement as it came, how it is asked for, and how it is given back.
struct FormScenario: Sendable, CustomTestStringConvertible {
    /// Starts with the section: `2.4.6.2: …`.
    let title: String
    let form: StatementForm
    let sent: String
    let given: String

    var testDescription: String { title }

    init(_ title: String, _ form: StatementForm, _ sent: String, _ given: String) {
        self.title = title
        self.form = form
        self.sent = sent
        self.given = given
    }

    /// Given back as it came.
    static func unchanged(_ title: String, _ form: StatementForm, _ sent: String) -> FormScenario {
        FormScenario(title, form, sent, sent)
    }

    static let stored = "2026-01-20T09:12:45.250Z"
    static let authority = #"{"objectType":"Agent","account":{"homePage":"https://rh.example.fr","name":"lrs"}}"#

    /// What the server says of every statement of these tables.
    static func server(_ version: XAPIVersion = .v2_0) throws -> ServerMembers {
        ServerMembers(
            id: UUID(canonical: Sample.uuid) ?? UUID(),
            stored: Instant(iso8601: stored) ?? .earliest,
            authority: Array(authority.utf8),
            version: version
        )
    }

    /// `given` with what the server sets behind it; where a `stored` or an `authority` was sent, it has them in place.
    func expected() throws -> String {
        let statement = try Sample.read(sent, .v2_0)
        var tail = ""
        if statement.id == nil { tail += #","id":"\#(Sample.uuid)""# }
        if statement.timestamp == nil { tail += #","timestamp":"\#(Self.stored)""# }
        let isShort = form.format == .ids
        let authority = isShort ? Self.authority.replacing(#""objectType":"Agent","#, with: "") : Self.authority
        if statement.sentStored == nil { tail += #","stored":"\#(Self.stored)""# }
        if statement.sentAuthority == nil { tail += #","authority":\#(authority)"# }
        if statement.version == nil { tail += #","version":"2.0.0""# }
        return given.dropLast() + tail + "}"
    }
}

extension StatementForm {
    static let old = StatementForm(version: .v1_0_3)
    static let new = StatementForm(version: .v2_0)
    static let ids = StatementForm(version: .v2_0, format: .ids)
    static let oldIDs = StatementForm(version: .v1_0_3, format: .ids)

    static func canonical(_ header: String = "", _ definitions: [String: String] = [:]) -> StatementForm {
        StatementForm(
            version: .v2_0,
            format: .canonical,
            languages: LanguagePriority(acceptLanguage: header)
        ) { id in definitions[id].map { Array($0.utf8) } }
    }
}

extension StatementForm {
    func bytes(of raw: [UInt8], needs: AnswerNeeds, setting server: ServerMembers) throws(JSONError) -> [UInt8] {
        var bytes: [UInt8] = []
        try append(raw, needs: needs, setting: server, to: &bytes)
        return bytes
    }
}
