import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import LearningRecords
import Synchronization
import XAPI

/// Says to the access log what a request read: who, what, why, and how it was answered.
struct ReadLogging: Sendable {
    let log: LogReads

    /// Runs the handler, and returns its answer once the read is sure to be logged.
    func callAsFunction(
        _ route: Route, _ request: Request, _ context: ServiceContext, by caller: Credential
    ) async throws -> Response {
        let subject = ReadSubject()
        var context = context
        context.subject = subject
        let purpose = try caller.inspection?.purpose ?? Self.purpose(of: request)
        let answer: Result<Response, any Error>
        do { answer = .success(try await route.handler(request, context)) } catch { answer = .failure(error) }
        var read = LoggedRead.Content(
            key: caller.key, keyName: caller.name, route: "\(route.method) \(route.path)"
        )
        (read.inspection, read.purpose) = (caller.inspection?.id, purpose)
        read.status = Self.status(of: answer)
        (read.person, read.actor, read.question) = subject.asked(by: context, at: route)
        try await log(read)
        return try answer.get()
    }

    private static func status(of answer: Result<Response, any Error>) -> Int {
        switch answer {
        case .success(let response): response.status.code
        case .failure(let error): Problem(answering: error).status.code
        }
    }

    /// Characters of a purpose.
    private static let longestPurpose = 200

    private static func purpose(of request: Request) throws(Problem) -> String? {
        guard let text = request.headers[.relevePurpose], !text.isEmpty else { return nil }
        guard text.count <= longestPurpose, text.utf8.count <= 4 * longestPurpose else {
            throw .invalidParameter(
                "X-Releve-Purpose", french: "\(longestPurpose) caractères au plus.",
                english: "\(longestPurpose) characters at most."
            )
        }
        return text
    }
}

extension HTTPField.Name {
    /// Why somebody reads learners' data.
    static let relevePurpose = Self("X-Releve-Purpose") ?? .date
}

/// Whom and what a request asked, as the access log may keep it. A handler that reads it from the body says it here.
final class ReadSubject: Sendable {
    private struct Told {
        var person: UUID?
        var actor: InverseFunctionalIdentifier?
        var question: [String: String] = [:]
    }

    private let told = Mutex(Told())

    /// - Parameter question: nothing that the caller was free to write.
    func tell(person: UUID?, actor: InverseFunctionalIdentifier?, question: [String: String]) {
        told.withLock { $0 = Told(person: person, actor: actor, question: question) }
    }

    /// Parameters whose values are kept. Others may hold names, numbers or whatever somebody typed: of these only that they
    /// were there.
    private static let kept: Set<String> = QueryParameters.attributes.union([
        "course", "path", "source", "status", "state", "attributes", "completed_since", "completed_before", "as_of",
        "on", "within", "by", "window", "since", "until", "after", "ascending", "verb", "activity", "activityId",
        "registration", "statementId", "voidedStatementId", "related_agents", "related_activities", "attachments",
        "version", "format", "statement", "leaf",
    ])
    /// What names whom, and stands in columns of its own, or says nothing of what was read.
    private static let apart: Set<String> = ["person", "agent", "actor", "cursor", "limit", "separator", "bom"]
    /// Bytes of one value.
    private static let longestValue = 300

    fileprivate func asked(
        by context: ServiceContext, at route: Route
    ) -> (person: UUID?, actor: [UInt8]?, question: String) {
        let told = told.withLock { $0 }
        let part = context.parameters.get("id")?.removingPercentEncoding
        let isPerson = route.path.hasPrefix(PeopleRoutes.one)
        var values = told.question
        for (name, value) in context.query.values where !Self.apart.contains(name) {
            values[name] = Self.kept.contains(name) ? value : "…"
        }
        if !isPerson, let part { values["id"] = part }
        let person = isPerson ? part.flatMap(UUID.init(canonical:)) : (try? context.query.uuid("person")) ?? nil
        let actor = ["actor", "agent", "identifier"].lazy.compactMap { (try? context.query.agent($0)) ?? nil }.first
        return (
            told.person ?? person,
            (told.actor ?? actor).map { Array(SHA256.hash(data: Array($0.canonical.utf8))) }, Self.text(values)
        )
    }

    /// Without NUL, which PostgreSQL takes in no text: one entry that cannot be written would keep back all behind it.
    private static func text(_ values: [String: String]) -> String {
        let text = joined(values)
        return text.utf8.contains(0) ? text.replacing("\0", with: "\u{FFFD}") : text
    }

    private static func joined(_ values: [String: String]) -> String {
        values.sorted { $0.key < $1.key }.map { name, value in
            let short = String(decoding: value.utf8.prefix(longestValue), as: UTF8.self)
            return name + "=" + (value.utf8.count > longestValue ? short + "…" : value)
        }.joined(separator: "&")
    }
}
