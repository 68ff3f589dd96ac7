import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import LearningRecords
import TestSupport
import Testing

@testable import HTTPService

/// Who may call what: the scopes of Communication 4.2 and the service's own, each on a key that has no other.
@Suite("scopes")
struct ScopeTests {
    /// A route, and the scopes that open it; every other one is refused.
    struct Row: CustomTestStringConvertible {
        let method: HTTPRequest.Method
        let path: String
        let scopes: Set<Scope>

        init(_ method: HTTPRequest.Method, _ path: String, _ scopes: Set<Scope>) {
            self.method = method
            self.path = path
            self.scopes = scopes
        }

        var testDescription: String { "\(method) \(path)" }
    }

    private static let readers: Set<Scope> = [.statementsRead, .statementsReadMine, .allRead, .all, .admin]
    private static let state: Set<Scope> = [.state, .all, .admin]
    private static let profile: Set<Scope> = [.profile, .all, .admin]

    private static let people: Set<Scope> = [.people, .peopleRestricted, .admin]

    static let rows =
        [
            Row(.post, "/xapi/statements", [.statementsWrite, .all, .admin]),
            Row(.put, "/xapi/statements", [.statementsWrite, .all, .admin]),
            Row(.get, "/xapi/statements", readers),
            Row(.get, "/xapi/activities", readers.union([.state, .profile, .define])),
            Row(.get, "/xapi/agents", [.statementsRead, .profile, .allRead, .all, .admin]),
            Row(.post, "/api/v1/packages", [.packages, .admin]),
            Row(.get, "/api/v1/packages/{sha256}", [.packages, .completions, .admin]),
            Row(.get, "/api/v1/completions", [.completions, .admin]),
            Row(.get, "/api/v1/completions/summary", [.completions, .admin]),
            Row(.get, "/api/v1/people/{id}/records", people.union([.completions])),
            Row(.get, "/api/v1/people/{id}/certificate", people.union([.completions])),
            Row(.get, "/api/v1/people/{id}/time", people.union([.completions])),
            Row(.get, "/api/v1/activity", [.completions, .admin]),
            Row(.get, "/api/v1/courses", [.completions, .packages, .admin]),
            Row(.get, "/api/v1/courses/{id}", [.completions, .packages, .admin]),
            Row(.patch, "/api/v1/courses/{id}", [.packages, .admin]),
            Row(.post, "/api/v1/registrations", people),
            Row(.post, "/api/v1/sessions", people),
            Row(.get, "/api/v1/sessions", people),
            Row(.get, "/api/v1/sessions/{id}", people),
            Row(.post, "/api/v1/sessions/{id}/attendance", people),
            Row(.get, "/api/v1/sessions/{id}/history", people),
            Row(.get, "/api/v1/sessions/{id}/attendance-sheet", people),
            Row(.delete, "/api/v1/registrations/{id}", people),
            Row(.get, "/api/v1/statements/feed", [.statementsRead, .allRead, .all, .admin]),
            Row(.get, "/api/v1/statements/{id}", [.statementsRead, .allRead, .all, .admin]),
            Row(.get, "/api/v1/access-log", [.accessLog, .admin]),
            Row(.post, "/api/v1/inspections", [.admin]),
            Row(.get, "/api/v1/inspections", [.accessLog, .admin]),
            Row(.get, "/api/v1/inspections/{id}", [.accessLog, .admin]),
            Row(.post, "/api/v1/inspections/{id}/revoke", [.admin]),
            Row(.post, "/api/v1/erasures", [.erasures, .admin]),
            Row(.get, "/api/v1/erasures", [.erasures, .admin]),
            Row(.post, "/api/v1/holds", [.erasures, .admin]),
            Row(.get, "/api/v1/holds", [.erasures, .admin]),
            Row(.delete, "/api/v1/holds/{id}", [.erasures, .admin]),
            Row(.get, "/api/v1/retention/schedules", [.erasures, .admin]),
            Row(.put, "/api/v1/retention/schedules/{id}", [.erasures, .admin]),
            Row(.post, "/api/v1/retention/runs", [.erasures, .admin]),
            Row(.get, "/api/v1/retention/runs/{id}", [.erasures, .admin]),
            Row(.post, "/api/v1/evidence/bundles", [.evidence, .admin]),
            Row(.get, "/api/v1/evidence/bundles/{id}", [.evidence, .admin]),
            Row(.get, "/api/v1/evidence/bundles/{id}/file", [.evidence, .admin]),
            Row(.get, "/api/v1/evidence/bundles/{id}/summary.pdf", [.evidence, .admin]),
            Row(.post, "/api/v1/evidence/cosignatures", [.evidence, .admin]),
            Row(.post, "/api/v1/evidence/timestamps", [.evidence, .admin]),
            Row(.get, "/api/v1/evidence/proof", [.evidence, .statementsRead, .allRead, .all, .admin]),
            Row(.post, "/api/v1/webhooks", [.admin]),
            Row(.get, "/api/v1/webhooks", [.admin]),
            Row(.delete, "/api/v1/webhooks/{id}", [.admin]),
            Row(.post, "/api/v1/webhooks/{id}/replay", [.admin]),
            Row(.post, "/api/v1/keys", [.admin]),
            Row(.get, "/api/v1/keys", [.admin]),
            Row(.post, "/api/v1/keys/{id}/rotate", [.admin]),
            Row(.delete, "/api/v1/keys/{id}", [.admin]),
        ] + documents("/xapi/activities/state", state) + documents("/xapi/activities/profile", profile)
        + documents("/xapi/agents/profile", profile) + peopleRows + countingRows

    private static let countingRows = [
        Row(.get, "/api/v1/sources", [.rules, .admin]),
        Row(.get, "/api/v1/sources/{id}", [.rules, .admin]),
        Row(.put, "/api/v1/sources/{id}", [.rules, .admin]),
        Row(.get, "/api/v1/sources/{id}/advisory", [.rules, .admin]),
        Row(.get, "/api/v1/rules", [.rules, .completions, .admin]),
        Row(.get, "/api/v1/rules/{id}", [.rules, .completions, .admin]),
        Row(.put, "/api/v1/rules/{id}", [.rules, .admin]),
        // Names people: `rules` alone is not enough, nor is `completions`.
        Row(.post, "/api/v1/rules/{id}/trial", [.admin]),
        Row(.post, "/api/v1/decisions", [.decisions, .admin]),
        Row(.get, "/api/v1/paths", [.rules, .completions, .admin]),
        Row(.get, "/api/v1/paths/{id}", [.rules, .completions, .admin]),
        Row(.put, "/api/v1/paths/{id}", [.rules, .admin]),
        Row(.get, "/api/v1/paths/{id}/progress", [.completions, .admin]),
        Row(.get, "/api/v1/feedback", [.completions, .admin]),
        Row(.get, "/api/v1/feedback/comments", [.completions, .admin]),
        Row(.post, "/api/v1/campaigns", people),
        Row(.get, "/api/v1/campaigns", people.union([.completions])),
        Row(.get, "/api/v1/campaigns/{id}", [.completions, .admin]),
        Row(.patch, "/api/v1/campaigns/{id}", people),
        Row(.get, "/api/v1/campaigns/{id}/people", [.completions, .admin]),
        Row(.post, "/api/v1/campaigns/{id}/people", people),
        Row(.post, "/api/v1/people/{id}/access-code", people),
        Row(.delete, "/api/v1/people/{id}/access-code", people),
        Row(.post, "/api/v1/people/access-codes/cards", people),
        Row(.post, "/api/v1/access", [.access, .admin]),
        Row(.get, "/api/v1/competences", [.rules, .completions, .admin]),
        Row(.get, "/api/v1/competences/{id}", [.rules, .completions, .admin]),
        Row(.put, "/api/v1/competences/{id}", [.rules, .admin]),
        Row(.get, "/api/v1/competences/{id}/holders", [.completions, .admin]),
        Row(.get, "/api/v1/competences/{id}/coverage", [.completions, .admin]),
        Row(.get, "/api/v1/people/{id}/competences", people.union([.completions])),
        Row(.get, "/api/v1/courses/{id}/price", [.packages, .completions, .admin]),
        Row(.put, "/api/v1/courses/{id}/price", [.packages, .admin]),
        Row(.put, "/api/v1/obligations/{year}", [.rules, .admin]),
        Row(.get, "/api/v1/spending", [.completions, .admin]),
        Row(.post, "/api/v1/courses", [.packages, .admin]),
        Row(.post, "/api/v1/history/import", people),
        Row(.get, "/api/v1/courses/{id}/rule", [.rules, .completions, .admin]),
        Row(.put, "/api/v1/courses/{id}/rule", [.rules, .admin]),
    ]

    private static let peopleRows = [
        Row(.post, "/api/v1/people", people),
        Row(.get, "/api/v1/people", people),
        Row(.get, "/api/v1/people/{id}", people),
        Row(.patch, "/api/v1/people/{id}", people),
        Row(.get, "/api/v1/people/{id}/history", people),
        Row(.post, "/api/v1/people/{id}/identifiers", people),
        Row(.delete, "/api/v1/people/{id}/identifiers", people),
        Row(.post, "/api/v1/people/{id}/merge", people),
        Row(.post, "/api/v1/people/{id}/split", people),
        Row(.get, "/api/v1/people/unknown", people),
        Row(.get, "/api/v1/people/shared", people),
        Row(.post, "/api/v1/people/shared", people),
        Row(.delete, "/api/v1/people/shared", people),
        Row(.post, "/api/v1/people/import", people),
        Row(.put, "/api/v1/people/import", people),
    ]

    private static func documents(_ path: String, _ writers: Set<Scope>) -> [Row] {
        [.put, .post, .delete].map { Row($0, path, writers) } + [Row(.get, path, writers.union([.allRead]))]
    }

    /// They tell nothing of anybody.
    private static let open = Set(
        [
            "/xapi/about", "/healthz", "/readyz", "/api/v1/evidence/checkpoint", "/api/v1/evidence/growth",
            "/api/v1/evidence/cosigned", "/api/v1/evidence/timestamps/{size}",
        ]
        .map { "GET " + $0 }
    ).union(
        (1...7).map { "GET /api/v1/evidence/tile/{level}" + "abcdefg".prefix($0).map { "/{\($0)}" }.joined() }
    )

    @Test("every route but the open ones has a row in this table")
    func complete() async throws {
        try await ServiceFixture.run(on: .sqlite) { service in
            let routes = Endpoints(service.useCases).paths.map { "\($0.method) \($0.path)" }
            #expect(Set(routes).subtracting(Self.open) == Set(Self.rows.map(\.testDescription)))
        }
    }

    /// What was asked is not whole, so that an open door answers with another refusal, and nothing changes.
    @Test("a key may do what its scope says, and no more", arguments: Engine.allCases)
    func table(engine: Engine) async throws {
        try await ServiceFixture.run(on: engine) { service in
            for scope in Scope.allCases {
                let id = "only-" + scope.rawValue
                _ = try await service.useCases.keys.create(
                    CreateKey.Request(label: id, source: "test", scopes: [scope], id: id, secret: "secret")
                )
                for row in Self.rows {
                    let path = row.path.replacing("{id}", with: "nobody").replacing("{sha256}", with: "none")
                    let answer = try await service.send(row.method, path, headers: Self.basic(id), body: "")
                    let isOpen = row.scopes.contains(scope)
                    #expect(
                        isOpen ? ![401, 403].contains(answer.status.code) : answer.status == .forbidden,
                        "\(scope.rawValue): \(row): \(answer.status) \(answer.text)"
                    )
                    #expect(isOpen || answer.problem == "forbidden")
                }
            }
        }
    }

    private static func basic(_ id: String) -> [String: String] {
        ["Authorization": "Basic " + Data("\(id):secret".utf8).base64EncodedString()]
    }
}
