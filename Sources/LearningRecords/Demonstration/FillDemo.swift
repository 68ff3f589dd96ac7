import Completion
import Crypto
import ExactJSON
import Foundation
package import Persistence
import XAPI

/// Fills an empty store with the people, courses and statements of a large employer, with the defects that real feeds have. The
/// same seed gives the same people and the same deeds, in the year that ends now.
package struct FillDemo: Sendable {
    package struct Request: Sendable {
        package var people: Int
        package var courses: Int
        package var seed: UInt64
        /// At least so many.
        package var statements: Int

        package init(people: Int, courses: Int, seed: UInt64, statements: Int) {
            (self.people, self.courses, self.seed, self.statements) = (people, courses, seed, statements)
        }
    }

    package enum Outcome: Equatable, Sendable {
        /// How many statements were stored.
        case filled(statements: Int)
        /// There are people or courses already.
        case notEmpty
    }

    /// What it does, and by which use cases.
    package struct Means: Sendable {
        let importPeople: ImportPeople
        let changeIdentifier: ChangeIdentifier
        let register: RegisterPeople
        let importPackage: ImportPackage
        let store: StoreStatements
        let savePath: SavePath

        package init(
            importPeople: ImportPeople, changeIdentifier: ChangeIdentifier, register: RegisterPeople,
            importPackage: ImportPackage, store: StoreStatements, savePath: SavePath
        ) {
            self.importPeople = importPeople
            self.changeIdentifier = changeIdentifier
            self.register = register
            self.importPackage = importPackage
            self.store = store
            self.savePath = savePath
        }
    }

    private static let key = "demo"
    private static let kiosk = InverseFunctionalIdentifier.account(
        homePage: DemoPerson.homePage, name: "borne-accueil"
    )
    private static let year: Int64 = 365 * 86_400_000_000
    /// Statements of one request of a provider.
    private static let batch = 200

    private let database: any Database
    private let files: DigestFiles
    private let means: Means
    private let publicURL: String

    package init(database: any Database, files: DigestFiles, means: Means, publicURL: String) {
        self.database = database
        self.files = files
        self.means = means
        self.publicURL = publicURL
    }

    /// - Parameter progress: is told how many statements are stored.
    package func callAsFunction(
        _ request: Request, progress: @Sendable (Int) -> Void = { _ in }
    ) async throws -> Outcome {
        let (isEmpty, now) = try await database.read { transaction in
            (
                try transaction.rows("SELECT 1 FROM course LIMIT 1").isEmpty
                    && transaction.rows("SELECT 1 FROM person LIMIT 1").isEmpty, transaction.startedAt
            )
        }
        guard isEmpty else { return .notEmpty }
        var chance = Chance(seed: request.seed)
        let people = (1...max(1, request.people)).map { DemoPerson(number: $0, chance: &chance) }
        try await take(people)
        let courses = try await take((0..<max(1, request.courses)).map(DemoCourse.init))
        try await plan(courses)
        var feed = DemoFeed(people: people, courses: courses, kiosk: Self.kiosk, since: now - Self.year, until: now)
        let credentials = try await credentials()
        var stored = 0
        while stored < request.statements {
            for part in feed.next(&chance, atLeast: Self.batch) {
                guard let credential = credentials[part.source] else { continue }
                try await state(part.statements, as: credential)
                stored += part.statements.count
            }
            progress(stored)
        }
        return .filled(statements: stored)
    }

    private func take(_ people: [DemoPerson]) async throws {
        let lines = [DemoPerson.columns] + people.map(\.row)
        let table = lines.map { $0.joined(separator: ";") }.joined(separator: "\n")
        _ = try await means.importPeople(Array(table.utf8), isDryRun: false, mayRestricted: false, by: Self.key)
        _ = try await means.changeIdentifier(.share, Self.kiosk, by: Self.key)
    }

    private func take(_ courses: [DemoCourse]) async throws -> [DemoFeed.Launch] {
        var launches: [DemoFeed.Launch] = []
        for course in courses {
            let bytes = try course.package()
            let path = files.spoolPath(UUID(digestOf: bytes).canonical)
            let file = try WritableFile(making: path)
            try file.write(bytes)
            let upload = Upload(path: path, sha256: Array(SHA256.hash(data: bytes)), size: Int64(bytes.count))
            switch try await means.importPackage(upload, source: course.source, validate: false) {
            case .imported(let package), .alreadyHere(let package), .valid(let package):
                let launched = package.activities.first { $0.href != nil }
                let iri = package.course.id
                launches.append(.init(course: course, iri: iri, activity: launched?.id ?? iri))
            case .refused: throw StoreError.unavailable
            }
        }
        return launches
    }

    /// Each service has to take a course, and everybody of the city a path.
    private func plan(_ courses: [DemoFeed.Launch]) async throws {
        for (place, service) in DemoWords.services.enumerated() {
            let course = courses[place % courses.count].iri
            _ = try await means.register(.everybody([.service: service]), in: course, by: Self.key)
        }
        let steps = courses.prefix(3).map { PathDraft.Step(needed: 1, courses: [$0.iri]) }
        let path = PathDraft(
            title: LocalizedText(french: "Accueil des agents de la Ville", english: "Welcome of the city’s staff"),
            isOrdered: true, audience: [.employer: "Ville"], steps: Array(steps)
        )
        _ = try await means.savePath(path, as: "accueil", following: nil, by: Self.key)
    }

    private func credentials() async throws -> [String: Credential] {
        try await database.writeAgainOnRace { [publicURL] transaction in
            try DemoWords.sources.reduce(into: [:]) { credentials, source in
                let authority = InverseFunctionalIdentifier.account(homePage: publicURL, name: "demo-\(source)")
                let term = Term.actor(authority)
                credentials[source] = Credential(
                    key: Self.key, source: try transaction.source(named: source),
                    authority: .init(term: try transaction.intern([term])[term] ?? 0, json: authority.agentJSON),
                    scopes: []
                )
            }
        }
    }

    private func state(_ texts: [[UInt8]], as credential: Credential) async throws {
        let statements = try texts.map { text in
            try Statement(reading: JSONDocument(reading: text).root, version: .v1_0_3)
        }
        let outcome = try await means.store(.init(statements, version: .v1_0_3), as: credential)
        guard case .stored = outcome else { throw StoreError.unavailable }
    }
}
