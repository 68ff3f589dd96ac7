import ExactJSON
import Foundation
import LearningRecords
import XAPI

/// What a GET on the Statement Resource asks (Communication 2.1.3): one statement by id, or many by filter, in a form.
struct StatementQuestion {
    enum Asked {
        case one(FindStatement.Request)
        case many(StatementFilter)
    }

    static let parameters: Set<String> = single.union([
        "agent", "verb", "activity", "registration", "related_activities", "related_agents", "since", "until", "limit",
        "ascending", "cursor",
    ])
    private static let single: Set<String> = ["statementId", "voidedStatementId", "format", "attachments"]

    let asked: Asked
    let format: StatementForm.Format
    let hasAttachments: Bool

    /// - Parameter authority: where given, only its statements are answered.
    init(_ query: QueryParameters, authority: Int64?) throws {
        format = try query.format()
        hasAttachments = try query.boolean("attachments") ?? false
        let id = try query.uuid("statementId")
        let voided = try query.uuid("voidedStatementId")
        guard let found = id ?? voided else {
            var filter = try StatementFilter(query)
            filter.authority = authority
            filter.wantsDefinitions = format == .canonical
            asked = .many(filter)
            return
        }
        try query.checkSingle(allowed: Self.single, isBoth: id != nil && voided != nil)
        var request = FindStatement.Request(found)
        request.isVoided = voided != nil
        request.authority = authority
        request.wantsDefinitions = format == .canonical
        asked = .one(request)
    }
}

extension QueryParameters {
    /// With an id nothing but the form of the answer may be asked (XAPI-00111: 400 for other combinations).
    fileprivate func checkSingle(allowed: Set<String>, isBoth: Bool) throws(Problem) {
        let others = values.keys.filter { !allowed.contains($0) }.sorted()
        if isBoth || !others.isEmpty {
            throw .invalidParameter(
                others.first ?? "voidedStatementId",
                french: "ne va pas avec un id de statement.",
                english: "does not go with a statement's id."
            )
        }
    }

    fileprivate func format() throws(Problem) -> StatementForm.Format {
        guard let text = self["format"] else { return .exact }
        guard let format = StatementForm.Format(rawValue: text) else {
            let list = StatementForm.Format.allCases.map(\.rawValue).joined(separator: ", ")
            throw .invalidParameter("format", french: "un de : \(list).", english: "one of: \(list).")
        }
        return format
    }

    fileprivate func instant(_ name: String) throws(Problem) -> Instant? {
        guard let text = self[name] else { return nil }
        guard let instant = Instant(iso8601: text) ?? Instant(iso8601: text.replacing(" ", with: "+")) else {
            throw .invalidParameter(name, french: "une date et heure ISO 8601.", english: "an ISO 8601 date and time.")
        }
        return instant
    }

    fileprivate func iri(_ name: String) throws(Problem) -> String? {
        guard let text = self[name] else { return nil }
        guard IRI.isValid(text) else { throw .invalidParameter(name, french: "un IRI.", english: "an IRI.") }
        return text
    }

    /// An Agent or an identified Group as JSON.
    func agent(_ name: String) throws -> InverseFunctionalIdentifier? {
        guard let text = self[name] else { return nil }
        do {
            let actor = try Actor(reading: try JSONDocument(reading: Array(text.utf8)).root)
            if let identifier = actor.identifier { return identifier }
        } catch let error as InvalidStatement {
            throw Problem.invalidParameter(name, french: error.message.french, english: error.message.english)
        } catch is JSONError {}
        throw Problem.invalidParameter(
            name,
            french: "un Agent xAPI en JSON, avec un identifiant.",
            english: "an xAPI Agent as JSON, with an identifier."
        )
    }

    fileprivate func cursor() throws(Problem) -> StatementCursor? {
        guard let text = self["cursor"] else { return nil }
        guard let cursor = StatementCursor(text: text) else {
            throw .invalidParameter("cursor", french: "n’est pas lisible.", english: "is not readable.")
        }
        return cursor
    }
}

extension StatementFilter {
    fileprivate init(_ query: QueryParameters) throws {
        self.init()
        agent = try query.agent("agent")
        verb = try query.iri("verb")
        activity = try query.iri("activity")
        registration = try query.uuid("registration")
        since = try query.instant("since")
        until = try query.instant("until")
        includesRelatedAgents = try query.boolean("related_agents") ?? false
        includesRelatedActivities = try query.boolean("related_activities") ?? false
        isAscending = try query.boolean("ascending") ?? false
        limit = try query.number("limit", in: 0...Int(Int32.max)) ?? 0
        cursor = try query.cursor()
    }
}
