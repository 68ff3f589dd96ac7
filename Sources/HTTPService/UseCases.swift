import Foundation
package import LearningRecords
package import Persistence
import XAPI

/// Everything that the routes ask; made once at start, over one database.
package struct UseCases: Sendable {
    let authenticateKey: AuthenticateKey
    package let createKey: CreateKey
    package let listKeys: ListKeys
    package let revokeKey: RevokeKey
    let findStatement: FindStatement
    let findStatements: FindStatements
    package let importPackage: ImportPackage
    package let findPackage: FindPackage
    package let removeLeftovers: RemoveLeftovers
    let findCompletions: FindCompletions
    let files: PackageFiles
    let random: @Sendable (_ count: Int) -> [UInt8]
    let clock: @Sendable () -> Int64

    private let database: any Database
    private let terms: InternTerms
    private let outlines: CourseOutlines

    /// - Parameters:
    ///   - files: where packages are kept.
    ///   - publicURL: the address that IRIs made here begin with.
    ///   - packages: what a package may hold.
    ///   - random: secure random bytes.
    ///   - clock: µs since 1970.
    package init(
        database: any Database,
        files: PackageFiles,
        publicURL: String,
        packages: PackageLimits = PackageLimits(),
        random: @escaping @Sendable (_ count: Int) -> [UInt8],
        clock: @escaping @Sendable () -> Int64
    ) {
        let outlines = CourseOutlines()
        authenticateKey = AuthenticateKey(database: database, clock: clock)
        createKey = CreateKey(database: database, publicURL: publicURL, random: random)
        listKeys = ListKeys(database: database)
        revokeKey = RevokeKey(database: database, authenticate: authenticateKey)
        findStatement = FindStatement(database: database)
        findStatements = FindStatements(database: database)
        importPackage = ImportPackage(
            database: database,
            files: files,
            outlines: outlines,
            publicURL: publicURL,
            limits: packages
        )
        findPackage = FindPackage(database: database)
        removeLeftovers = RemoveLeftovers(database: database, files: files)
        findCompletions = FindCompletions(database: database, outlines: outlines)
        terms = InternTerms(database: database)
        self.database = database
        self.outlines = outlines
        self.files = files
        self.random = random
        self.clock = clock
    }

    /// - Parameter id: the id that a statement without one gets, where the request names it (PUT).
    func storeStatements(id: UUID? = nil) -> StoreStatements {
        StoreStatements(database: database, terms: terms, outlines: outlines) { [random] in
            id ?? UUID(random: random(16))
        }
    }

    /// Whether the store answers.
    func isReady() async -> Bool { (try? await database.read { try !$0.rows("SELECT 1").isEmpty }) ?? false }

    /// Up to when statements are surely all visible (Communication 2.1.3, Consistent-Through): what a writing transaction
    /// that is still open will store is younger than the margin.
    func consistentThrough() -> Instant { Instant(microseconds: clock() - Self.consistencyMargin) }

    /// µs; longer than a writing transaction may stay open.
    private static let consistencyMargin: Int64 = 10_000_000
}

extension UUID {
    /// Version 4 (RFC 9562 section 5.4) of 16 random bytes; fewer are filled up with zeros.
    init(random bytes: [UInt8]) {
        var padded = Array(bytes.prefix(16)) + Array(repeating: 0, count: max(0, 16 - bytes.count))
        padded[6] = (padded[6] & 0x0F) | 0x40
        padded[8] = (padded[8] & 0x3F) | 0x80
        self = padded.withUnsafeBytes { UUID(uuid: $0.loadUnaligned(as: uuid_t.self)) }
    }
}
